// Package quotareport prints what manifests use of the quota of their namespaces, for people and for programs.
package quotareport

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/quota"
)

const (
	barCells   = 20
	mostTakers = 3  // who is named beside a bar
	nearlyFull = 80 // per cent
)

// Look says how the text is to look.
type Look struct {
	Containers bool // list the limits and requests of each container too
	Color      bool // with the colours of a terminal
}

// Text prints for people: for each namespace a table of resources, one of objects, and perhaps one of containers.
func Text(w io.Writer, sums []quota.NamespaceQuota, look Look) {
	if len(sums) == 0 {
		fmt.Fprintln(w, "no object of a kind that a tool may create: nothing counts")
	}
	for i := range sums {
		n := &sums[i]
		if i > 0 {
			fmt.Fprintln(w)
		}
		if n.Namespace == "" {
			fmt.Fprintln(w, "no namespace is named: --tool tells whose")
		} else {
			fmt.Fprintf(w, "namespace %s\n", visible(n.Namespace))
		}
		printTable(w, resourceTable(n), 4, look.Color)
		if table := objectTable(n); len(table) > 1 {
			fmt.Fprintln(w)
			printTable(w, table, len(table[0])-1, look.Color)
		}
		printAlternatives(w, n)
		if table := containerTable(n); look.Containers && len(table) > 1 {
			fmt.Fprintln(w)
			printTable(w, table, len(table[0]), look.Color)
		}
	}
}

func resourceTable(n *quota.NamespaceQuota) [][]cell {
	table := [][]cell{{{text: "resource"}, {text: "used"}, {text: "hard"}, {text: "%"}, {text: ""}, {text: "biggest takers"}}}
	for i := range n.Rows {
		r := &n.Rows[i]
		color := shade(r.Used, r.Hard)
		table = append(table, []cell{
			{text: r.Resource}, {r.Used.String(), color}, {text: r.Hard.String()},
			{percentText(r.Used, r.Hard), color}, {bar(r.Used, r.Hard), color}, {text: biggest(r)},
		})
	}
	return table
}

// objectTable has a column for each resource of which an object takes something.
func objectTable(n *quota.NamespaceQuota) [][]cell {
	var rows []int
	for i := range n.Rows {
		if slices.ContainsFunc(n.Objects, func(o quota.QuotaObject) bool { return !o.Takes[i].IsZero() }) {
			rows = append(rows, i)
		}
	}
	head := []cell{{text: "object"}}
	for _, i := range rows {
		head = append(head, cell{text: n.Rows[i].Resource})
	}
	table := [][]cell{append(head, cell{})}
	several := inSeveralFiles(n.Objects)
	for k := range n.Objects {
		o := &n.Objects[k]
		remark := remarkOn(o)
		if remark.text == "" && !slices.ContainsFunc(o.Takes, func(q resource.Quantity) bool { return !q.IsZero() }) {
			continue
		}
		line := []cell{{text: titleIn(o, several)}}
		for _, i := range rows {
			share := cell{"-", plain}
			if !o.Takes[i].IsZero() {
				share = cell{percentText(o.Takes[i], n.Rows[i].Hard), shade(o.Takes[i], n.Rows[i].Hard)}
			}
			line = append(line, share)
		}
		table = append(table, append(line, remark))
	}
	return table
}

// containerTable has what each container has once the cluster filled in its defaults, of objects that are made. A pod of the
// object has one of each.
func containerTable(n *quota.NamespaceQuota) [][]cell {
	made := slices.DeleteFunc(slices.Clone(n.Objects), func(o quota.QuotaObject) bool { return o.Refused || o.Twice })
	known := map[string]bool{}
	for i := range made {
		for k := range made[i].Containers {
			for name := range amountsOf(&made[i].Containers[k]) {
				known[name] = true
			}
		}
	}
	names := slices.Sorted(maps.Keys(known))
	head := []cell{{text: "container"}, {text: "pods"}}
	for _, name := range names {
		head = append(head, cell{text: name})
	}
	table := [][]cell{head}
	several := inSeveralFiles(made)
	for i := range made {
		for k := range made[i].Containers {
			table = append(table, containerLine(&made[i], &made[i].Containers[k], titleIn(&made[i], several), names))
		}
	}
	return table
}

func containerLine(o *quota.QuotaObject, c *quota.QuotaContainer, object string, names []string) []cell {
	name := object + " " + visible(cmp.Or(c.Name, "(unnamed)"))
	if c.Init {
		name += " (init)"
	}
	line := []cell{{text: name}, {text: strconv.FormatInt(o.Pods, 10)}}
	amounts := amountsOf(c)
	for _, name := range names {
		text := "-"
		if q, ok := amounts[name]; ok {
			text = q.String()
		}
		line = append(line, cell{text: text})
	}
	return line
}

// amountsOf names the limits and requests of a container as a quota does: limits.cpu.
func amountsOf(c *quota.QuotaContainer) map[string]resource.Quantity {
	all := map[string]resource.Quantity{}
	for name, q := range c.Limits {
		all["limits."+name] = q
	}
	for name, q := range c.Requests {
		all["requests."+name] = q
	}
	return all
}

// remarkOn says why an object is not in the sum with all that it takes.
func remarkOn(o *quota.QuotaObject) cell {
	switch {
	case o.Twice:
		return cell{"defined twice: counted once", yellow}
	case o.Refused:
		return cell{"refused: tfk8s lint tells why", red}
	case o.PodsRefused:
		return cell{"its pods are refused: tfk8s lint tells why", red}
	case o.Over:
		return cell{"while it runs, not in the sum: no room beside the rest", red}
	case o.Instead != nil:
		return cell{"instead of that in " + visible(o.Instead.Name), yellow}
	case o.Later:
		return cell{"while it runs, not in the sum", plain}
	}
	return cell{}
}

// shade paints what is over, or nearly.
func shade(amount, hard resource.Quantity) string {
	percent, ok := quota.Percent(amount, hard)
	switch {
	case !ok, percent > 100:
		return red
	case percent > nearlyFull:
		return yellow
	}
	return plain
}

// percentText says how much of the limit an amount is. Of nothing, all is too much.
func percentText(amount, hard resource.Quantity) string {
	percent, ok := quota.Percent(amount, hard)
	if !ok {
		return "over"
	}
	return strconv.Itoa(percent) + "%"
}

// bar draws an amount as part of the limit. However little, it is one cell; too much has a mark behind the full bar.
func bar(amount, hard resource.Quantity) string {
	percent, ok := quota.Percent(amount, hard)
	if !ok || percent > 100 {
		return "[" + strings.Repeat("#", barCells) + "]!"
	}
	full := percent * barCells / 100
	if percent > 0 {
		full = max(full, 1)
	}
	return "[" + strings.Repeat("#", full) + strings.Repeat(".", barCells-full) + "]"
}

// biggest names who takes most of a resource: "Deployment/greeter 1, Job/dump 500m".
func biggest(r *quota.QuotaRow) string {
	by := slices.Clone(r.By)
	slices.SortStableFunc(by, func(a, b quota.QuotaShare) int { return b.Amount.Cmp(a.Amount) })
	var names []string
	for _, share := range by[:min(len(by), mostTakers)] {
		names = append(names, title(share.Object)+" "+share.Amount.String())
	}
	if more := len(by) - mostTakers; more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	if !r.Own.IsZero() {
		names = append(names, "the cluster's own "+r.Own.String())
	}
	return strings.Join(names, ", ")
}

func title(id *manifest.ID) string {
	return visible(id.Kind) + "/" + visible(cmp.Or(id.Name, "(unnamed)"))
}

// visible quotes what a terminal would obey or hide.
func visible(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.QuoteToASCII(s)
	}
	return s
}

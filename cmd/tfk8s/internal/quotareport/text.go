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
	"unicode/utf8"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/quota"
)

const (
	barCells   = 20
	maxNamed   = 3  // how many objects are named in a list before the rest is counted
	nearlyFull = 80 // percent
)

// Options say what the text contains.
type Options struct {
	All        bool // list the resources that no object uses too
	Containers bool // list the limits and requests of each container too
	Color      bool // use the colors of a terminal
}

// Text prints for people: whether the objects of each namespace fit, and then for each namespace a table of resources, one of
// objects and, if wanted, one of containers.
func Text(w io.Writer, sums []quota.NamespaceQuota, options Options) {
	if len(sums) == 0 {
		fmt.Fprintln(w, "Nothing counts for the quota: no object is of a kind that a tool may create.")
	}
	for i := range sums {
		nameWebservices(&sums[i])
		printVerdict(w, &sums[i])
	}
	for i := range sums {
		n := &sums[i]
		fmt.Fprintln(w)
		if len(sums) > 1 {
			fmt.Fprintln(w, cmp.Or("namespace "+visible(n.Namespace), "no namespace"))
		}
		printResources(w, n, options)
		if table := objectTable(n); len(table) > 1 {
			fmt.Fprintln(w)
			printTable(w, table, len(table[0])-1, options.Color)
		}
		printAlternatives(w, n)
		if table := containerTable(n); options.Containers && len(table) > 1 {
			fmt.Fprintln(w)
			printTable(w, table, len(table[0]), options.Color)
		}
	}
}

func printResources(w io.Writer, n *quota.NamespaceQuota, options Options) {
	table := [][]cell{{{text: "resource"}, {text: "used"}, {text: "worst"}, {text: "quota"}, {text: "%"}, {text: ""}, {text: "largest users"}}}
	hasJobs := false
	for i := range n.Rows {
		if r := &n.Rows[i]; options.All || isShown(r) {
			table = append(table, resourceRow(r))
			hasJobs = hasJobs || r.Worst.Cmp(r.Used) > 0
		}
	}
	firstWords := 5
	if !hasJobs {
		for i, row := range table {
			table[i] = slices.Delete(row, 2, 3)
		}
		firstWords--
	}
	if len(table) > 1 {
		printTable(w, table, firstWords, options.Color)
	}
	if hasJobs {
		fmt.Fprintln(w, "  worst: if all "+jobsOf(n)+" run at the same time")
	}
	if text := unusedText(n); text != "" && !options.All {
		fmt.Fprintln(w, "  "+text)
	}
}

func resourceRow(r *quota.QuotaRow) []cell {
	color := shade(r.Used, r.Hard)
	texts, users := rowTexts(r)
	return []cell{
		{text: r.Resource}, {texts[0], color}, {texts[3], shade(r.Worst, r.Hard)}, {text: texts[1]},
		{percentText(r.Used, r.Hard), color}, {bar(r.Used, r.Hard), color}, {text: users},
	}
}

// objectTable has a row for each object that counts or needs a remark, and a column for each resource that some object uses.
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
		if (remark.text == "" || o.Webservice) && !slices.ContainsFunc(o.Takes, func(q resource.Quantity) bool { return !q.IsZero() }) {
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

// containerTable lists what each container of the created objects has after the cluster filled in its defaults. Each pod of
// the object has one of these containers.
func containerTable(n *quota.NamespaceQuota) [][]cell {
	created := slices.DeleteFunc(slices.Clone(n.Objects), func(o quota.QuotaObject) bool { return o.Rejected || o.Twice })
	several := inSeveralFiles(created)
	known := map[string][]resource.Quantity{}
	table := [][]cell{{{text: "container"}, {text: "pods"}}}
	var rows []map[string]resource.Quantity
	for i := range created {
		o := &created[i]
		for k := range o.Containers {
			amountsByName := amountsOf(&o.Containers[k])
			for name, q := range amountsByName {
				known[name] = append(known[name], q)
			}
			rows = append(rows, amountsByName)
			table = append(table, []cell{{text: containerName(o, k, several)}, {text: strconv.FormatInt(o.Pods, 10)}})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(known)) {
		table[0] = append(table[0], cell{text: name})
		texts := amounts(known[name]...)
		for i, row := range rows {
			text := "-"
			if _, ok := row[name]; ok {
				text, texts = texts[0], texts[1:]
			}
			table[i+1] = append(table[i+1], cell{text: text})
		}
	}
	return table
}

func containerName(o *quota.QuotaObject, k int, several map[string]bool) string {
	c := &o.Containers[k]
	name := titleIn(o, several) + " " + visible(cmp.Or(c.Name, "(unnamed)"))
	if c.Init {
		name += " (init)"
	}
	return name
}

// amountsOf returns the limits and requests of a container by the names that a quota has for them, such as limits.cpu.
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

// remarkOn says why an object does not count, or not with all that it uses.
func remarkOn(o *quota.QuotaObject) cell {
	switch {
	case o.CreatedBy != nil:
		return cell{"created by " + creator(o.CreatedBy, "the cluster") + ", so not counted", yellow}
	case o.Twice:
		return cell{"defined twice, counted once", yellow}
	case o.Forbidden:
		return cell{"rejected: a tool may not create this kind", red}
	case o.Rejected:
		return cell{"rejected (see tfk8s lint)", red}
	case o.PodsRejected:
		return cell{"its pods are rejected (see tfk8s lint)", red}
	case o.Over:
		return cell{"only while it runs, so not in the sum; does not fit together with the rest", red}
	case o.Instead != nil:
		return cell{"alternative to the one in " + visible(o.Instead.Name), yellow}
	case o.Suspended && !o.Later:
		return cell{"paused, so it creates no pods", plain}
	case o.Suspended:
		return cell{"suspended, so not in the sum", plain}
	case o.Later:
		return cell{"only while it runs, so not in the sum", plain}
	case o.Webservice:
		return cell{"created by webservice for " + visible(o.File.Name), plain}
	}
	return cell{}
}

// shade returns the color of an amount: red over the limit, yellow near it.
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

// percentText says how much of the limit an amount is, or "over" if the limit is 0.
func percentText(amount, hard resource.Quantity) string {
	percent, ok := quota.Percent(amount, hard)
	if !ok {
		return "over"
	}
	return strconv.Itoa(percent) + "%"
}

// bar draws an amount as part of the limit. A small amount fills at least one cell, and a mark follows the bar of one that is over
// the limit.
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

// rowTexts words the used amount and the quota of a resource, and names the objects that use most of it: "Deployment/greeter 1,
// Job/dump 0.5". All of that is in one unit.
func rowTexts(r *quota.QuotaRow) (texts []string, users string) {
	by := slices.Clone(r.By)
	slices.SortStableFunc(by, func(a, b quota.QuotaShare) int { return b.Amount.Cmp(a.Amount) })
	quantities := []resource.Quantity{r.Used, r.Hard, r.Own, r.Worst}
	for _, share := range by[:min(len(by), maxNamed)] {
		quantities = append(quantities, share.Amount)
	}
	texts = amounts(quantities...)
	var names []string
	for i, text := range texts[4:] {
		names = append(names, title(by[i].Object)+" "+text)
	}
	if more := len(by) - maxNamed; more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	if !r.Own.IsZero() {
		names = append(names, "the cluster's own "+texts[2])
	}
	return texts, strings.Join(names, ", ")
}

func title(id *manifest.ID) string {
	return visible(id.Kind) + "/" + visible(cmp.Or(id.Name, "(unnamed)"))
}

// visible quotes a text with characters that a terminal would obey or hide.
func visible(s string) string {
	if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.QuoteToASCII(s)
	}
	return s
}

package quotareport

import (
	"fmt"
	"io"
	"strings"

	"github.com/toolforge/tfk8s/rules/quota"
)

// printVerdict says whether all objects of a namespace fit, and what does not.
func printVerdict(w io.Writer, n *quota.NamespaceQuota) {
	of := ""
	if n.Namespace != "" {
		of = " of " + visible(n.Namespace)
	}
	over, shortages, rejected := overRows(n), shortagesOf(n), countRejected(n)
	verdict := "Within the quota" + of + fullest(n) + "."
	switch {
	case len(over) > 0:
		verdict = "Over the quota" + of + ": " + strings.Join(over, ", ") + "."
	case len(shortages) > 0:
		verdict = "Over the quota" + of + " while a CronJob runs."
	case rejected > 0 && rejected == len(n.Objects) && fullest(n) == "":
		verdict = "Nothing counts for the quota" + of + "."
	}
	fmt.Fprintln(w, strings.Join(append([]string{verdict}, shortages...), " "))
	if n.Namespace == "" {
		fmt.Fprintln(w, "No object names its namespace: set the tool with --tool.")
	}
	switch rejected {
	case 0:
	case 1:
		fmt.Fprintln(w, "Not counted: 1 object that the cluster rejects (see tfk8s lint).")
	default:
		fmt.Fprintf(w, "Not counted: %d objects that the cluster rejects (see tfk8s lint).\n", rejected)
	}
}

// countRejected counts the objects that the cluster rejects, or whose pods it rejects.
func countRejected(n *quota.NamespaceQuota) (count int) {
	for i := range n.Objects {
		if o := &n.Objects[i]; o.Refused || o.PodsRefused {
			count++
		}
	}
	return count
}

// overRows lists the resources that are over the quota: "limits.cpu 2.5 of 2".
func overRows(n *quota.NamespaceQuota) (texts []string) {
	for i := range n.Rows {
		if r := &n.Rows[i]; r.Over() {
			texts = append(texts, r.Resource+" "+usedOf(r))
		}
	}
	return texts
}

func usedOf(r *quota.QuotaRow) string {
	texts := amounts(r.Used, r.Hard)
	return texts[0] + " of " + texts[1]
}

// fullest names the resource with the largest share in use: ": the fullest resource is pods, 3 of 4".
func fullest(n *quota.NamespaceQuota) string {
	var most *quota.QuotaRow
	share := func(r *quota.QuotaRow) float64 { return r.Used.AsApproximateFloat64() / r.Hard.AsApproximateFloat64() }
	for i := range n.Rows {
		if r := &n.Rows[i]; len(r.By) > 0 && (most == nil || share(r) > share(most)) {
			most = r
		}
	}
	if most == nil {
		return ""
	}
	return ": the fullest resource is " + most.Resource + ", " + usedOf(most)
}

// shortagesOf lists the objects whose pods do not all fit. It names the first ones.
func shortagesOf(n *quota.NamespaceQuota) (sentences []string) {
	more := 0
	for i := range n.Objects {
		text := shortage(&n.Objects[i])
		switch {
		case text == "":
		case len(sentences) == maxNamed:
			more++
		default:
			sentences = append(sentences, text)
		}
	}
	if more > 0 {
		sentences = append(sentences, fmt.Sprintf("Pods of %d more objects do not fit.", more))
	}
	return sentences
}

// shortage says how many pods of an object fit, "" if all do.
func shortage(o *quota.QuotaObject) string {
	name := title(o.Object)
	switch {
	case o.Over && o.Pods == 1:
		return "The pod of " + name + " does not fit together with the rest."
	case o.Over:
		return "The pods of " + name + " do not fit together with the rest."
	case o.Later || o.Fitting >= o.Pods:
		return ""
	case o.Object.Kind == "Pod":
		return name + " does not fit."
	case o.Pods == 1:
		return "The pod of " + name + " does not fit."
	case o.Fitting == 0:
		return fmt.Sprintf("No pod of %s fits.", name)
	}
	return fmt.Sprintf("At most %d of the %d pods of %s fit.", o.Fitting, o.Pods, name)
}

// unusedText counts the resources that no object uses. The table leaves them out.
func unusedText(n *quota.NamespaceQuota) string {
	unused := 0
	for i := range n.Rows {
		if !isShown(&n.Rows[i]) {
			unused++
		}
	}
	switch unused {
	case 0:
		return ""
	case 1:
		return "1 more resource is unused; --all lists it."
	case len(n.Rows):
		return fmt.Sprintf("All %d resources are unused; --all lists them.", unused)
	}
	return fmt.Sprintf("%d more resources are unused; --all lists them.", unused)
}

// isShown reports whether objects use a resource, or there is too little of it even without them.
func isShown(r *quota.QuotaRow) bool { return len(r.By) > 0 || r.Over() }

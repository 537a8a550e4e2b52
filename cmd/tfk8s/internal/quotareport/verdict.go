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
	over, shortages := overRows(n), shortagesOf(n)
	rejected := count(n, func(o *quota.QuotaObject) bool { return !o.Forbidden && (o.Rejected || o.PodsRejected) })
	verdict := "Within the quota" + of + fullest(n) + "."
	switch {
	case len(over) > 0:
		verdict = "Over the quota" + of + ": " + strings.Join(over, ", ") + "."
	case len(shortages) > 0:
		verdict = "Over the quota" + of + " while a " + oneOf(jobsOf(n)) + " runs."
	case len(overInWorstCase(n)) > 0:
		verdict = "Within the quota" + of + ", unless all " + jobsOf(n) + " run at the same time: " + strings.Join(overInWorstCase(n), ", ") + "."
	}
	fmt.Fprintln(w, strings.Join(append([]string{verdict}, shortages...), " "))
	if n.Namespace == "" {
		fmt.Fprintln(w, "No object names its namespace: set the tool with --tool.")
	}
	if converted := count(n, func(o *quota.QuotaObject) bool { return o.Converted }); converted > 0 {
		fmt.Fprintf(w, "As converted: tfk8s convert changes %d of %s.\n", converted, objectCount(len(n.Objects)))
	}
	if rejected > 0 {
		fmt.Fprintf(w, "Counted as far as it can be read: %s that the cluster rejects (see tfk8s lint).\n", objectCount(rejected))
	}
}

func objectCount(n int) string {
	if n == 1 {
		return "1 object"
	}
	return fmt.Sprint(n, " objects")
}

func count(n *quota.NamespaceQuota, is func(*quota.QuotaObject) bool) (found int) {
	for i := range n.Objects {
		if is(&n.Objects[i]) {
			found++
		}
	}
	return found
}

// overInWorstCase lists the resources that are over the quota if all Jobs and CronJobs run at the same time.
func overInWorstCase(n *quota.NamespaceQuota) (texts []string) {
	for i := range n.Rows {
		if r := &n.Rows[i]; r.Worst.Cmp(r.Hard) > 0 {
			of := amounts(r.Worst, r.Hard)
			texts = append(texts, r.Resource+" "+of[0]+" of "+of[1])
		}
	}
	return texts
}

// oneOf makes "Job or CronJob" of "Jobs and CronJobs".
func oneOf(kinds string) string {
	return strings.NewReplacer("s and ", " or ", "Jobs", "Job").Replace(kinds)
}

// jobsOf says which objects come and go: "Jobs", "CronJobs", or both.
func jobsOf(n *quota.NamespaceQuota) string {
	jobs := count(n, func(o *quota.QuotaObject) bool { return o.Later && o.Object.Kind == "Job" })
	switch jobs {
	case 0:
		return "CronJobs"
	case count(n, func(o *quota.QuotaObject) bool { return o.Later }):
		return "Jobs"
	}
	return "Jobs and CronJobs"
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
	case o.Later || o.Fitting >= o.Pods || o.CreatedBy != nil:
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
func isShown(r *quota.QuotaRow) bool { return len(r.By) > 0 || r.Over() || r.Worst.Cmp(r.Used) > 0 }

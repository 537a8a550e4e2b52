// Package leftout says which files and objects a command leaves out, and why.
package leftout

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/report"
	"github.com/toolforge/tfk8s/rules/quota"
)

// PrintEmpty says how many files contain nothing to count or to plan. It does not count templates and unreadable manifests,
// which are reported otherwise.
func PrintEmpty(w io.Writer, results []lint.FileResult) {
	n := 0
	for i := range results {
		if r := &results[i]; r.Objects == 0 && !r.Foreign && !r.Holds(lint.Template) && !r.Holds(lint.Manifest) {
			n++
		}
	}
	if n > 0 {
		fmt.Fprintf(w, "not checked: %s without Kubernetes objects\n", report.CountOf(n, "file"))
	}
}

// PrintForbidden says how many of the objects are in no sum, because a tool may not create their kind. If no object is in a sum,
// the report itself says so.
func PrintForbidden(w io.Writer, objects int, sums []quota.NamespaceQuota) {
	counted := 0
	for i := range sums {
		for j := range sums[i].Objects {
			if !sums[i].Objects[j].Webservice {
				counted++
			}
		}
	}
	if n := objects - counted; n > 0 && len(sums) > 0 {
		fmt.Fprintf(w, "not counted: %s of a kind that a tool may not create\n", report.CountOf(n, "object"))
	}
}

// PrintUncounted names the files with objects that cannot be counted: templates, and objects of other APIs.
func PrintUncounted(w io.Writer, results []lint.FileResult) {
	switch names := TemplatesIn(results); len(names) {
	case 0:
	case 1:
		fmt.Fprintf(w, "not counted: %s is a template (render it first)\n", report.Printable(names[0]))
	default:
		fmt.Fprintf(w, "not counted: %s are templates (render them first)\n", joinSome(names, ", "))
	}
	if names := MixedIn(results); len(names) > 0 {
		fmt.Fprintf(w, "not counted: objects of other APIs in %s\n", joinSome(names, ", "))
	}
}

// MixedIn returns the names of the files that contain objects of other APIs as well as those of Kubernetes.
func MixedIn(results []lint.FileResult) (names []string) {
	for i := range results {
		if results[i].Objects > 0 && results[i].Holds(lint.OtherAPI) {
			names = append(names, results[i].File.Name)
		}
	}
	return names
}

// TemplatesIn returns the names of the files that contain a template.
func TemplatesIn(results []lint.FileResult) (names []string) {
	for i := range results {
		if results[i].Holds(lint.Template) {
			names = append(names, results[i].File.Name)
		}
	}
	return names
}

// Nothing says why files that were read contain nothing to count or to plan.
func Nothing(results []lint.FileResult, leftOut []lint.LeftOut) error {
	contents := map[string]lint.Content{}
	for _, f := range leftOut {
		contents[f.File] = f.Content
	}
	var reasons, templates []string
	for i := range results {
		reason := reasonOf(&results[i], contents[results[i].File.Name])
		if results[i].Holds(lint.Template) {
			templates = append(templates, reason)
		} else {
			reasons = append(reasons, reason)
		}
	}
	reasons = append(templates, reasons...) // first what the user can change
	if len(reasons) == 0 {
		return errors.New("no Kubernetes object")
	}
	return fmt.Errorf("no Kubernetes object: %s", joinSome(reasons, "; "))
}

func reasonOf(r *lint.FileResult, content lint.Content) string {
	name := r.File.Name
	switch {
	case r.Foreign:
		return name + " contains only settings of a webservice"
	case r.Holds(lint.Template):
		return name + " is a template (render it first)"
	case r.Holds(lint.OtherAPI):
		return name + " contains only objects of other APIs"
	case content.Render != "":
		return fmt.Sprintf("%s is %s (use the output of `%s %s`)", name, content.Name, content.Render, filepath.Dir(name))
	case r.Holds(lint.ClientFile):
		return name + " is " + content.Name
	}
	return name + " contains something else"
}

// joinSome joins the first texts of a list that may be long, and the number of the others.
func joinSome(texts []string, separator string) string {
	const maxNamed = 3
	if more := len(texts) - maxNamed; more > 0 {
		texts = append(texts[:maxNamed:maxNamed], fmt.Sprintf("%d more", more))
	}
	return report.Printable(strings.Join(texts, separator))
}

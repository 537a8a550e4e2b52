package field

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed removed-field.md
var removedFieldDoc string

var RemovedField = &lint.Rule{
	ID: "TFK307", Name: "removed-field",
	Stage: lint.Kubectl, Severity: lint.Error, Fix: lint.Review,
	Doc:    removedFieldDoc,
	Object: checkRemovedField,
}

func checkRemovedField(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if s.Served == nil { // the move to another version replaces them
		return
	}
	for _, x := range kubectl.SchemaProblems(s) {
		if x.Kind != kubectl.FieldUnknown {
			continue
		}
		if f := api.RemovedAt(s, x.Node.Path()); f != nil {
			p.AtKey(x.Node, replacement(s, f, x.Node.Path()), "the %s read %s of a %s, the %s does not: %s",
				s.Policy.Legacy.Title, x.Node.Key(), s.Kind, s.Policy.Current.Title, Instead(f))
		}
	}
}

// Instead tells what serves the end of a field that is gone.
func Instead(f *schemas.RemovedField) string {
	switch {
	case f.Hint != "":
		return "delete it, " + f.Hint + " does the same"
	case f.To == "":
		return "delete it"
	case f.Change == schemas.Inverted:
		return "its opposite is " + f.To + ", and seldom needed"
	case f.Review:
		return "it is " + f.To + " now, look whether its value still holds"
	}
	return "it is " + f.To + " now"
}

// replacement makes the fix of one field in an object of a version that does not have it.
func replacement(s *workload.Object, f *schemas.RemovedField, path string) *lint.Fix {
	var d manifest.Draft
	api.ReplaceRemoved(s, &d, path)
	safety, title := lint.Safe, "delete "+path
	if f.Review {
		safety = lint.Review
	}
	switch {
	case f.Change == schemas.Renamed, f.Change == schemas.Moved:
		title = "make it " + f.To
	case f.Change == schemas.Inverted && api.ChoosesSelector(s):
		title = "make it " + f.To + ": true"
	}
	return lint.NewFix(safety, d.Edits, !d.Failed, title)
}

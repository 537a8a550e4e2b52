package field

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/internal/words"
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
	if s.Served == nil { // the fix of the API version replaces them
		return
	}
	for _, x := range kubectl.SchemaProblems(s) {
		if x.Kind != kubectl.FieldUnknown {
			continue
		}
		if f := api.RemovedAt(s, x.Node.Path()); f != nil {
			fix := replacement(s, f, x.Node.Path())
			finding := p.AtKey(x.Node, fix, "%s no longer has the field %s", words.Article(s.Kind), x.Node.Path())
			if fix == nil || f.Hint != "" {
				finding.Help("%s", Instead(f))
			}
		}
	}
}

// Instead says what to do without a field that no longer exists.
func Instead(f *schemas.RemovedField) string {
	switch {
	case f.Hint != "":
		return "use " + f.Hint + " instead"
	case f.To == "":
		return "delete it"
	case f.Change == schemas.Inverted:
		return "delete it, or use its opposite, " + f.To
	case f.Review:
		return "use " + f.To + " instead, and check its value"
	}
	return "use " + f.To + " instead"
}

// replacement makes the fix for one field in an object of a version that does not have it.
func replacement(s *workload.Object, f *schemas.RemovedField, path string) *lint.Fix {
	var d manifest.Draft
	api.ReplaceRemoved(s, &d, path)
	safety, title := lint.Safe, "delete "+path
	if f.Review {
		safety = lint.Review
	}
	switch {
	case f.Change == schemas.Renamed, f.Change == schemas.Moved:
		title = "replace it with " + f.To
	case f.Change == schemas.Inverted && api.ChoosesSelector(s):
		title = "replace it with " + f.To + ": true"
	}
	return lint.NewFix(safety, d.Edits, !d.Failed, title)
}

package field

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed field-after-1.15.md
var fieldAfterDoc string

var FieldAfter = &lint.Rule{
	ID: "TFK312", Name: "field-after-1.15",
	Stage: lint.Kubectl, Severity: lint.Error,
	Count:  lint.Admitted, // the server drops the field
	Doc:    fieldAfterDoc,
	Object: checkFieldAfter,
}

func checkFieldAfter(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, x := range kubectl.SchemaProblems(s) {
		if x.Kind != kubectl.FieldUnknown {
			continue
		}
		if newer := api.NewerField(s, x.Schema, x.Node); newer != nil {
			help := "delete it"
			if newer.Field == api.PathType && x.Node.String() == api.ExactPath {
				help += "; all paths below this one then match too"
			}
			p.Report(droppedIn(s, lint.Report{Span: x.Node.Mark(), Path: x.Node.Path()}), "%q needs Kubernetes %s, but the %s runs %s",
				newer.Field, newer.Since, s.Policy.Current.Title, strings.TrimPrefix(s.Policy.Current.Kubernetes, "v")).Help("%s", help)
		}
	}
}

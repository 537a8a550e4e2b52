package field

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed missing-field.md
var missingFieldDoc string

var MissingField = &lint.Rule{
	ID: "TFK322", Name: "missing-field",
	Stage: lint.Kubectl, Severity: lint.Error,
	BothWays: true,
	Doc:      missingFieldDoc,
	Object:   checkMissingField,
}

func checkMissingField(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, x := range kubectl.SchemaProblems(s) {
		if x.Kind != kubectl.FieldMissing || x.Field == "selector" && x.Node == s.Root().Field("spec") && api.SelectorRequired(s.Judged) {
			continue
		}
		if standIn(s, x.Node, x.Node.ChildPath(x.Field)) != nil {
			continue
		}
		if empty := x.Node.Field(x.Field); empty != nil {
			p.AtKey(empty, nil, "%q is null, but %s needs it", x.Field, kubectl.OwnerName(s, x.Node, x.Schema)).Help("give it a value")
			continue
		}
		f := p.Missing(x.Node, x.Field, nil, "%s needs %q", kubectl.OwnerName(s, x.Node, x.Schema), x.Field)
		if kind := api.KindWithout(s, x.Node); kind != "" {
			f.Help("add it, or make the object %s", kind)
		}
	}
}

package field

import (
	_ "embed"
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
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
		} else {
			f.Help("%s", howToAdd(s, x))
		}
	}
}

// howToAdd says how to write a missing field.
func howToAdd(s *workload.Object, x kubectl.Problem) string {
	field := x.Schema.Field(x.Field)
	switch x.Field {
	case "template":
		return "add template, with the labels and the containers of the pods"
	case "jobTemplate":
		return "add jobTemplate.spec.template, with the containers of the pods"
	case "schedule":
		return "add a schedule, such as \"7 3 * * *\""
	case "name":
		return "add a name"
	case "servicePort":
		return "add servicePort, the port of the Service"
	case "path":
		return "add a path"
	}
	switch {
	case field == nil:
		return "add it"
	case field.Type == schemas.Integer:
		return "add " + x.Field + ", with a number"
	case field.Type == schemas.Array:
		return "add " + x.Field + ", with a list"
	case field.Type == schemas.Object || field.Type == schemas.Map:
		return fmt.Sprintf("add %s; `kubectl explain %s` says what it holds", x.Field, explained(s, x.Node.ChildPath(x.Field)))
	}
	return "add " + x.Field
}

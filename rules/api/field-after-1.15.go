package api

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
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
		if newer := NewerField(s, x.Schema, x.Node); newer != nil {
			way := "delete it"
			if newer.Field == pathType && x.Node.String() == exactPath {
				way += ", and all paths below this one match too"
			}
			p.AtKey(x.Node, nil, "%q came to %s with Kubernetes %s, the %s runs %s: %s",
				newer.Field, kubectl.ShortName(x.Schema), newer.Since, s.Policy.Current.Title, strings.TrimPrefix(s.Policy.Current.Kubernetes, "v"), way)
		}
	}
}

// NewerField returns what is known of a field of a later release, nil where it is none.
func NewerField(s *workload.Object, owner *schemas.Schema, n *manifest.Node) *schemas.NewerField {
	if n.Key() == "restartPolicy" && isStrayPolicy(s, n) {
		return nil // see job-restart-policy
	}
	in := n.Parent().Key()
	if n.Parent().Parent().IsList() {
		in = n.Parent().Parent().Key()
	}
	return s.Policy.NewerField(owner.Name, in, n.Key())
}

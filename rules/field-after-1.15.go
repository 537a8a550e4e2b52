package rules

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed field-after-1.15.md
var fieldAfterDoc string

var fieldAfter = &lint.Rule{
	ID: "TFK312", Name: "field-after-1.15",
	Stage: lint.Kubectl, Severity: lint.Error,
	Count:  lint.Admitted, // the server drops the field
	Doc:    fieldAfterDoc,
	Object: checkFieldAfter,
}

func checkFieldAfter(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	for _, x := range s.schemaProblems() {
		if x.kind != fieldUnknown {
			continue
		}
		if newer := s.newerField(x.schema, x.node); newer != nil {
			p.AtKey(x.node, nil, "%q came to %s with Kubernetes %s, the %s runs %s: delete it",
				newer.Field, shortName(x.schema), newer.Since, s.Policy.Current.Title, strings.TrimPrefix(s.Policy.Current.Kubernetes, "v"))
		}
	}
}

// newerField returns what is known of a field of a later release, nil where it is none.
func (s *Subject) newerField(owner *schemas.Schema, n *manifest.Node) *schemas.NewerField {
	if n.Key() == "restartPolicy" && s.isStrayPolicy(n) {
		return nil // see job-restart-policy
	}
	in := n.Parent().Key()
	if n.Parent().Parent().IsList() {
		in = n.Parent().Parent().Key()
	}
	return s.Policy.NewerField(owner.Name, in, n.Key())
}

package rules

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
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
		if newer := s.Policy.NewerField(x.schema.Name, x.node.Key()); newer != nil {
			p.AtKey(x.node, nil, "%q came to %s with Kubernetes %s, the %s runs %s: delete it",
				newer.Field, shortName(x.schema), newer.Since, s.Policy.Current.Title, strings.TrimPrefix(s.Policy.Current.Kubernetes, "v"))
		}
	}
}

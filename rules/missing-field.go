package rules

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed missing-field.md
var missingFieldDoc string

var missingField = &lint.Rule{
	ID: "TFK322", Name: "missing-field",
	Stage: lint.Kubectl, Severity: lint.Error,
	BothWays: true,
	Doc:      missingFieldDoc,
	Object:   checkMissingField,
}

func checkMissingField(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	for _, x := range s.schemaProblems() {
		if x.kind != fieldMissing || x.field == "selector" && x.node == s.Root().Field("spec") && selectorRequired(s.GVK) {
			continue
		}
		if empty := x.node.Field(x.field); empty != nil {
			p.AtKey(empty, nil, "%s needs %q, which is null: give it a value", shortName(x.schema), x.field)
			continue
		}
		p.Missing(x.node, x.field, nil, "%s needs %q: %s", shortName(x.schema), x.field, x.howToAdd()+s.orKind(x.node))
	}
}

// howToAdd looks for the missing field under a misspelt name.
func (x problem) howToAdd() string {
	for _, f := range x.node.Fields() {
		if x.schema.Field(f.Key()) == nil && misspelt(&f, x.schema) == x.field {
			return "rename " + f.Key()
		}
	}
	return "add it"
}

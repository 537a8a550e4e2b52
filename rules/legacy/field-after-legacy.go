package legacy

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed field-after-legacy.md
var fieldAfterLegacyDoc string

var fieldAfterLegacy = &lint.Rule{
	ID: "TFK056", Name: "field-after-legacy",
	Stage: lint.Kubectl, Severity: lint.Error, Fix: lint.Review,
	Doc:    fieldAfterLegacyDoc,
	Object: checkFieldAfterLegacy,
}

func checkFieldAfterLegacy(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	walkFields(o.Root, s.Bundle.Lookup(s.GVK), func(n *manifest.Node, owner *schemas.Schema) {
		field := n.Key()
		if newer := api.NewerField(s, owner, n); newer != nil {
			p.AtKey(n, nil, "%q needs Kubernetes %s, but the %s runs %s", field, newer.Since, s.Policy.Legacy.Title, legacyRelease(s.Settings)).
				Help("delete it")
			return
		}
		row := s.Policy.FieldAfterLegacy(owner.Name, field)
		if row == nil {
			return
		}
		fix, help := beforeField(s, n, owner)
		if row.Drop {
			edits, ok := manifest.Prune([]string{"securityContext"}, n)
			help = "delete " + field
			fix = lint.NewFix(lint.Review, edits, ok, help)
		}
		p.AtKey(n, fix, "the %s runs Kubernetes %s, which has no %q", s.Policy.Legacy.Title, legacyRelease(s.Settings), field).Label("%s", row.Hint).
			HelpUnlessFixed("%s", help)
	})
}

func legacyRelease(s *workload.Settings) string {
	return strings.TrimPrefix(s.Policy.Legacy.Kubernetes, "v")
}

// beforeField says what to use instead of a field on a cluster that does not know it, and makes the fix that writes that.
func beforeField(s *workload.Object, n *manifest.Node, owner *schemas.Schema) (fix *lint.Fix, help string) {
	path := n.Path()
	if pods := s.PodSpec().Path(); pods != "" {
		if rest, ok := strings.CutPrefix(path, pods+"."); ok {
			path = "spec." + rest
		}
	}
	for i := range s.Policy.Annotations {
		row := &s.Policy.Annotations[i]
		if row.To != path || row.Works {
			continue
		}
		help := "use the annotation " + row.Key
		if !row.Convert || row.On != "Pod" || isUnfinished(s, n, owner) {
			return nil, help
		}
		return asAnnotation(s, row, n), help
	}
	return nil, "delete it"
}

// walkFields visits the fields of a value that are in a map of fixed fields, whether or not the schema knows them. It does not
// enter a value that the schema does not describe.
func walkFields(n *manifest.Node, schema *schemas.Schema, visit func(field *manifest.Node, owner *schemas.Schema)) {
	if schema == nil {
		return
	}
	kids := n.Children()
	for i := range kids {
		kid := &kids[i]
		switch {
		case kid.IsNull():
		case schema.Type == schemas.Object && n.IsMap():
			visit(kid, schema)
			walkFields(kid, schema.Field(kid.Key()), visit)
		case schema.Type == schemas.Map && n.IsMap(), schema.Type == schemas.Array && n.IsList():
			walkFields(kid, schema.Elem, visit)
		}
	}
}

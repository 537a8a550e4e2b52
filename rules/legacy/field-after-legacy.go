package legacy

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/kubectl"
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
	walkFields(s, o.Root, s.Bundle.Lookup(s.GVK), func(n *manifest.Node, owner *schemas.Schema) {
		field := n.Key()
		if newer := api.NewerField(s, owner, n); newer != nil {
			p.AtKey(n, nil, "%q came to %s with Kubernetes %s, the %s runs %s: delete it", field, kubectl.ShortName(owner), newer.Since, s.Policy.Legacy.Title, legacyRelease(s.Settings))
			return
		}
		row := s.Policy.FieldAfterLegacy(owner.Name, field)
		switch {
		case row == nil:
		case row.Drop:
			edits, ok := manifest.Prune([]string{"securityContext"}, n)
			hint := ""
			if row.Hint != "" {
				hint = ", " + row.Hint
			}
			p.AtKey(n, lint.NewFix(lint.Review, edits, ok, "drop "+field),
				"%q came to %s after Kubernetes %s, which the %s runs: drop it%s", field, kubectl.ShortName(owner), legacyRelease(s.Settings), s.Policy.Legacy.Title, hint)
		default:
			fix, hint := beforeField(s, n, owner)
			p.AtKey(n, fix, "%q came to %s after Kubernetes %s, which the %s runs: %s",
				field, kubectl.ShortName(owner), legacyRelease(s.Settings), s.Policy.Legacy.Title, hint)
		}
	})
}

func legacyRelease(s *workload.Settings) string {
	return strings.TrimPrefix(s.Policy.Legacy.Kubernetes, "v")
}

// beforeField says what served the end of a field before it was there, and makes the fix that writes that.
func beforeField(s *workload.Object, n *manifest.Node, owner *schemas.Schema) (fix *lint.Fix, hint string) {
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
		hint := "use the annotation " + row.Key
		if !row.Convert || row.On != "Pod" || isUnfinished(s, n, owner) {
			return nil, hint
		}
		return asAnnotation(s, row, n), hint
	}
	return nil, "do without it"
}

// walkFields visits the fields of a value that stand in a map of fixed fields, whether or not the schema knows them. What
// it does not visit is of no known shape.
func walkFields(s *workload.Object, n *manifest.Node, schema *schemas.Schema, visit func(field *manifest.Node, owner *schemas.Schema)) {
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
			walkFields(s, kid, schema.Field(kid.Key()), visit)
		case schema.Type == schemas.Map && n.IsMap(), schema.Type == schemas.Array && n.IsList():
			walkFields(s, kid, schema.Elem, visit)
		}
	}
}

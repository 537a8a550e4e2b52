package job

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed ttl-ignored.md
var ttlIgnoredDoc string

var ttlIgnored = &lint.Rule{
	ID: "TFK808", Name: "ttl-ignored",
	Stage: lint.Runs, Severity: lint.Warning,
	Doc:    ttlIgnoredDoc,
	Object: checkTTLIgnored,
}

func checkTTLIgnored(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if !kubectl.MayHaveIgnored(s) {
		return
	}
	kind, apiVersion := s.Destination()
	group, version := schemas.ParseAPIVersion(apiVersion)
	reportIgnored(s, p, o.Root, s.Bundle.Lookup(schemas.GVK{Group: group, Version: version, Kind: kind}))
}

// reportIgnored walks a value along its schema. Other rules report what does not fit the schema.
func reportIgnored(s *workload.Object, p *lint.Pass, n *manifest.Node, schema *schemas.Schema) {
	if schema == nil {
		return
	}
	kids := n.Children()
	ignores := schema.Type == schemas.Object && s.Policy.IgnoresAny(schema.Name)
	for i := range kids {
		kid := &kids[i]
		if ignores && reportIgnoredField(s, p, kid, schema) || len(kid.Children()) == 0 {
			continue
		}
		of := schema.Elem
		if schema.Type == schemas.Object {
			of = schema.Field(kid.Key())
		}
		reportIgnored(s, p, kid, of)
	}
}

func reportIgnoredField(s *workload.Object, p *lint.Pass, n *manifest.Node, schema *schemas.Schema) bool {
	f := s.Policy.IgnoredField(schema.Name, n.Key())
	if f == nil || n.IsNull() || isExempt(s, n) {
		return false
	}
	p.AtKey(n, nil, "the %s ignores %q", s.Policy.Current.Title, f.Field).
		Effect("the API server drops the field silently, because its feature %s is off", f.Gate).Help("delete it")
	return true
}

// isExempt reports whether the rule does not report a field: a procMount with the value that pods have anyway, or one of a Pod,
// which admission checks before the server drops it; see kernel-setting.
func isExempt(s *workload.Object, n *manifest.Node) bool {
	return n.Key() == "procMount" && (s.Kind == "Pod" || slices.Contains(s.Policy.PodSecurity.ProcMounts, n.String()))
}

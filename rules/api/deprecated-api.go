package api

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed deprecated-api.md
var deprecatedAPIDoc string

var deprecatedAPI = &lint.Rule{
	ID: "TFK301", Name: "deprecated-api",
	Stage: lint.Advice, Severity: lint.Warning, Fix: lint.Safe,
	Doc:    deprecatedAPIDoc,
	Object: checkDeprecatedAPI,
}

func checkDeprecatedAPI(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	m := s.Move
	if m == nil || m.Status != schemas.Deprecated {
		return
	}
	p.At(o.Root.Field("apiVersion"), moveFix(s),
		"%s in %s is deprecated, Kubernetes %s no longer serves it: use %s", m.Kind, m.From, m.Release, m.To)
}

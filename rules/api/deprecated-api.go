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

var DeprecatedAPI = &lint.Rule{
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
	fix := moveFix(s)
	f := p.At(o.Root.Field("apiVersion"), fix, "%s in %s is deprecated", m.Kind, m.From).Effect("Kubernetes %s no longer serves it", m.Release)
	helpToMove(s, f, fix)
}

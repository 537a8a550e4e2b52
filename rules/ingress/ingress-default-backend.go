package ingress

import (
	_ "embed"
	"strconv"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed ingress-default-backend.md
var ingressDefaultBackendDoc string

var ingressDefaultBackend = &lint.Rule{
	ID: "TFK707", Name: "ingress-default-backend",
	Stage: lint.Runs, Severity: lint.Warning,
	Effect: "it gets only requests to hosts that no other Ingress names",
	Doc:    ingressDefaultBackendDoc,
	Object: checkIngressDefaultBackend,
}

func checkIngressDefaultBackend(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if s.Kind != "Ingress" {
		return
	}
	target, rules := defaultBackend(s), o.Root.At("spec", "rules")
	if !target.IsMap() || len(rules.Items()) > 0 || !rules.IsNull() && !rules.IsList() {
		return
	}
	host := "the tool's host"
	if s.Tool != "" {
		host = strconv.Quote(schemas.Expand(s.Policy.Ingress.Host, s.Tool))
	}
	p.AtKey(target, nil, "the Ingress has a default backend, but no rules").
		Help("add a rule for %s with this backend", host)
}

package ingress

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed ingress-host.md
var ingressHostDoc string

var IngressHost = &lint.Rule{
	ID: "TFK702", Name: "ingress-host",
	Stage: lint.API, Severity: lint.Error,
	Doc:    ingressHostDoc,
	Object: checkIngressHost,
}

func checkIngressHost(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	rules := ingressRules(s)
	if len(rules) == 0 {
		return
	}
	own, shared := schemas.Expand(s.Policy.Ingress.Host, s.Tool), s.Policy.Ingress.SharedHost
	for _, rule := range rules {
		n := rule.Field("host")
		host := n.String()
		switch {
		case host == "" || host == own || host == shared:
		case isSharedHost(s.Settings, host) || beginsIn(s.Settings, host, s.Tool):
			p.Report(lint.Report{Span: n.ValueMark(), Path: n.Path(), Stage: new(lint.Runs), Severity: new(lint.Warning)},
				"host %q does not lead to the tool %q", host, s.Tool).
				Effect("the server accepts it, but requests to it do not reach the tool").
				Help("use %q", own)
		default:
			p.At(n, nil, "host %q does not belong to the tool %q", host, s.Tool).Help("use %q", own)
		}
	}
}

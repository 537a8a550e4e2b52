package ingress

import (
	_ "embed"
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed ingress-missing.md
var ingressMissingDoc string

var ingressMissing = &lint.Rule{
	ID: "TFK705", Name: "ingress-missing",
	Stage: lint.Runs, Severity: lint.Warning,
	Doc: ingressMissingDoc,
	Set: neighbourhoods.Check(checkIngressMissing),
}

func checkIngressMissing(p *lint.Pass, all []neighbourhood) {
	for _, n := range all {
		neighbours, objects := n.facts, n.objects
		managed := areWebservices(objects)
		if n.hasIngress() {
			continue
		}
		for i, w := range objects {
			v := w.service
			// A Service of the current cluster by itself says little: its Ingress may be in another file, as its pods are.
			if v == nil || !v.web || managed && w.made || !w.legacy && !v.leads {
				continue
			}
			f := neighbours[i]
			p.Report(lint.Report{File: f.File, Object: f.Object, Span: w.name, Path: workload.NamePath},
				"there is no Ingress: on the %s a Service was enough, on the %s no request gets to it without one: add one%s", w.policy.Legacy.Title, w.policy.Current.Title, v.forHost())
		}
	}
}

// forHost names the host that an Ingress for the Service is for, where that is known.
func (v *service) forHost() string {
	if v.host == "" {
		return ""
	}
	return fmt.Sprintf(" for the host %q", v.host)
}

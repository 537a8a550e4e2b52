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
	Set: neighborhoods.Check(checkIngressMissing),
}

func checkIngressMissing(p *lint.Pass, n *neighborhood) {
	neighbors, objects := n.facts, n.objects
	managed := areWebservices(objects)
	if n.hasIngress() {
		return
	}
	for i, w := range objects {
		v := w.service
		// A Service of the current cluster without its pods proves nothing: its Ingress may be in another file too.
		if v == nil || neighbors[i].Implied || !v.isWeb || managed && w.isMade || !w.isLegacy && !n.reaches[v].pods {
			continue
		}
		f := neighbors[i]
		p.Report(lint.Report{File: f.File, Object: f.Object, Span: w.name, Path: workload.NamePath},
			"the Service has no Ingress").
			Label("the %s needed none", w.policy.Legacy.Title).
			Effect("requests from outside do not reach it on the %s", w.policy.Current.Title).
			Help("add an Ingress%s", v.forHost())
	}
}

// forHost names the host of an Ingress for the Service, where it is known.
func (v *service) forHost() string {
	if v.host == "" {
		return ""
	}
	return fmt.Sprintf(" for the host %q", v.host)
}

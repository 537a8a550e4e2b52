package ingress

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed service-type.md
var serviceTypeDoc string

var ServiceType = &lint.Rule{
	ID: "TFK701", Name: "service-type",
	Stage: lint.API, Severity: lint.Error, Fix: lint.Review,
	Count:  lint.Asked, // the quota for node ports rejects it
	Doc:    serviceTypeDoc,
	Object: checkServiceType,
}

func checkServiceType(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if !s.UsesNodePorts() {
		return
	}
	row := s.Policy.QuotaOf(workload.NodePorts)
	ports := o.Root.At("spec", "ports").Items()
	if row == nil || len(ports) == 0 {
		return
	}
	if free := quota.Bound(row.Hard); free.CmpInt64(int64(len(ports)+row.Used)) >= 0 {
		return
	}
	typed := o.Root.At("spec", "type")
	fix := toClusterIP(typed)
	p.At(typed, fix, "a Service of type %s exceeds the quota of %s node ports", typed.String(), row.Hard).
		HelpUnlessFixed("use type %s, and an Ingress for web requests", workload.TypeClusterIP)
}

// toClusterIP makes a fix that changes the type of a Service to ClusterIP, and drops the fields that the API server rejects for
// that type, and those that only a load balancer has.
func toClusterIP(typed *manifest.Node) *lint.Fix {
	edits, ok := typed.SetText(workload.TypeClusterIP)
	var dropped []*manifest.Node
	for _, field := range [...]string{"externalTrafficPolicy", "healthCheckNodePort", "loadBalancerIP", "loadBalancerSourceRanges"} {
		if n := typed.Parent().Field(field); n.Exists() {
			dropped = append(dropped, n)
		}
	}
	ports := typed.Parent().Field("ports").Items()
	for i := range ports {
		if n := ports[i].Field("nodePort"); n.Exists() {
			dropped = append(dropped, n)
		}
	}
	title := "use type " + workload.TypeClusterIP
	if len(dropped) > 0 {
		cut, fine := manifest.Delete(dropped...)
		edits, ok = append(edits, cut...), ok && fine
		title += " and drop " + words.Listed(workload.KeysOf(dropped))
	}
	return lint.NewFix(lint.Review, edits, ok, title)
}

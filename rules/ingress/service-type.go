package ingress

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed service-type.md
var serviceTypeDoc string

var ServiceType = &lint.Rule{
	ID: "TFK701", Name: "service-type",
	Stage: lint.API, Severity: lint.Error, Fix: lint.Review,
	Count:  lint.Asked, // it is the quota that has no room for ports on the nodes
	Doc:    serviceTypeDoc,
	Object: checkServiceType,
}

func checkServiceType(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if !s.TakesNodePorts() {
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
	p.At(typed, closeService(s, typed), "a Service of type %s takes a port of every node, and a tool may have %s of them: use ClusterIP, and an Ingress",
		typed.String(), row.Hard)
}

// closeService makes a Service one that is seen within the cluster only. What the API server refuses in such a one goes,
// with the address that a load balancer would have had.
func closeService(s *workload.Object, typed *manifest.Node) *lint.Fix {
	edits, ok := typed.SetText(workload.TypeClusterIP)
	var gone []*manifest.Node
	for _, field := range [...]string{"externalTrafficPolicy", "healthCheckNodePort", "loadBalancerIP", "loadBalancerSourceRanges"} {
		if n := typed.Parent().Field(field); n.Exists() {
			gone = append(gone, n)
		}
	}
	ports := typed.Parent().Field("ports").Items()
	for i := range ports {
		if n := ports[i].Field("nodePort"); n.Exists() {
			gone = append(gone, n)
		}
	}
	title := "use type " + workload.TypeClusterIP
	if len(gone) > 0 {
		cut, fine := manifest.Delete(gone...)
		edits, ok = append(edits, cut...), ok && fine
		title += ", without " + strings.Join(workload.KeysOf(gone), " and ")
	}
	return lint.NewFix(lint.Review, edits, ok, title)
}

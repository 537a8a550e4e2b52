package rules

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed service-type.md
var serviceTypeDoc string

var serviceType = &lint.Rule{
	ID: "TFK701", Name: "service-type",
	Stage: lint.API, Severity: lint.Error, Fix: lint.Review,
	Count:  lint.Asked, // it is the quota that has no room for ports on the nodes
	Doc:    serviceTypeDoc,
	Object: checkServiceType,
}

func checkServiceType(p *lint.Pass, o *manifest.Object) {
	s := on(p)
	if !s.takesNodePorts() {
		return
	}
	row := s.Policy.QuotaOf(nodePorts)
	ports := o.Root.At("spec", "ports").Items()
	if row == nil || len(ports) == 0 {
		return
	}
	if free := bound(row.Hard); free.CmpInt64(int64(len(ports)+row.Used)) >= 0 {
		return
	}
	typed := o.Root.At("spec", "type")
	p.At(typed, s.closeService(typed), "a Service of type %s takes a port of every node, and a tool may have %s of them: use ClusterIP, and an Ingress",
		typed.String(), row.Hard)
}

// The types of a Service that take a port of every node for each of theirs, and the one that takes none.
const (
	typeNodePort     = "NodePort"
	typeLoadBalancer = "LoadBalancer"
	typeClusterIP    = "ClusterIP"
	typeExternalName = "ExternalName" // is only a name for a host
)

// nodePorts is what the quota calls those ports.
const nodePorts = "services.nodeports"

// takesNodePorts reports whether the object is a Service that takes ports of the nodes.
func (s *Subject) takesNodePorts() bool {
	if s.Object.Kind != "Service" {
		return false
	}
	typed := s.Root().At("spec", "type").String()
	return typed == typeNodePort || typed == typeLoadBalancer
}

// closeService makes a Service one that is seen within the cluster only. What the API server refuses in such a one goes,
// with the address that a load balancer would have had.
func (s *Subject) closeService(typed *manifest.Node) *lint.Fix {
	edits, ok := typed.SetText(typeClusterIP)
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
	title := "use type " + typeClusterIP
	if len(gone) > 0 {
		cut, fine := manifest.Delete(gone...)
		edits, ok = append(edits, cut...), ok && fine
		title += ", without " + strings.Join(keysOf(gone), " and ")
	}
	return lint.NewFix(lint.Review, edits, ok, title)
}

// keysOf returns the keys of nodes, each once.
func keysOf(nodes []*manifest.Node) []string {
	var keys []string
	for _, n := range nodes {
		if !slices.Contains(keys, n.Key()) {
			keys = append(keys, n.Key())
		}
	}
	return keys
}

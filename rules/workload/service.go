package workload

import (
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// The types of a Service. The first two use a port of every node for each of their ports.
const (
	typeNodePort     = "NodePort"
	TypeLoadBalancer = "LoadBalancer"
	TypeClusterIP    = "ClusterIP"
	TypeExternalName = "ExternalName" // is only a name for a host
)

// NodePorts is the quota's name for ports of the nodes.
const NodePorts = "services.nodeports"

// UsesNodePorts reports whether the object is a Service that uses ports of the nodes.
func (s *Object) UsesNodePorts() bool {
	if s.Kind != "Service" {
		return false
	}
	typed := s.Root().At("spec", "type").String()
	return typed == typeNodePort || typed == TypeLoadBalancer
}

// KeysOf returns the keys of nodes, each once.
func KeysOf(nodes []*manifest.Node) []string {
	var keys []string
	for _, n := range nodes {
		if !slices.Contains(keys, n.Key()) {
			keys = append(keys, n.Key())
		}
	}
	return keys
}

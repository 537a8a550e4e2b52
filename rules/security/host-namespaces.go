package security

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed host-namespaces.md
var hostNamespacesDoc string

var HostNamespaces = &lint.Rule{
	ID: "TFK504", Name: "host-namespaces",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.NoFix,
	Doc:    hostNamespacesDoc,
	Object: checkHostNamespaces,
}

func checkHostNamespaces(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	policy := &s.Policy.PodSecurity
	for _, of := range [...]struct {
		field, shared string
		allowed       bool
	}{
		{"hostNetwork", "network", policy.HostNetwork},
		{"hostPID", "processes", policy.HostPID},
		{"hostIPC", "shared memory", policy.HostIPC},
	} {
		if n := s.PodSpec().Field(of.field); isTrue(n) && !of.allowed {
			// The server names the field in its internal form of a pod, where it is part of the security context.
			s.Reject(p, n, inPod(s, "spec.securityContext."+of.field), nil, "%s is not allowed", of.field).
				Label("pods cannot share the %s of the node", of.shared).
				Help("remove %s", of.field)
		}
	}
}

package security

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed host-port.md
var hostPortDoc string

var HostPort = &lint.Rule{
	ID: "TFK505", Name: "host-port",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.Safe,
	Doc:    hostPortDoc,
	Object: checkHostPort,
}

func checkHostPort(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, c := range s.Containers() {
		ports := c.Field("ports").Items()
		for i := range ports {
			n := ports[i].Field("hostPort")
			port, _ := n.Int()
			switch {
			case port == 0 && sharesNetwork(s):
				n = ports[i].Field("containerPort")
				if port, _ = n.Int(); port > 0 && !mayUseHostPort(s, port) {
					s.Refuse(p, n, hostPortPath(c), nil, "with hostNetwork the port %d is one of the node, which pods may not use: drop hostNetwork", port)
				}
			case port > 0 && !mayUseHostPort(s, port):
				var fix *lint.Fix
				if !sharesNetwork(s) {
					fix = dropped(lint.Safe, "hostPort", n)
				}
				s.Refuse(p, n, hostPortPath(c), fix, "pods may not use a port of the node: drop the hostPort %d, a Service reaches the container without it", port)
			}
		}
	}
}

// hostPortPath is what the server calls the port: it names no item of ports.
func hostPortPath(c *manifest.Node) string { return c.ChildPath("hostPort") }

func mayUseHostPort(s *workload.Object, port int64) bool {
	return inRanges(port, s.Policy.PodSecurity.HostPorts)
}

package rules

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed host-port.md
var hostPortDoc string

var hostPort = &lint.Rule{
	ID: "TFK505", Name: "host-port",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.Safe,
	Doc:    hostPortDoc,
	Object: checkHostPort,
}

func checkHostPort(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	for _, c := range s.Containers() {
		ports := c.Field("ports").Items()
		for i := range ports {
			n := ports[i].Field("hostPort")
			port, _ := n.Int()
			switch {
			case port == 0 && s.sharesNetwork():
				n = ports[i].Field("containerPort")
				if port, _ = n.Int(); port > 0 && !s.mayUseHostPort(port) {
					s.refuse(p, n, hostPortPath(c), nil, "with hostNetwork the port %d is one of the node, which pods may not use: drop hostNetwork", port)
				}
			case port > 0 && !s.mayUseHostPort(port):
				var fix *lint.Fix
				if !s.sharesNetwork() {
					fix = dropped(lint.Safe, "hostPort", n)
				}
				s.refuse(p, n, hostPortPath(c), fix, "pods may not use a port of the node: drop the hostPort %d, a Service reaches the container without it", port)
			}
		}
	}
}

// hostPortPath is what the server calls the port: it names no item of ports.
func hostPortPath(c *manifest.Node) string { return c.ChildPath("hostPort") }

func (s *Subject) mayUseHostPort(port int64) bool {
	return inRanges(port, s.Policy.PodSecurity.HostPorts)
}

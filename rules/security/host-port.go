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
					s.Reject(p, n, hostPortPath(c), nil, "with hostNetwork, port %d is a port of the node", port).
						Help("remove hostNetwork")
				}
			case port > 0 && !mayUseHostPort(s, port):
				reportHostPort(s, p, c, n, port)
			}
		}
	}
}

func reportHostPort(s *workload.Object, p *lint.Pass, c, n *manifest.Node, port int64) {
	const message, label = "hostPort %d is not allowed", "a Service reaches the container without it"
	if sharesNetwork(s) {
		s.Reject(p, n, hostPortPath(c), nil, message, port).Label(label).Help("remove hostPort and hostNetwork")
		return
	}
	fix := dropFields(lint.Safe, "hostPort", n)
	helpToRemove(s.Reject(p, n, hostPortPath(c), fix, message, port).Label(label), n)
}

// hostPortPath returns the path that the server gives the port, which has no index.
func hostPortPath(c *manifest.Node) string { return c.ChildPath("hostPort") }

func mayUseHostPort(s *workload.Object, port int64) bool {
	return inRanges(port, s.Policy.PodSecurity.HostPorts)
}

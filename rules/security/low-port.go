package security

import (
	_ "embed"
	"strconv"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed low-port.md
var lowPortDoc string

var LowPort = &lint.Rule{
	ID: "TFK507", Name: "low-port",
	Stage: lint.Runs, Severity: lint.Warning, Fix: lint.NoFix,
	Effect: `a program that listens on it fails with "permission denied"`,
	Doc:    lowPortDoc,
	Object: checkLowPort,
}

func checkLowPort(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	first := s.Policy.PodSecurity.UnprivilegedPort
	report := func(n *manifest.Node, port int64) {
		if 0 < port && port < first {
			p.At(n, nil, "the container cannot listen on port %d", port).
				Label("ports below %d need privileges", first).
				Help("use port %d or higher", first)
		}
	}
	containers := s.PodSpec().Field("containers").Items()
	for i := range containers {
		c := &containers[i]
		ports := c.Field("ports").Items()
		for j := range ports {
			n := ports[j].Field("containerPort")
			port, _ := n.Int()
			report(n, port)
		}
		if workload.ProgramOf(c) == s.Policy.Webservice.Runner {
			if n, text := workload.PortOption(c); n != nil {
				port, _ := strconv.ParseInt(text, 10, 64)
				report(n, port)
			}
		}
	}
}

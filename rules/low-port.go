package rules

import (
	_ "embed"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed low-port.md
var lowPortDoc string

var lowPort = &lint.Rule{
	ID: "TFK507", Name: "low-port",
	Stage: lint.Runs, Severity: lint.Warning, Fix: lint.NoFix,
	Doc:    lowPortDoc,
	Object: checkLowPort,
}

func checkLowPort(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	first := s.Policy.PodSecurity.UnprivilegedPort
	report := func(n *manifest.Node, port int64) {
		if 0 < port && port < first {
			p.At(n, nil, "the program cannot listen on port %d, since it has no privileges: use one from %d on", port, first)
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
		if programOf(c) == s.Policy.Webservice.Runner {
			if n, text := portOption(c); n != nil {
				port, _ := strconv.ParseInt(text, 10, 64)
				report(n, port)
			}
		}
	}
}

// portOption finds the port that the program of webservices is told to use.
func portOption(c *manifest.Node) (n *manifest.Node, text string) {
	const option = "--port"
	for _, field := range [...]string{"command", "args"} {
		words := c.Field(field).Items()
		for i := range words {
			switch word := words[i].Text(); {
			case word == option && i+1 < len(words):
				return &words[i+1], words[i+1].Text()
			case strings.HasPrefix(word, option+"="):
				return &words[i], word[len(option)+1:]
			}
		}
	}
	return nil, ""
}

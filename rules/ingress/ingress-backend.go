package ingress

import (
	_ "embed"
	"strconv"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/internal/words"
)

//go:embed ingress-backend.md
var ingressBackendDoc string

var ingressBackend = &lint.Rule{
	ID: "TFK706", Name: "ingress-backend",
	Stage: lint.Runs, Severity: lint.Warning,
	Doc: ingressBackendDoc,
	Set: neighbourhoods.Check(checkIngressBackend),
}

func checkIngressBackend(p *lint.Pass, all []neighbourhood) {
	for _, n := range all {
		if !n.hasIngress() {
			continue
		}
		services, names := n.services()
		// Without any the Service is in another file, and without a name it has one that the cluster makes up.
		if len(services) == 0 || services[""] != nil {
			continue
		}
		only := words.Listed(words.Some(names))
		for _, f := range n.facts {
			if in := f.Value.ingress; in != nil {
				for _, b := range in.backends {
					reportBackend(p, f, b, services[b.service], only)
				}
			}
		}
	}
}

// services are those of a neighbourhood by name, and their names in quotes and in order.
func (n *neighbourhood) services() (by map[string]*hop, names []string) {
	by = map[string]*hop{}
	for i, w := range n.objects {
		if name := n.facts[i].Object.Name; w.service != nil && by[name] == nil {
			by[name] = w
			names = append(names, strconv.Quote(name))
		}
	}
	return by, names
}

func reportBackend(p *lint.Pass, f *fact, b backend, to *hop, only string) {
	r := lint.Report{File: f.File, Object: f.Object, Span: b.servicePlace, Path: b.servicePath}
	switch {
	case to == nil:
		p.Report(r, "there is no Service %q in this run, only %s: use its name, unless the other one is elsewhere", b.service, only)
	case b.port != "" && len(to.service.ports) > 0 && !to.service.accepts(b.port):
		var ports []string
		for _, port := range to.service.ports {
			ports = append(ports, port.String())
		}
		r.Span, r.Path = b.portPlace, b.portPath
		p.Report(r, "the Service %q has no port %s, only %s: use its number or its name", b.service, b.port, words.Listed(words.Some(ports)))
	}
}

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
	Effect: "requests to this backend fail",
	Doc:    ingressBackendDoc,
	Set:    neighborhoods.Check(checkIngressBackend),
}

func checkIngressBackend(p *lint.Pass, n *neighborhood) {
	if !n.hasIngress() {
		return
	}
	services, names := n.services()
	// Without any Service in the run, it is in another file. A Service without a name gets one from the cluster.
	if len(services) == 0 || services[""] != nil {
		return
	}
	choice := words.Either(words.Some(names))
	for _, f := range n.facts {
		if in := f.Value.ingress; in != nil && !f.Implied {
			reportBackends(p, f, in.backends, services, choice)
		}
	}
}

// services returns the Services of a neighborhood by name, and their names in quotes and in order.
func (n *neighborhood) services() (by map[string]*hop, names []string) {
	by = map[string]*hop{}
	for i, w := range n.objects {
		if name := n.facts[i].Object.Name; w.service != nil && by[name] == nil {
			by[name] = w
			names = append(names, strconv.Quote(name))
		}
	}
	return by, names
}

func reportBackends(p *lint.Pass, f *fact, backends []backend, services map[string]*hop, choice string) {
	for _, b := range backends {
		if !b.isUnused {
			reportBackend(p, f, b, services[b.service], choice)
		}
	}
}

func reportBackend(p *lint.Pass, f *fact, b backend, to *hop, choice string) {
	r := lint.Report{File: f.File, Object: f.Object, Span: b.servicePlace, Path: b.servicePath}
	switch {
	case to == nil:
		p.Report(r, "there is no Service %q in these files", b.service).
			Help("use %s, unless %q is defined elsewhere", choice, b.service)
	case b.port != "" && len(to.service.ports) > 0 && !to.service.accepts(b.port):
		var ports []string
		for _, port := range to.service.ports {
			ports = append(ports, port.String())
		}
		r.Span, r.Path = b.portPlace, b.portPath
		p.Report(r, "the Service %q has no port %s", b.service, b.port).
			Help("use port %s", words.Either(words.Some(ports)))
	}
}

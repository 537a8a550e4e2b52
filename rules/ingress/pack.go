package ingress

import (
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// A packer puts waypoints and what belongs to them on shelves.
type packer struct {
	*lint.Pass
	waypoints workload.Shelf[waypoint]
	services  workload.Shelf[service]
	ports     workload.Shelf[servicePort]
	backends  workload.Shelf[backend]
	pods      workload.Shelf[pods]
	labels    workload.Shelf[schemas.Pair]
}

// packWaypoints is Pack of neighbourhoods.
func packWaypoints(p *lint.Pass, facts []lint.Fact) {
	pack := packer{Pass: p}
	for i := range facts {
		facts[i].Value = pack.waypoint(*facts[i].Value.(*waypoint))
	}
}

func (p *packer) waypoint(w waypoint) *waypoint {
	w.namespace, w.claimPath = p.Keep(w.namespace), p.Keep(w.claimPath)
	switch {
	case w.service != nil:
		w.service = p.service(*w.service)
	case w.ingress != nil:
		w.ingress.backends = p.backends.Keep(w.ingress.backends...)
		for i := range w.ingress.backends {
			b := &w.ingress.backends[i]
			b.service, b.port = p.Keep(b.service), p.Keep(b.port)
			b.servicePath, b.portPath = p.Keep(b.servicePath), p.Keep(b.portPath)
		}
	case w.pods != nil:
		w.pods = &p.pods.Keep(*w.pods)[0]
		w.pods.labels = p.labelSet(w.pods.labels)
	}
	return &p.waypoints.Keep(w)[0]
}

func (p *packer) service(v service) *service {
	v.host, v.path = p.Keep(v.host), p.Keep(v.path)
	v.ports, v.selector = p.ports.Keep(v.ports...), p.labelSet(v.selector)
	for i, port := range v.ports {
		v.ports[i] = servicePort{p.Keep(port.name), p.Keep(port.port), p.Keep(port.target)}
	}
	return &p.services.Keep(v)[0]
}

func (p *packer) labelSet(l labelSet) labelSet {
	l = p.labels.Keep(l...)
	for i := range l {
		l[i].Key, l[i].Value = p.Keep(l[i].Key), p.Keep(l[i].Value)
	}
	return l
}

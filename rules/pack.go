package rules

import (
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/schemas"
)

// orNothing is a fact, nil where the pointer is.
func orNothing[T any](fact *T) any {
	if fact == nil {
		return nil
	}
	return fact
}

// A shelf holds lists side by side that outlive their documents.
type shelf[T any] []T

func (s *shelf[T]) keep(list ...T) []T {
	if len(list) == 0 {
		return nil
	}
	const least = 64
	if cap(*s)-len(*s) < len(list) {
		*s = make([]T, 0, max(least, len(list)))
	}
	from := len(*s)
	*s = append(*s, list...)
	return (*s)[from:len(*s):len(*s)]
}

// packDemands is Pack of ledgersOfRun.
func packDemands(p *lint.Pass, facts []lint.Fact) {
	demands := make([]demand, len(facts))
	var loads lint.Recent[*load] // few objects take what no other does
	for i := range facts {
		d := &demands[i]
		*d = *facts[i].Value.(*demand)
		d.namespace = p.Keep(d.namespace)
		load, seen := loads.Like(d.load, d.load.equals)
		if d.load = load; !seen {
			load.path = p.Keep(load.path)
		}
		facts[i].Value = d
	}
}

func (l *load) equals(o *load) bool {
	return slices.Equal(l.object, o.object) && slices.Equal(l.pod, o.pod) && l.settings == o.settings && l.path == o.path &&
		l.pods == o.pods && l.surge == o.surge && l.stuck == o.stuck && l.later == o.later && l.isPod == o.isPod
}

// A packer puts waypoints and what belongs to them on shelves.
type packer struct {
	*lint.Pass
	waypoints shelf[waypoint]
	services  shelf[service]
	ports     shelf[servicePort]
	backends  shelf[backend]
	pods      shelf[pods]
	labels    shelf[schemas.Pair]
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
		w.ingress.backends = p.backends.keep(w.ingress.backends...)
		for i := range w.ingress.backends {
			b := &w.ingress.backends[i]
			b.service, b.port = p.Keep(b.service), p.Keep(b.port)
			b.servicePath, b.portPath = p.Keep(b.servicePath), p.Keep(b.portPath)
		}
	case w.pods != nil:
		w.pods = &p.pods.keep(*w.pods)[0]
		w.pods.labels = p.labelSet(w.pods.labels)
	}
	return &p.waypoints.keep(w)[0]
}

func (p *packer) service(v service) *service {
	v.host, v.path = p.Keep(v.host), p.Keep(v.path)
	v.ports, v.selector = p.ports.keep(v.ports...), p.labelSet(v.selector)
	for i, port := range v.ports {
		v.ports[i] = servicePort{p.Keep(port.name), p.Keep(port.port), p.Keep(port.target)}
	}
	return &p.services.keep(v)[0]
}

func (p *packer) labelSet(l labelSet) labelSet {
	l = p.labels.keep(l...)
	for i := range l {
		l[i].Key, l[i].Value = p.Keep(l[i].Key), p.Keep(l[i].Value)
	}
	return l
}

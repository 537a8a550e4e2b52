package quota

import (
	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// Effective returns the limits and requests that a container has once its pod is admitted. If a request is missing, the API
// server makes it equal to the limit; only then does the LimitRange fill in its defaults. ok is false if the server cannot read
// what the container sets.
func Effective(s *workload.Settings, container *manifest.Node) (limits, requests workload.Quantities, ok bool) {
	resources := container.Field("resources")
	limits, ok = readQuantities(resources.Field("limits"))
	requests, okToo := readQuantities(resources.Field("requests"))
	requests.Fill(limits)
	limits.Fill(s.Bounds.Limits)
	requests.Fill(s.Bounds.Requests)
	return limits, requests, ok && okToo
}

// A grant is what a container gets, see Effective.
type grant struct {
	limits, requests workload.Quantities
	ok               bool
}

// read returns the quantity at a node, which is a limit or request of the container.
func (g *grant) read(n *manifest.Node, of, name string) (q *resource.Quantity, ok bool) {
	switch {
	case !n.Exists() || !g.ok:
		parse, ok := Quantity(n)
		return &parse, ok
	case of == "limits":
		return g.limits.Of(name), true
	}
	return g.requests.Of(name), true
}

var grantsSlot = workload.NewSlot[[]grant]("what its containers get")

// grants returns what the containers get, in the order of Containers. It must not be changed.
func grants(s *workload.Object) []grant {
	return grantsSlot.Get(s, func(s *workload.Object) []grant {
		all := make([]grant, len(s.Containers()))
		for i, c := range s.Containers() {
			all[i].limits, all[i].requests, all[i].ok = Effective(s.Settings, c)
		}
		return all
	})
}

// sumPod returns what the quota counts of a pod, given what its containers get: the sum of its containers or, because init
// containers run one after the other before them, what one of those needs if it is more. The sums must not be changed.
func sumPod(s *workload.Object, all []grant) (limits, requests workload.Quantities) {
	inits := len(s.PodSpec().Field("initContainers").Items())
	if len(all) == 1 && inits == 0 { // as most have
		return all[0].limits, all[0].requests
	}
	for _, g := range all[inits:] {
		limits.Add(g.limits)
		requests.Add(g.requests)
	}
	for _, g := range all[:inits] {
		limits.Raise(g.limits)
		requests.Raise(g.requests)
	}
	return limits, requests
}

// AdmitsContainer reports whether the LimitRange admits a container with these limits and requests, and no request exceeds
// its limit, which the API server checks.
func AdmitsContainer(s *workload.Settings, limits, requests workload.Quantities) bool {
	if requests.Exceed(limits) {
		return false
	}
	for _, name := range [...]string{"cpu", "memory"} {
		for _, q := range [...]*resource.Quantity{limits.Of(name), requests.Of(name)} {
			if q != nil && !s.Bounds.Admit(name, q) {
				return false
			}
		}
	}
	return true
}

// readQuantities reads a map of limits or requests. ok is false if one of them cannot be read.
func readQuantities(n *manifest.Node) (q workload.Quantities, ok bool) {
	fields := n.Fields()
	q = make(workload.Quantities, 0, max(len(fields), 2)) // of cpu and memory at least, by the defaults
	ok = n.IsNull() || n.IsMap()
	for i := range fields {
		value, readable := Quantity(&fields[i])
		if !readable || value.Sign() < 0 {
			ok = false
			continue
		}
		q = append(q, workload.NamedQuantity{Name: fields[i].Key(), Value: value})
	}
	return q, ok
}

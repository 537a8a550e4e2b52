package ingress

import (
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// neighborhoods gathers the hops of a run by namespace.
var neighborhoods = lint.GatherBy(workload.FactOf(findHop), workload.ByNamespace, newNeighborhood)

// A fact is what is known of an object of the run.
type fact = lint.Fact[*hop]

func newNeighborhood(facts []*fact) *neighborhood {
	n := &neighborhood{facts: facts, objects: make([]*hop, len(facts))}
	for i, f := range facts {
		n.objects[i] = f.Value
	}
	n.follow()
	return n
}

// A neighborhood holds the hops of a namespace.
type neighborhood struct {
	facts   []*fact
	objects []*hop // the values of the facts
	reaches map[*service]reach
}

// A reach says which pods of the run a Service sends requests to. It is not part of the fact, which several runs may share.
type reach struct{ pods, legacyPods bool }

// follow finds the Services that have pods.
func (n *neighborhood) follow() {
	labeled := map[schemas.Pair][]*hop{} // the pods with each label that a Service asks for
	for _, w := range n.objects {
		if w.service != nil {
			for _, l := range w.service.selector {
				labeled[l] = nil
			}
		}
	}
	if len(labeled) == 0 {
		return
	}
	for _, w := range n.objects {
		if w.pods == nil {
			continue
		}
		for _, l := range w.pods.labels {
			if _, ok := labeled[l]; ok {
				labeled[l] = append(labeled[l], w)
			}
		}
	}
	n.findPods(labeled)
}

// findPods looks for the pods of each Service. Services with the same selector have the same.
func (n *neighborhood) findPods(labeled map[schemas.Pair][]*hop) {
	n.reaches = map[*service]reach{}
	found := map[string]reach{} // by selector
	for _, w := range n.objects {
		v := w.service
		if v == nil || len(v.selector) == 0 {
			continue
		}
		selector := v.selector.String()
		if _, isKnown := found[selector]; !isKnown {
			found[selector] = v.reach(labeled)
		}
		n.reaches[v] = found[selector]
	}
}

// reach looks for the pods of a Service among those with the rarest of the labels.
func (v *service) reach(labeled map[schemas.Pair][]*hop) (r reach) {
	rarest := slices.MinFunc(v.selector, func(a, b schemas.Pair) int { return len(labeled[a]) - len(labeled[b]) })
	for _, w := range labeled[rarest] {
		if v.selects(w.pods) {
			r.pods, r.legacyPods = true, r.legacyPods || w.isLegacy
		}
		if r.legacyPods {
			break
		}
	}
	return r
}

// hasIngress reports whether a manifest defines an Ingress. Those of webservice lead only to its own Service.
func (n *neighborhood) hasIngress() bool {
	return slices.ContainsFunc(n.facts, func(f *fact) bool { return f.Value.ingress != nil && !f.Implied })
}

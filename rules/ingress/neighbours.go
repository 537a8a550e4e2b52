package ingress

import (
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// neighbourhoods are the hops of a run, by namespace.
var neighbourhoods = lint.Gather(workload.FactOf(hopOf), neighbourhoodsOf)

// A fact is what is known of an object of the run.
type fact = lint.Fact[*hop]

func neighbourhoodsOf(facts []*fact) []neighbourhood {
	spaces := workload.ByNamespace(facts)
	all := make([]neighbourhood, 0, len(spaces))
	for _, neighbours := range spaces {
		n := neighbourhood{facts: neighbours, objects: make([]*hop, len(neighbours))}
		for i, f := range neighbours {
			n.objects[i] = f.Value
		}
		n.follow()
		all = append(all, n)
	}
	return all
}

// A neighbourhood holds what is known of the objects of a namespace.
type neighbourhood struct {
	facts   []*fact
	objects []*hop // the values of the facts
}

// follow finds out which Services lead to pods.
func (n *neighbourhood) follow() {
	labelled := map[schemas.Pair][]*hop{} // by labels that a Service asks for
	for _, w := range n.objects {
		if w.service != nil {
			for _, l := range w.service.selector {
				labelled[l] = nil
			}
		}
	}
	if len(labelled) == 0 {
		return
	}
	for _, w := range n.objects {
		if w.pods == nil {
			continue
		}
		for _, l := range w.pods.labels {
			if _, ok := labelled[l]; ok {
				labelled[l] = append(labelled[l], w)
			}
		}
	}
	for _, w := range n.objects {
		if v := w.service; v != nil && len(v.selector) > 0 {
			v.lead(labelled)
		}
	}
}

// lead looks for the pods among those with the rarest of the labels.
func (v *service) lead(labelled map[schemas.Pair][]*hop) {
	rarest := slices.MinFunc(v.selector, func(a, b schemas.Pair) int { return len(labelled[a]) - len(labelled[b]) })
	for _, w := range labelled[rarest] {
		if v.selects(w.pods) {
			v.leads, v.leadsToLegacy = true, v.leadsToLegacy || w.legacy
		}
		if v.leadsToLegacy {
			return
		}
	}
}

func (n *neighbourhood) hasIngress() bool {
	return slices.ContainsFunc(n.objects, func(w *hop) bool { return w.ingress != nil })
}

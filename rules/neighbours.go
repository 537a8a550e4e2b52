package rules

import (
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// A located fact tells the namespace of its object, "" where nothing does.
type located interface{ inNamespace() string }

// byNamespace puts together the facts about objects of one namespace, in the order of the run.
func byNamespace(facts []*lint.Fact) [][]*lint.Fact {
	index := map[namespaceKey]int{}
	known := sharedNamespace(facts)
	var counts []int
	of := make([]int, len(facts)) // place among all
	for j, f := range facts {
		key := known.of(f)
		i, ok := index[key]
		if !ok {
			i = len(counts)
			index[key] = i
			counts = append(counts, 0)
		}
		counts[i]++
		of[j] = i
	}
	all, room := make([][]*lint.Fact, len(counts)), make([]*lint.Fact, len(facts))
	for i, n := range counts {
		all[i], room = room[:0:n], room[n:]
	}
	for j, f := range facts {
		all[of[j]] = append(all[of[j]], f)
	}
	return all
}

// A namespaceKey tells the namespaces of a run apart.
type namespaceKey struct {
	namespace string
	file      *manifest.File // nil where the namespace is known, or all the objects of the run that have none belong together
}

// A namespaceChoice says what becomes of the objects whose namespace nothing tells.
type namespaceChoice struct {
	only    string // they belong to it, for the run has no other
	several bool   // they belong to one of several, so each file stands for itself
}

func sharedNamespace(facts []*lint.Fact) (c namespaceChoice) {
	for _, f := range facts {
		switch ns := f.Value.(located).inNamespace(); {
		case ns == "", ns == c.only:
		case c.only == "":
			c.only = ns
		default:
			c.several = true
		}
	}
	return c
}

func (c namespaceChoice) of(f *lint.Fact) namespaceKey {
	switch ns := f.Value.(located).inNamespace(); {
	case ns != "":
		return namespaceKey{namespace: ns}
	case c.several:
		return namespaceKey{file: f.File}
	}
	return namespaceKey{namespace: c.only}
}

// neighbourhoods are the waypoints of a run, by namespace.
var neighbourhoods = &lint.Gathering{
	Fact: func(p *lint.Pass, _ *manifest.Object) any { return orNothing(on(p).waypoint()) },
	Pack: packWaypoints,
	Whole: func(facts []*lint.Fact) any {
		spaces := byNamespace(facts)
		all := make([]neighbourhood, 0, len(spaces))
		for _, neighbours := range spaces {
			n := neighbourhood{facts: neighbours, objects: make([]*waypoint, len(neighbours))}
			for i, f := range neighbours {
				n.objects[i] = f.Value.(*waypoint)
			}
			n.follow()
			all = append(all, n)
		}
		return all
	},
}

// A neighbourhood holds what is known of the objects of a namespace.
type neighbourhood struct {
	facts   []*lint.Fact
	objects []*waypoint // the values of the facts
}

// follow finds out which Services lead to pods.
func (n *neighbourhood) follow() {
	labelled := map[schemas.Pair][]*waypoint{} // by labels that a Service asks for
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
func (v *service) lead(labelled map[schemas.Pair][]*waypoint) {
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
	return slices.ContainsFunc(n.objects, func(w *waypoint) bool { return w.ingress != nil })
}

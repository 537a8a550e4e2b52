package workload

import (
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// A located fact tells the namespace of its object, "" where nothing does.
type located interface{ InNamespace() string }

// ByNamespace puts together the facts about objects of one namespace, in the order of the run.
func ByNamespace(facts []*lint.Fact) [][]*lint.Fact {
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
		switch ns := f.Value.(located).InNamespace(); {
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
	switch ns := f.Value.(located).InNamespace(); {
	case ns != "":
		return namespaceKey{namespace: ns}
	case c.several:
		return namespaceKey{file: f.File}
	}
	return namespaceKey{namespace: c.only}
}

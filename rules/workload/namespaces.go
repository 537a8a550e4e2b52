package workload

import (
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// FactOf makes of what is known of an object, nil for nothing, the fact of a gathering.
func FactOf[T any](known func(*Object) *T) func(*lint.Pass, *manifest.Object) (*T, bool) {
	return func(p *lint.Pass, _ *manifest.Object) (*T, bool) {
		fact := known(Of(p))
		return fact, fact != nil
	}
}

// A located fact knows the namespace of its object, "" where the object does not say.
type located interface{ InNamespace() string }

// ByNamespace puts together the facts about objects of one namespace, in the order of the run.
func ByNamespace[F located](facts []*lint.Fact[F]) [][]*lint.Fact[F] {
	index := map[namespaceKey]int{}
	known := sharedNamespace(facts)
	var counts []int
	of := make([]int, len(facts)) // place among all
	for j, f := range facts {
		key := known.of(f.Value.InNamespace(), f.File)
		i, ok := index[key]
		if !ok {
			i = len(counts)
			index[key] = i
			counts = append(counts, 0)
		}
		counts[i]++
		of[j] = i
	}
	all, room := make([][]*lint.Fact[F], len(counts)), make([]*lint.Fact[F], len(facts))
	for i, n := range counts {
		all[i], room = room[:0:n], room[n:]
	}
	for j, f := range facts {
		all[of[j]] = append(all[of[j]], f)
	}
	return all
}

// A namespaceKey identifies a namespace of a run.
type namespaceKey struct {
	namespace string
	file      *manifest.File // nil where the namespace is known, or all the objects of the run that have none belong together
}

// A namespaceChoice is the namespace of the objects that do not name one.
type namespaceChoice struct {
	only    string // the one namespace of the run
	several bool   // the run has several, so each file counts as one of its own
}

func sharedNamespace[F located](facts []*lint.Fact[F]) (c namespaceChoice) {
	for _, f := range facts {
		switch ns := f.Value.InNamespace(); {
		case ns == "", ns == c.only:
		case c.only == "":
			c.only = ns
		default:
			c.several = true
		}
	}
	return c
}

func (c namespaceChoice) of(namespace string, file *manifest.File) namespaceKey {
	switch {
	case namespace != "":
		return namespaceKey{namespace: namespace}
	case c.several:
		return namespaceKey{file: file}
	}
	return namespaceKey{namespace: c.only}
}

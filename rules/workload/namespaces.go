package workload

import (
	"cmp"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// A placed fact has places in the file of its object, see lint.Gather.
type placed[T any] interface {
	*T
	MovedBy(bytes int) *T
}

// FactOf turns what is known about an object into the fact of a gathering. A nil value makes no fact.
func FactOf[T any, F placed[T]](known func(*lint.Pass, *Object) F) func(*lint.Pass, *manifest.Object) (F, bool) {
	return func(p *lint.Pass, _ *manifest.Object) (F, bool) {
		fact := known(p, Of(p))
		return fact, fact != nil
	}
}

// A located fact knows the namespace of its object, "" if the object does not name one.
type located[F any] interface {
	InNamespace() string
	// ForTool returns the fact and the name of an implied object with the name of its tool in the place of {tool}.
	ForTool(name, namespace string) (F, string)
}

// ByNamespace groups the facts about objects by namespace: first those about implied objects, because other programs create these
// whatever the manifests say, then the others in the order of the run.
func ByNamespace[F located[F]](facts []*lint.Fact[F]) [][]*lint.Fact[F] {
	index := map[namespaceKey]int{}
	known := sharedNamespace(facts)
	var counts []int
	of := make([]int, len(facts)) // position among all facts
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
	for i := range all {
		settleImplied(all[i])
	}
	return all
}

// settleImplied moves the facts about implied objects to the front, and names these objects after the tool of the namespace.
func settleImplied[F located[F]](facts []*lint.Fact[F]) {
	if !slices.ContainsFunc(facts, func(f *lint.Fact[F]) bool { return f.Implied }) {
		return
	}
	namespace := ""
	for _, f := range facts {
		namespace = cmp.Or(namespace, f.Value.InNamespace())
	}
	for i, f := range facts {
		if f.Implied {
			own, id := *f, *f.Object
			own.Value, id.Name = f.Value.ForTool(id.Name, namespace)
			own.Object = &id
			facts[i] = &own
		}
	}
	slices.SortStableFunc(facts, func(a, b *lint.Fact[F]) int {
		switch {
		case a.Implied == b.Implied:
			return 0
		case a.Implied:
			return -1
		}
		return 1
	})
}

// ForTool returns the name of an implied object with the name of its tool in the place of {tool}. It returns "" if the namespace
// does not say which tool that is.
func ForTool(p *schemas.Policy, name, namespace string) string {
	expanded := schemas.Expand(name, strings.TrimPrefix(namespace, p.Current.NamespacePrefix))
	if expanded != name && !strings.HasPrefix(namespace, p.Current.NamespacePrefix) {
		return ""
	}
	return expanded
}

// A namespaceKey identifies a namespace of a run.
type namespaceKey struct {
	namespace string
	file      *manifest.File // nil if the namespace is known, or if all objects of the run without one belong together
}

// A namespaceChoice is the namespace of the objects that do not name one.
type namespaceChoice struct {
	only    string // the one namespace of the run
	several bool   // the run has several, so each file counts as one of its own
}

func sharedNamespace[F located[F]](facts []*lint.Fact[F]) (c namespaceChoice) {
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

package lint

import (
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// A Gathering collects what rules about all objects of a run need: a fact of type F about each object, and a value of type W that is
// computed from all facts, or from each group of them. It is computed once for all rules that share the Gathering.
type Gathering[F, W any] struct {
	fact   func(*Pass, *manifest.Object) (F, bool)
	groups func([]*Fact[F]) [][]*Fact[F]
	whole  func([]*Fact[F]) W
}

// Gather makes a Gathering. The function fact returns what to remember about an object until all objects have been linted, or false
// for nothing. A fact must not hold nodes, because a document is released when the rules have seen it. If it has places in the file, it
// needs a method MovedBy(bytes int) F that returns the fact for an object that is some bytes further on. The function whole gets the
// facts in the order of the run. It is not called if there are no facts. Rules must not change its result.
func Gather[F, W any](fact func(*Pass, *manifest.Object) (F, bool), whole func([]*Fact[F]) W) *Gathering[F, W] {
	all := func(list []*Fact[F]) [][]*Fact[F] { return [][]*Fact[F]{list} }
	return GatherBy(fact, all, whole)
}

// GatherBy is Gather for rules that look at each group of objects by itself, such as those of a namespace. The function groups makes
// the groups, of one fact or more. The rules look at one group before the whole of the next one is computed, because there may be
// very many.
func GatherBy[F, W any](fact func(*Pass, *manifest.Object) (F, bool), groups func([]*Fact[F]) [][]*Fact[F], whole func([]*Fact[F]) W) *Gathering[F, W] {
	return &Gathering[F, W]{fact, groups, whole}
}

// A Fact is what was remembered about an object.
type Fact[F any] struct {
	Object *manifest.ID
	File   *manifest.File
	Value  F
	// Implied says that no manifest defines the object: another program creates it, see Config.Implied.
	Implied bool
	// Faults are the findings of severity Error that the rules have about the object.
	Faults Faults
}

// A SetCheck checks all objects of a run, or of a group, together by the result of its Gathering.
type SetCheck struct {
	gathering gathering
	run       func(p *Pass, whole any)
}

// Check makes the SetCheck of a rule.
func (g *Gathering[F, W]) Check(check func(*Pass, W)) *SetCheck {
	return &SetCheck{g, func(p *Pass, whole any) { check(p, whole.(W)) }}
}

// A gathering is a Gathering whose types are unknown. Only the code below handles values of unknown types.
type gathering interface {
	// newFacts makes the list for the facts about some objects.
	newFacts() facts
	// join passes on the whole of each group of the facts in several such lists, which are in the order of the run.
	join(lists []facts, check func(whole any))
}

// facts is a list of facts of some type.
type facts interface {
	add(p *Pass, o *manifest.Object, isImplied bool, faults Faults)
	moved(*move) facts
	// clip gives up the room for more facts.
	clip()
}

// factList is the list of facts of a Gathering.
type factList[F, W any] struct {
	*Gathering[F, W]
	list []Fact[F]
}

func (g *Gathering[F, W]) newFacts() facts { return &factList[F, W]{Gathering: g} }

func (l *factList[F, W]) add(p *Pass, o *manifest.Object, isImplied bool, faults Faults) {
	if value, ok := l.fact(p, o); ok {
		l.list = append(l.list, Fact[F]{Object: p.object, File: p.file, Value: value, Implied: isImplied, Faults: faults})
	}
}

func (l *factList[F, W]) clip() {
	if len(l.list) < cap(l.list) {
		l.list = slices.Clone(l.list)
	}
}

func (g *Gathering[F, W]) join(lists []facts, check func(whole any)) {
	n := 0
	for _, l := range lists {
		n += len(l.(*factList[F, W]).list)
	}
	if n == 0 {
		return
	}
	all := make([]*Fact[F], 0, n)
	for _, l := range lists {
		list := l.(*factList[F, W]).list
		for i := range list {
			all = append(all, &list[i])
		}
	}
	for _, group := range g.groups(all) {
		check(g.whole(group))
	}
}

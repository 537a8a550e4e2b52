package rules

import (
	"slices"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// Quantities are what a container or a pod has of some resources. They are few, so they are a list.
type quantities []namedQuantity

type namedQuantity struct {
	name  string // cpu, memory, ephemeral-storage, example.org/gpu
	value resource.Quantity
}

// of returns the quantity of a resource, nil where there is none.
func (q quantities) of(name string) *resource.Quantity {
	for i := range q {
		if q[i].name == name {
			return &q[i].value
		}
	}
	return nil
}

// fill takes over what other has of resources that q has not.
func (q *quantities) fill(other quantities) {
	for _, o := range other {
		if q.of(o.name) == nil {
			*q = append(*q, namedQuantity{o.name, o.value.DeepCopy()})
		}
	}
}

// add sums up.
func (q *quantities) add(other quantities) {
	for _, o := range other {
		if sum := q.of(o.name); sum != nil {
			sum.Add(o.value)
			continue
		}
		*q = append(*q, namedQuantity{o.name, o.value.DeepCopy()})
	}
}

// raise takes over what is more in other.
func (q *quantities) raise(other quantities) {
	for _, o := range other {
		if most := q.of(o.name); most != nil && most.Cmp(o.value) < 0 {
			*most = o.value.DeepCopy()
		}
	}
	q.fill(other)
}

// effective returns the limits and requests that a container has once its pod is admitted. The API server makes a limit
// the request where there is none, and only then does the LimitRange fill in its defaults. ok is false where the server
// cannot read what the container sets.
func (s *Settings) effective(container *manifest.Node) (limits, requests quantities, ok bool) {
	resources := container.Field("resources")
	limits, ok = readQuantities(resources.Field("limits"))
	requests, okToo := readQuantities(resources.Field("requests"))
	requests.fill(limits)
	limits.fill(s.bounds.limits)
	requests.fill(s.bounds.requests)
	return limits, requests, ok && okToo
}

// A grant is what a container has: see effective.
type grant struct {
	limits, requests quantities
	ok               bool
}

// read is the quantity at a node, a limit or request of the container, which was read already if all of them can be.
func (g *grant) read(n *manifest.Node, of, name string) (q *resource.Quantity, ok bool) {
	switch {
	case !n.Exists() || !g.ok:
		read, ok := quantity(n)
		return &read, ok
	case of == "limits":
		return g.limits.of(name), true
	}
	return g.requests.of(name), true
}

var grantsSlot = NewSlot[[]grant]("what its containers get")

// grants are what the containers have, in the order of Containers. They must not be changed.
func (s *Subject) grants() []grant {
	return grantsSlot.Get(s, func(s *Subject) []grant {
		all := make([]grant, len(s.Containers()))
		for i, c := range s.Containers() {
			all[i].limits, all[i].requests, all[i].ok = s.effective(c)
		}
		return all
	})
}

// effectivePod returns what the quota counts of a pod: the sum of its containers or, as init containers run one after the
// other before them, what one of those needs if it is more. They must not be changed.
func (s *Subject) effectivePod() (limits, requests quantities, ok bool) {
	ok = true
	all, inits := s.grants(), len(s.PodSpec().Field("initContainers").Items())
	if len(all) == 1 && inits == 0 { // as most have
		return all[0].limits, all[0].requests, all[0].ok
	}
	for _, g := range all[inits:] {
		limits.add(g.limits)
		requests.add(g.requests)
		ok = ok && g.ok
	}
	for _, g := range all[:inits] {
		limits.raise(g.limits)
		requests.raise(g.requests)
		ok = ok && g.ok
	}
	return limits, requests, ok
}

// admitsContainer reports whether the LimitRange lets a container pass that has these limits and requests, and the API
// server, which wants no request over its limit.
func (s *Settings) admitsContainer(limits, requests quantities) bool {
	for _, l := range limits {
		if r := requests.of(l.name); r != nil && r.Cmp(l.value) > 0 {
			return false
		}
	}
	for _, name := range [...]string{"cpu", "memory"} {
		for _, q := range [...]*resource.Quantity{limits.of(name), requests.of(name)} {
			if q != nil && !s.bounds.admit(name, q) {
				return false
			}
		}
	}
	return true
}

// readQuantities reads a map of limits or requests. ok is false where one of them cannot be read.
func readQuantities(n *manifest.Node) (q quantities, ok bool) {
	fields := n.Fields()
	q = make(quantities, 0, max(len(fields), 2)) // of cpu and memory at least, by the defaults
	ok = n.IsNull() || n.IsMap()
	for i := range fields {
		value, readable := quantity(&fields[i])
		if !readable || value.Sign() < 0 {
			ok = false
			continue
		}
		q = append(q, namedQuantity{fields[i].Key(), value})
	}
	return q, ok
}

// Bounds are the quantities of a policy, and what else is worked out of it once for all objects.
type bounds struct {
	limits, requests quantities     // the defaults of the LimitRange
	least, most      quantities     // its bounds
	older            quantities     // the least that it once asked for
	low, high        quantities     // the ends of what a person can mean
	hard             []int64        // in thousandths, by row of the quota
	defaults         manifest.Pairs // the defaults of the LimitRange as a container has them written out
	resources        manifest.Pairs // the same with their key
	label            manifest.Pairs // what asks for the PodPreset
	toolFiles        []string       // how texts name what the PodPreset brings
	ignored          []string       // names of the fields that the server drops
}

// admit reports whether a quantity is within the bounds of the LimitRange.
func (b *bounds) admit(name string, q *resource.Quantity) bool {
	least, most := b.least.of(name), b.most.of(name)
	return (least == nil || q.Cmp(*least) >= 0) && (most == nil || q.Cmp(*most) <= 0)
}

// isPlausible reports whether a person can mean a quantity of cpu or of memory.
func (b *bounds) isPlausible(name string, q *resource.Quantity) bool {
	low, high := b.low.of(name), b.high.of(name)
	return (low == nil || q.Cmp(*low) >= 0) && (high == nil || q.Cmp(*high) <= 0)
}

// isTooFewBytes reports whether a person cannot mean so little of memory or storage.
func (b *bounds) isTooFewBytes(q *resource.Quantity) bool {
	low := b.low.of("memory")
	return low != nil && q.Cmp(*low) < 0
}

func newBounds(p *schemas.Policy) *bounds {
	r := &p.LimitRange
	b := &bounds{limits: quantitiesOf(r.Default), requests: quantitiesOf(r.DefaultRequest), least: quantitiesOf(r.Min), most: quantitiesOf(r.Max), older: quantitiesOf(r.Older.Min)}
	b.low, b.high = quantitiesOf(p.Plausible.Min), quantitiesOf(p.Plausible.Max)
	for _, q := range p.Quota {
		hard := bound(q.Hard)
		b.hard = append(b.hard, thousandths(&hard))
	}
	b.defaults = manifest.Pairs{{Key: "limits", Value: pairsOf(r.Default)}, {Key: "requests", Value: pairsOf(r.DefaultRequest)}}
	b.resources = manifest.Pairs{{Key: "resources", Value: b.defaults}}
	b.label = manifest.Pairs{{Key: p.PodPreset.Label.Key, Value: p.PodPreset.Label.Value}}
	for _, pv := range p.PodPreset.Volumes {
		b.toolFiles = append(b.toolFiles, pv.MountPath)
	}
	for _, e := range p.PodPreset.Env {
		b.toolFiles = append(b.toolFiles, references(e.Key)...)
	}
	b.toolFiles = append(b.toolFiles, "~/")
	for _, f := range p.IgnoredFields {
		if !slices.Contains(b.ignored, f.Field) {
			b.ignored = append(b.ignored, f.Field)
		}
	}
	return b
}

func pairsOf(r schemas.Resources) manifest.Pairs {
	return manifest.Pairs{{Key: "cpu", Value: r.CPU}, {Key: "memory", Value: r.Memory}}
}

func quantitiesOf(r schemas.Resources) quantities {
	var q quantities
	for _, name := range [...]string{"cpu", "memory"} {
		if text := r.Of(name); text != "" {
			q = append(q, namedQuantity{name, bound(text)})
		}
	}
	return q
}

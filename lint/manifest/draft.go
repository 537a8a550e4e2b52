package manifest

import (
	"slices"
)

// A Draft collects the edits of a fix.
type Draft struct {
	Edits  []Edit
	Failed bool
}

// Add adds edits that touch no bytes of the others.
func (d *Draft) Add(edits []Edit, ok bool) {
	d.Gather(edits, ok && !conflicting(edits, d.Edits))
}

// Gather adds edits that may touch those of the others, which Unite or JoinInsertions settles later.
func (d *Draft) Gather(edits []Edit, ok bool) {
	d.Failed = d.Failed || !ok
	d.Edits = append(d.Edits, edits...)
}

// Insert adds entries to a map behind the first key that is named whose place no other edit touches.
func (d *Draft) Insert(into *Node, after []string, pairs ...Pair) {
	for _, key := range after {
		edits, ok := into.Insert([]string{key}, pairs...)
		if ok && !conflicting(edits, d.Edits) {
			d.Gather(edits, true)
			return
		}
	}
	d.Failed = true
}

// conflicting reports whether edits touch the bytes of others. Equal edits, as of a text that aliases share, do not conflict:
// see Unite.
func conflicting(a, b []Edit) bool {
	return slices.ContainsFunc(a, func(e Edit) bool {
		return slices.ContainsFunc(b, func(other Edit) bool { return e != other && e.Conflicts(other) })
	})
}

// Write makes additions part of a fix, each where people put such a thing. Those to the spec have a choice of places, and
// so come last.
func (d *Draft) Write(spec *Node, additions []Addition) {
	slices.SortStableFunc(additions, func(a, b Addition) int { return rank(a, spec) - rank(b, spec) })
	for _, a := range additions {
		after := []string{""}
		switch {
		case a.Into == spec:
			after = Anchors(spec)
		case a.Entries[0].Key == "labels":
			after = []string{lastOf(a.Into, "name", "namespace")}
		}
		d.Insert(a.Into, after, a.Entries...)
	}
}

func rank(a Addition, last *Node) int {
	if a.Into == last {
		return 1
	}
	return 0
}

// lastOf is the last key of a map that is among some keys, "" where the map has no such key.
func lastOf(n *Node, keys ...string) string {
	last := ""
	fields := n.Fields()
	for i := range fields {
		if key := fields[i].Key(); slices.Contains(keys, key) {
			last = key
		}
	}
	return last
}

// An Addition is what to write into a map that is there.
type Addition struct {
	Into    *Node
	Entries Pairs
}

// Add adds a value at a path: into the innermost map of it that is there.
func Add(all []Addition, root *Node, path []string, value Value) []Addition {
	into := root
	for len(path) > 1 && into.Field(path[0]).Exists() {
		into, path = into.Field(path[0]), path[1:]
	}
	if into.Field(path[0]).Exists() { // it is there, but null or empty: its entries are what is missing
		if pairs, ok := value.(Pairs); ok {
			return append(all, Addition{into.Field(path[0]), pairs})
		}
	}
	for i := range all {
		if all[i].Into == into {
			all[i].Entries = nest(all[i].Entries, path, value)
			return all
		}
	}
	return append(all, Addition{into, nest(nil, path, value)})
}

// nest adds a value at a path to the entries of a map.
func nest(pairs Pairs, path []string, value Value) Pairs {
	if len(path) == 1 {
		return append(pairs, Pair{Key: path[0], Value: value})
	}
	for i := range pairs {
		if pairs[i].Key == path[0] {
			inner, _ := pairs[i].Value.(Pairs)
			pairs[i].Value = nest(inner, path[1:], value)
			return pairs
		}
	}
	return append(pairs, Pair{Key: path[0], Value: nest(nil, path[1:], value)})
}

// OwnKeys lists the keys of a map, the last one first, so that an entry is inserted behind the last that is not merged into
// it.
func OwnKeys(n *Node) []string {
	fields := n.Fields()
	keys := make([]string, len(fields))
	for i := range fields {
		keys[len(fields)-1-i] = fields[i].Key()
	}
	return keys
}

// JoinInsertions merges insertions at the same place into one edit, in the order in which they are given. Where a map is the
// last entry of another map, additions to either are inserted behind the same line; those to the inner map come first.
func JoinInsertions(edits []Edit) []Edit {
	var joined []Edit
	for _, e := range edits {
		i := slices.IndexFunc(joined, func(j Edit) bool { return e.Len() == 0 && j.Len() == 0 && e.Start == j.Start })
		if i < 0 {
			joined = append(joined, e)
			continue
		}
		joined[i].New += e.New
		joined[i].Uses = max(joined[i].Uses, e.Uses)
	}
	return joined
}

// Anchors name the keys of a workload's spec behind which people write its selector and strategy: behind replicas, otherwise
// above the template, otherwise at the end.
func Anchors(spec *Node) []string {
	var names []string
	if spec.Field("replicas").Exists() {
		names = append(names, "replicas")
	}
	above := spec.Fields()
	if template := spec.Field("template"); template.Exists() {
		above = above[:template.Index()]
	}
	for i := len(above) - 1; i >= 0; i-- {
		if key := above[i].Key(); key != "replicas" {
			names = append(names, key)
		}
	}
	return append(names, "")
}

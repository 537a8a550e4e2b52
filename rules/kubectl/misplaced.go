package kubectl

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// A Holder is a map of an object, or one that it might have, with its schema.
type Holder struct {
	Node   *manifest.Node // nil where the object has no such map, or several
	Path   string
	Exists bool // the object has such a map
	schema *schemas.Schema
}

// Name is the field that holds the map.
func (h Holder) Name() string { return h.Path[strings.LastIndexByte(h.Path, '.')+1:] }

// farthest is how far a field may be from where it belongs: a step up or down between maps counts one, a step down to
// the items of a list two.
const farthest = 4

// BelongsTo finds the map to which an unknown field may belong: the nearest one with such a field, and the deepest of those
// that are equally near. The map must exist, or be missing right beside the field. ok is false where no map is near, or
// several are.
func BelongsTo(s *workload.Object, n *manifest.Node) (to Holder, ok bool) {
	above := Lineage(s, n)
	for distance := 1; distance <= farthest; distance++ {
		for up := 0; up <= distance && up < len(above); up++ {
			from := above[len(above)-1-up]
			if up > 0 && up < distance && from.isChoice() {
				continue
			}
			only, found := from.below(n, distance-up, distance == 1)
			if only != nil {
				return *only, true
			}
			if found {
				return Holder{}, false
			}
		}
	}
	return Holder{}, false
}

// below finds the map with such a field that is some steps below. only is nil where there is none, or where it is not clear
// which one is meant. A map that is missing counts only right beside the field.
func (h Holder) below(n *manifest.Node, steps int, beside bool) (only *Holder, found bool) {
	var all []Holder
	h.search(n, steps, &all)
	mayMiss := beside && steps > 0
	if several := len(all) > 1; several || !mayMiss { // of many kinds of volumes, say, the one that is there
		all = slices.DeleteFunc(all, func(h Holder) bool { return !h.Exists })
		found = several && mayMiss
	}
	if len(all) == 1 {
		return &all[0], true
	}
	return nil, found || len(all) > 1
}

// isChoice reports whether an author fills in one field of many in the map, as in a volume. What one of these fields lacks
// does not belong to another.
func (h Holder) isChoice() bool {
	objects := 0
	for _, f := range h.schema.Fields {
		if f.Schema().Type == schemas.Object {
			objects++
		}
	}
	return objects > 12
}

// Lineage lists the maps with declared fields around a node, from the object itself to the one that holds the node.
func Lineage(s *workload.Object, n *manifest.Node) []Holder {
	var up []*manifest.Node
	for at := n.Parent(); at != nil && at != s.Root(); at = at.Parent() {
		up = append(up, at)
	}
	schema := s.Bundle.Lookup(s.Judged)
	all := []Holder{{s.Root(), "", true, schema}}
	for _, at := range slices.Backward(up) {
		if schema.Type != schemas.Object {
			schema = schema.Elem
		} else {
			schema = schema.Field(at.Key())
		}
		if schema == nil { // below an unknown field
			return all
		}
		if schema.Type == schemas.Object {
			all = append(all, Holder{at, at.Path(), true, schema})
		}
	}
	return all
}

// SchemaOf is the schema of a map with declared fields, nil of any other value.
func SchemaOf(s *workload.Object, n *manifest.Node) *schemas.Schema {
	fields := n.Fields()
	if len(fields) == 0 || s.Bundle.Lookup(s.Judged) == nil {
		return nil
	}
	around := Lineage(s, &fields[0])
	if last := around[len(around)-1]; last.Node == n {
		return last.schema
	}
	return nil
}

// search collects the maps at a distance below h that have such a field. Of maps with one schema it keeps the first:
// containers, not initContainers.
func (h Holder) search(n *manifest.Node, distance int, found *[]Holder) {
	if distance < 0 {
		return
	}
	if distance == 0 {
		field := h.schema.Field(n.Key())
		same := func(o Holder) bool { return o.schema == h.schema }
		if field != nil && Fits(n.Kind(), field.Type) && !slices.ContainsFunc(*found, same) {
			*found = append(*found, h)
		}
		return
	}
	for _, f := range h.schema.Fields {
		if h.Path == "" && f.Name == "status" || !leadsTo(f.Schema(), n, distance-1) { // the server writes the status
			continue
		}
		switch {
		case f.Schema().Type == schemas.Object:
			kid := h.Node.Field(f.Name)
			Holder{kid, Join(h.Path, f.Name), kid.Exists(), f.Schema()}.search(n, distance-1, found)
		case f.Schema().Type == schemas.Array && f.Schema().Elem.Type == schemas.Object:
			h.items(f).search(n, distance-2, found)
		}
	}
}

// leadsTo reports whether a schema has such a field at a distance below it. The search looks before it builds paths, because hardly
// any schema has one.
func leadsTo(schema *schemas.Schema, n *manifest.Node, distance int) bool {
	if schema.Type == schemas.Array {
		schema, distance = schema.Elem, distance-1
	}
	switch {
	case distance < 0 || schema.Type != schemas.Object:
		return false
	case distance == 0:
		field := schema.Field(n.Key())
		return field != nil && Fits(n.Kind(), field.Type)
	}
	return slices.ContainsFunc(schema.Fields, func(f schemas.Field) bool { return leadsTo(f.Schema(), n, distance-1) })
}

// items returns a holder for the items of a list, or for the only item.
func (h Holder) items(f schemas.Field) Holder {
	path := Join(h.Path, f.Name)
	items := h.Node.Field(f.Name).Items()
	if len(items) == 1 {
		return Holder{&items[0], path + "[0]", true, f.Schema().Elem}
	}
	return Holder{nil, path + "[]", len(items) > 0, f.Schema().Elem}
}

func Join(path, field string) string {
	if path == "" {
		return field
	}
	return path + "." + field
}

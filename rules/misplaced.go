package rules

import (
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// A holder is a map of an object, or one that it might have, with its schema.
type holder struct {
	node   *manifest.Node // nil where the object has no such map, or several
	path   string
	schema *schemas.Schema
}

// farthest is how far a field may be from where it belongs: a step up or down between maps counts one, a step down to
// the items of a list two.
const farthest = 4

// belongsTo finds the map to which an unknown field may belong: the nearest that has such a field, of equally near ones
// the deepest. ok is false where none is near, or several are.
func (s *Subject) belongsTo(n *manifest.Node) (to holder, ok bool) {
	above := s.lineage(n)
	for distance := 1; distance <= farthest; distance++ {
		for up := 0; up <= distance && up < len(above); up++ {
			from := above[len(above)-1-up]
			if up > 0 && up < distance && from.isChoice() {
				continue
			}
			var found []holder
			from.search(n, distance-up, &found)
			if len(found) > 1 { // of many kinds of volumes, say, the one that is there
				found = slices.DeleteFunc(found, func(h holder) bool { return !h.node.Exists() })
				if len(found) != 1 {
					return holder{}, false
				}
			}
			if len(found) == 1 {
				return found[0], true
			}
		}
	}
	return holder{}, false
}

// isChoice tells the maps of which an author fills in one field of many, such as a volume: what one field lacks does not
// belong to another.
func (h holder) isChoice() bool {
	objects := 0
	for _, f := range h.schema.Fields {
		if f.Schema.Type == schemas.Object {
			objects++
		}
	}
	return objects > 12
}

// lineage lists the maps with declared fields around a node, from the object itself to the one that holds the node.
func (s *Subject) lineage(n *manifest.Node) []holder {
	var up []*manifest.Node
	for at := n.Parent(); at != nil && at != s.Root(); at = at.Parent() {
		up = append(up, at)
	}
	schema := s.Bundle.Lookup(s.GVK)
	all := []holder{{s.Root(), "", schema}}
	for _, at := range slices.Backward(up) {
		if schema.Type != schemas.Object {
			schema = schema.Elem
		} else {
			schema = schema.Field(at.Key())
		}
		if schema.Type == schemas.Object {
			all = append(all, holder{at, at.Path(), schema})
		}
	}
	return all
}

// search collects the maps at a distance below h that have such a field. Of maps of one schema it takes the first:
// containers, not initContainers.
func (h holder) search(n *manifest.Node, distance int, found *[]holder) {
	if distance < 0 {
		return
	}
	if distance == 0 {
		field := h.schema.Field(n.Key())
		same := func(o holder) bool { return o.schema == h.schema }
		if field != nil && fits(n.Kind(), field.Type) && !slices.ContainsFunc(*found, same) {
			*found = append(*found, h)
		}
		return
	}
	for _, f := range h.schema.Fields {
		if h.path == "" && f.Name == "status" { // the server's
			continue
		}
		switch {
		case f.Schema.Type == schemas.Object:
			holder{h.node.Field(f.Name), join(h.path, f.Name), f.Schema}.search(n, distance-1, found)
		case f.Schema.Type == schemas.Array && f.Schema.Elem.Type == schemas.Object:
			h.items(f).search(n, distance-2, found)
		}
	}
}

// items stands for the items of a list: for the item, where there is one.
func (h holder) items(f schemas.Field) holder {
	path := join(h.path, f.Name)
	if items := h.node.Field(f.Name).Items(); len(items) == 1 {
		return holder{&items[0], path + "[0]", f.Schema.Elem}
	}
	return holder{nil, path + "[]", f.Schema.Elem}
}

func join(path, field string) string {
	if path == "" {
		return field
	}
	return path + "." + field
}

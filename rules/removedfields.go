package rules

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// removedAt finds the field of 2016 that stands at a path of the object, or below it; nil where there is none.
func (s *Subject) removedAt(path string) *schemas.RemovedField {
	for i := range s.Policy.RemovedFields {
		f := &s.Policy.RemovedFields[i]
		if f.Kind == s.Object.Kind && within(f.Path, path) && s.at(f.Path).Exists() {
			return f
		}
	}
	return nil
}

// suppliesField reports whether a field that is missing comes from one of 2016.
func (s *Subject) suppliesField(path string) bool {
	for _, f := range s.Policy.RemovedFields {
		if f.Kind == s.Object.Kind && f.To == path && s.at(f.Path).Exists() {
			return true
		}
	}
	return false
}

// within reports whether a field path is another, or leads to a place in it.
func within(path, outer string) bool { return path == outer || strings.HasPrefix(path, outer+".") }

// at follows a field path of the policy.
func (s *Subject) at(path string) *manifest.Node { return follow(s.Root(), path) }

// follow goes to the field at a path with dots.
func follow(n *manifest.Node, path string) *manifest.Node {
	for n != nil && path != "" {
		var name string
		name, path, _ = strings.Cut(path, ".")
		n = n.Field(name)
	}
	return n
}

// replaceRemoved writes the fields of 2016 at a path, or below it, as the versions of today have them: under another
// name, at another place, or not at all.
func (s *Subject) replaceRemoved(d *draft, path string) {
	var gone []*manifest.Node
	for i := range s.Policy.RemovedFields {
		f := &s.Policy.RemovedFields[i]
		if f.Kind != s.Object.Kind || !within(f.Path, path) {
			continue
		}
		n := s.at(f.Path)
		if !n.Exists() {
			continue
		}
		switch f.Change {
		case schemas.Removed:
			gone = append(gone, n)
		case schemas.Inverted:
			gone = append(gone, s.invertRemoved(d, n, f.To)...)
		case schemas.Renamed:
			d.failed = d.failed || !s.takes(f.To, n)
			d.add(n.RenameKey(lastName(f.To)))
		case schemas.Moved:
			d.failed = d.failed || !s.takes(f.To, n)
			s.moveRemoved(d, n, f.To)
		}
	}
	if len(gone) > 0 {
		d.add(manifest.Delete(gone...))
	}
}

func lastName(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

// takes reports whether the field at a path may get a value: it is of a type that fits, and the field is not there. Where
// it is, a person must say which of them counts.
func (s *Subject) takes(path string, n *manifest.Node) bool {
	kind, apiVersion := s.destination()
	group, version := schemas.ParseAPIVersion(apiVersion)
	schema := s.Bundle.Lookup(schemas.GVK{Group: group, Version: version, Kind: kind})
	for _, name := range strings.Split(path, ".") {
		if schema == nil {
			return false
		}
		schema = schema.Field(name)
	}
	return schema != nil && fits(n.Kind(), schema.Type) && !s.at(path).Exists()
}

// moveRemoved takes a field to a place in the spec of the object: that of the map it alone is in, or where people put
// such a thing.
func (s *Subject) moveRemoved(d *draft, n *manifest.Node, to string) {
	spec, outer := s.Root().Field("spec"), n.Parent()
	if outer.Parent() == spec && len(outer.Fields()) == 1 {
		d.rewrite(outer, n, rewritten{lastName(to), scalarText(n)})
		return
	}
	var after []string
	for _, key := range anchors(spec) {
		if !within(n.Path(), spec.ChildPath(key)) {
			after = append(after, key)
		}
	}
	value, ok := written(n)
	if !ok {
		d.failed = true
		return
	}
	d.add(move([]*manifest.Node{n}, spec, after, lastName(to), value))
}

// choosesSelector reports whether the author of a Job wrote both a selector and that the Job does not make its own. One
// that asks for nothing but labels of the server was not chosen.
func (s *Subject) choosesSelector() bool {
	spec := s.Root().Field("spec")
	selector := spec.Field("selector")
	manual, ok := spec.Field("manualSelector").Bool()
	if auto, isOld := spec.Field("autoSelector").Bool(); isOld && !ok {
		manual = !auto
	}
	generated := len(selector.Field("matchExpressions").Children()) == 0 && len(selector.Field("matchLabels").Fields()) > 0 &&
		!slices.ContainsFunc(selector.Field("matchLabels").Fields(), func(label manifest.Node) bool { return !s.isGeneratedLabel(label.Key()) })
	return manual && len(selector.Children()) > 0 && !generated
}

// isGeneratedLabel reports whether the server gives the pods of the object a label of a key.
func (s *Subject) isGeneratedLabel(key string) bool {
	return slices.ContainsFunc(s.Policy.ServerFields, func(row schemas.ServerField) bool {
		return row.Kind == s.Object.Kind && slices.Contains(row.Labels, key)
	})
}

// invertRemoved writes the opposite of a switch, where it is not what the new version does anyway. The one there is says
// whether a Job makes the selector of its pods itself: a selector that nobody chose goes with it.
func (s *Subject) invertRemoved(d *draft, n *manifest.Node, to string) (gone []*manifest.Node) {
	if s.choosesSelector() && s.takes(to, n) {
		d.add(n.RenameKey(lastName(to)))
		d.add(n.SetText("true"))
		return nil
	}
	return append(s.unchosenSelector(), n)
}

// unchosenSelector is the selector of a Job that nobody chose, with the field that says somebody did.
func (s *Subject) unchosenSelector() (gone []*manifest.Node) {
	if s.choosesSelector() {
		return nil
	}
	spec := s.Root().Field("spec")
	for _, field := range [...]string{"selector", "manualSelector"} {
		if n := spec.Field(field); n.Exists() {
			gone = append(gone, n)
		}
	}
	return gone
}

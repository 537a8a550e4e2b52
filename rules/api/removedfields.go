package api

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// RemovedAt finds the field of 2016 at a path of the object, or below it. It returns nil if there is none.
func RemovedAt(s *workload.Object, path string) *schemas.RemovedField {
	for i := range s.Policy.RemovedFields {
		f := &s.Policy.RemovedFields[i]
		if f.Kind == s.Kind && within(f.Path, path) && s.At(f.Path).Exists() {
			return f
		}
	}
	return nil
}

// within reports whether a field path is equal to another one, or is below it.
func within(path, outer string) bool { return path == outer || strings.HasPrefix(path, outer+".") }

// ReplaceRemoved rewrites the fields of 2016 at a path, or below it, for the current versions: it renames, moves or deletes
// them.
func ReplaceRemoved(s *workload.Object, d *manifest.Draft, path string) {
	var gone []*manifest.Node
	for i := range s.Policy.RemovedFields {
		f := &s.Policy.RemovedFields[i]
		if f.Kind != s.Kind || !within(f.Path, path) {
			continue
		}
		n := s.At(f.Path)
		if !n.Exists() {
			continue
		}
		switch f.Change {
		case schemas.Removed:
			gone = append(gone, n)
		case schemas.Inverted:
			gone = append(gone, invertRemoved(s, d, n, f.To)...)
		case schemas.Renamed:
			d.Failed = d.Failed || !accepts(s, f.To, n)
			d.Add(n.RenameKey(workload.LastName(f.To)))
		case schemas.Moved:
			d.Failed = d.Failed || !accepts(s, f.To, n)
			moveRemoved(s, d, n, f.To)
		}
	}
	if len(gone) > 0 {
		d.Add(manifest.Delete(gone...))
	}
}

// accepts reports whether the field at a path may get a value: its type fits, and the field is not set. If it is set, a person
// must decide which value counts.
func accepts(s *workload.Object, path string, n *manifest.Node) bool {
	kind, apiVersion := s.Destination()
	group, version := schemas.ParseAPIVersion(apiVersion)
	schema := s.Bundle.Lookup(schemas.GVK{Group: group, Version: version, Kind: kind})
	for _, name := range strings.Split(path, ".") {
		if schema == nil {
			return false
		}
		schema = schema.Field(name)
	}
	return schema != nil && kubectl.Fits(n.Kind(), schema.Type) && !s.At(path).Exists()
}

// moveRemoved moves a field into the spec of the object. If it is alone in a map, it replaces the map. Otherwise it is written
// where people usually write it.
func moveRemoved(s *workload.Object, d *manifest.Draft, n *manifest.Node, to string) {
	spec, outer := s.Root().Field("spec"), n.Parent()
	if outer.Parent() == spec && len(outer.Fields()) == 1 {
		d.Rewrite(outer, n, manifest.Rewritten{Key: workload.LastName(to), Text: manifest.ScalarText(n)})
		return
	}
	var after []string
	for _, key := range manifest.Anchors(spec) {
		if !within(n.Path(), spec.ChildPath(key)) {
			after = append(after, key)
		}
	}
	value, ok := manifest.Written(n)
	if !ok {
		d.Failed = true
		return
	}
	d.Add(manifest.Move([]*manifest.Node{n}, spec, after, workload.LastName(to), value))
}

// ChoosesSelector reports whether the author of a Job wrote both a selector and that the server does not generate one. A
// selector that asks only for labels of the server was not chosen.
func ChoosesSelector(s *workload.Object) bool {
	spec := s.Root().Field("spec")
	selector := spec.Field("selector")
	manual, ok := spec.Field("manualSelector").Bool()
	if auto, isOld := spec.Field("autoSelector").Bool(); isOld && !ok {
		manual = !auto
	}
	generated := len(selector.Field("matchExpressions").Children()) == 0 && len(selector.Field("matchLabels").Fields()) > 0 &&
		!slices.ContainsFunc(selector.Field("matchLabels").Fields(), func(label manifest.Node) bool { return !s.IsGeneratedLabel(label.Key()) })
	return manual && len(selector.Children()) > 0 && !generated
}

// invertRemoved writes the opposite of a switch, unless the new version does that anyway. The only such switch says whether the
// server generates the selector of a Job. A selector that nobody chose is deleted with it.
func invertRemoved(s *workload.Object, d *manifest.Draft, n *manifest.Node, to string) (gone []*manifest.Node) {
	if ChoosesSelector(s) && accepts(s, to, n) {
		d.Add(n.RenameKey(workload.LastName(to)))
		d.Add(n.SetText("true"))
		return nil
	}
	return append(unchosenSelector(s), n)
}

// unchosenSelector finds the selector of a Job that nobody chose, and the field that says that somebody did.
func unchosenSelector(s *workload.Object) (gone []*manifest.Node) {
	if ChoosesSelector(s) {
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

// Cluster returns the cluster that objects are judged for.
func Cluster(s *workload.Settings) *schemas.Cluster {
	if s.ToLegacy {
		return &s.Policy.Legacy
	}
	return &s.Policy.Current
}

// IsStrayPolicy reports whether job-restart-policy reports a restart policy: the pods must end, their spec has no policy, and this
// one may be meant for it.
func IsStrayPolicy(s *workload.Object, n *manifest.Node) bool {
	return s.MakesJobs() && s.Template.IsMap() && !s.PodSpec().Field("restartPolicy").Exists() && slices.Contains(s.StrayPolicies(), n)
}

// SelectorRequired reports whether the schema of a kind requires spec.selector, which older API versions copied from the labels
// of the pods. If it is missing, selector-required reports it.
func SelectorRequired(gvk schemas.GVK) bool {
	if gvk.Group != "apps" || gvk.Version != "v1" && gvk.Version != "v1beta2" {
		return false
	}
	return workload.HasLabelSelector(gvk.Kind)
}

// hasPodLabels reports whether the object's pods have any label.
func hasPodLabels(s *workload.Object) bool {
	return len(s.Template.At("metadata", "labels").Children()) > 0
}

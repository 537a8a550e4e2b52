package api

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// RemovedAt finds the field of 2016 that stands at a path of the object, or below it; nil where there is none.
func RemovedAt(s *workload.Object, path string) *schemas.RemovedField {
	for i := range s.Policy.RemovedFields {
		f := &s.Policy.RemovedFields[i]
		if f.Kind == s.Kind && within(f.Path, path) && s.At(f.Path).Exists() {
			return f
		}
	}
	return nil
}

// within reports whether a field path is another, or leads to a place in it.
func within(path, outer string) bool { return path == outer || strings.HasPrefix(path, outer+".") }

// ReplaceRemoved writes the fields of 2016 at a path, or below it, as the versions of today have them: under another
// name, at another place, or not at all.
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
			d.Failed = d.Failed || !takes(s, f.To, n)
			d.Add(n.RenameKey(workload.LastName(f.To)))
		case schemas.Moved:
			d.Failed = d.Failed || !takes(s, f.To, n)
			moveRemoved(s, d, n, f.To)
		}
	}
	if len(gone) > 0 {
		d.Add(manifest.Delete(gone...))
	}
}

// takes reports whether the field at a path may get a value: it is of a type that fits, and the field is not there. Where
// it is, a person must say which of them counts.
func takes(s *workload.Object, path string, n *manifest.Node) bool {
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

// moveRemoved takes a field to a place in the spec of the object: that of the map it alone is in, or where people put
// such a thing.
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

// ChoosesSelector reports whether the author of a Job wrote both a selector and that the Job does not make its own. One
// that asks for nothing but labels of the server was not chosen.
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

// invertRemoved writes the opposite of a switch, where it is not what the new version does anyway. The one there is says
// whether a Job makes the selector of its pods itself: a selector that nobody chose goes with it.
func invertRemoved(s *workload.Object, d *manifest.Draft, n *manifest.Node, to string) (gone []*manifest.Node) {
	if ChoosesSelector(s) && takes(s, to, n) {
		d.Add(n.RenameKey(workload.LastName(to)))
		d.Add(n.SetText("true"))
		return nil
	}
	return append(unchosenSelector(s), n)
}

// unchosenSelector is the selector of a Job that nobody chose, with the field that says somebody did.
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

// Cluster is the one that is judged for.
func Cluster(s *workload.Settings) *schemas.Cluster {
	if s.ToLegacy {
		return &s.Policy.Legacy
	}
	return &s.Policy.Current
}

// IsStrayPolicy reports whether a restart policy is job-restart-policy's to report: the pods are to end, their spec does
// not say so, and this may be meant to.
func IsStrayPolicy(s *workload.Object, n *manifest.Node) bool {
	return s.MakesJobs() && s.Template.IsMap() && !s.PodSpec().Field("restartPolicy").Exists() && slices.Contains(s.StrayPolicies(), n)
}

// SelectorRequired reports whether the schema of a kind demands spec.selector, which older API versions took from the
// labels of the pods. That it is missing is for selector-required to report.
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

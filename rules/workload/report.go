package workload

import (
	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// InWords says what a value is.
func InWords(n *manifest.Node) string {
	switch n.Kind() {
	case manifest.Map:
		return "a map"
	case manifest.List:
		return "a list"
	case manifest.String:
		return "a text"
	case manifest.Bool:
		return "a boolean"
	case manifest.Null:
		return "null"
	}
	return "a number"
}

// NamePath is the path at which a finding about an object as a whole is shown.
const NamePath = "metadata.name"

// Rejection makes the report about something that the cluster rejects in the pods of an object. The API server rejects a Pod at once.
// It accepts any other object, and rejects the pods when they are created. The report is a warning if the object asks for no pods.
func (s *Object) Rejection(at *manifest.Node, fix *lint.Fix) lint.Report {
	r := lint.Report{Span: at.ValueMark(), Path: at.Path(), Fix: fix}
	switch {
	case s.Kind == "Pod":
		r.Stage = new(lint.API)
	case s.MakesNoPods():
		r.Severity = new(lint.Warning)
	}
	return r
}

// MakesNoPods reports whether the object is scaled to nothing.
func (s *Object) MakesNoPods() bool {
	of := s.Template.Parent()
	for _, field := range [...]string{"replicas", "parallelism", "completions"} {
		if n, ok := of.Field(field).Int(); ok && n == 0 {
			return true
		}
	}
	return false
}

func (q Quantities) ByName() map[string]resource.Quantity {
	named := make(map[string]resource.Quantity, len(q))
	for _, n := range q {
		named[n.Name] = n.Value
	}
	return named
}

func (s *Object) PodAnnotation(key string) *manifest.Node {
	return s.Template.At("metadata", "annotations", key)
}

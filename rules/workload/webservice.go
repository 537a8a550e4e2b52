package workload

import (
	"slices"

	"github.com/toolforge/tfk8s/schemas"
)

// IsWebservices reports whether the object has the labels by which webservice recognizes its own objects.
func (s *Object) IsWebservices() bool { return s.webservices.get(s.hasWebserviceLabels) }

func (s *Object) hasWebserviceLabels() bool {
	w := &s.Policy.Webservice
	if len(w.LookupLabels) == 0 || !slices.Contains(w.StopKinds, s.Kind) {
		return false
	}
	labels := s.Object.Root.At("metadata", "labels")
	return !slices.ContainsFunc(w.LookupLabels, func(key string) bool {
		i := slices.IndexFunc(w.Labels, func(l schemas.Pair) bool { return l.Key == key })
		return i < 0 || labels.Field(key).Text() != schemas.Expand(w.Labels[i].Value, s.Tool)
	})
}

package workload

import (
	"github.com/toolforge/tfk8s/schemas"
)

// Destination returns the kind and API version that an object must have on the current cluster: its own, or those that it moves to.
// A kind that was renamed moves from any version.
func (s *Object) Destination() (kind, apiVersion string) {
	switch m := s.away.get(s.moveAway); {
	case m == nil:
		return s.Kind, s.APIVersion
	case m.ToKind != "":
		return m.ToKind, m.To
	default:
		return s.Kind, m.To
	}
}

// moveAway returns the row of the policy by which an object moves, nil if it keeps its kind and version.
func (s *Object) moveAway() *schemas.APIMove {
	for i := range s.Policy.APIs {
		m := &s.Policy.APIs[i]
		if m.Kind == s.Kind && m.To != "" && (m.ToKind != "" || m.From == s.APIVersion) {
			return m
		}
	}
	return nil
}

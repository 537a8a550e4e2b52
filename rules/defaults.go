package rules

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// A jobDefault is a field of a Job or CronJob that an object leaves to the cluster, where the legacy cluster had no such
// field.
type jobDefault struct {
	parent *manifest.Node // the map that lacks it
	field  string
	value  string
}

// jobDefaults are those of some fields that an object which comes from there leaves out. An object of a version that is
// not served has the defaults of the one it moves to.
func (s *Subject) jobDefaults(fields ...string) []jobDefault {
	var found []jobDefault
	if !s.FromLegacy {
		return nil
	}
	kind, version := s.destination()
	for i := range s.Policy.ChangedDefaults {
		c := &s.Policy.ChangedDefaults[i]
		if c.Kind != kind || !slices.Contains(fields, lastName(c.Path)) {
			continue
		}
		field, value := lastName(c.Path), c.In(version)
		parent := s.at(strings.TrimSuffix(c.Path, "."+field))
		if value != "" && parent.IsMap() && parent.Field(field).IsNull() {
			found = append(found, jobDefault{parent, field, value})
		}
	}
	return found
}

// destination is the kind and API version that an object has to have on the current cluster: its own, or those it moves
// to. A kind that has another name now moves from whatever version it says.
func (s *Subject) destination() (kind, apiVersion string) {
	switch m := s.away.get(s.moveAway); {
	case m == nil:
		return s.Object.Kind, s.Object.APIVersion
	case m.ToKind != "":
		return m.ToKind, m.To
	default:
		return s.Object.Kind, m.To
	}
}

// moveAway is the row of the policy by which an object moves, nil if it stays what it is.
func (s *Subject) moveAway() *schemas.APIMove {
	for i := range s.Policy.APIs {
		m := &s.Policy.APIs[i]
		if m.Kind == s.Object.Kind && m.To != "" && (m.ToKind != "" || m.From == s.Object.APIVersion) {
			return m
		}
	}
	return nil
}

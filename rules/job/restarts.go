package job

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// keepsRunning reports whether the object restarts pods that end.
func keepsRunning(s *workload.Object) bool {
	switch s.Kind {
	case "Deployment", "ReplicaSet", "ReplicationController", "StatefulSet", "DaemonSet", "PetSet":
		return true
	}
	return false
}

// A jobDefault is a field of a Job or CronJob that an object does not set, and that the legacy cluster did not have.
type jobDefault struct {
	parent *manifest.Node // the map that lacks it
	field  string
	value  string
}

// jobDefaults finds the fields among some that an object from the legacy cluster does not set. An object of a version that is not
// served has the defaults of the version it moves to.
func jobDefaults(s *workload.Object, fields ...string) []jobDefault {
	var found []jobDefault
	if !s.FromLegacy {
		return nil
	}
	kind, version := s.Destination()
	for i := range s.Policy.ChangedDefaults {
		c := &s.Policy.ChangedDefaults[i]
		if c.Kind != kind || !slices.Contains(fields, workload.LastName(c.Path)) {
			continue
		}
		field, value := workload.LastName(c.Path), c.In(version)
		parent := s.At(strings.TrimSuffix(c.Path, "."+field))
		if value != "" && parent.IsMap() && parent.Field(field).IsNull() {
			found = append(found, jobDefault{parent, field, value})
		}
	}
	return found
}

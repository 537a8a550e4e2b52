package workload

import (
	"github.com/toolforge/tfk8s/lint/manifest"
)

// The restart policies. The API server treats a missing or empty one as RestartAlways.
const (
	RestartAlways    = "Always"
	RestartOnFailure = "OnFailure"
	RestartNever     = "Never"
)

// MakesJobs reports whether the pods of the object should end by themselves.
func (s *Object) MakesJobs() bool {
	switch s.Kind {
	case "Job", "CronJob", "ScheduledJob":
		return true
	}
	return false
}

// Ends reports whether pods with a restart policy can end.
func Ends(policy string) bool { return policy == RestartOnFailure || policy == RestartNever }

// StrayPolicies returns the restart policies outside of the pod spec itself: in its containers and in the maps around it.
func (s *Object) StrayPolicies() []*manifest.Node {
	var stray []*manifest.Node
	for _, c := range s.Containers() {
		policy := c.Field("restartPolicy")
		if isInit := c.Parent().Key() == "initContainers"; isInit && policy.String() == RestartAlways {
			continue // that of a sidecar, see field-after-1.15
		}
		stray = append(stray, policy)
	}
	for n := s.Template; n != nil && n != s.Object.Root.Parent(); n = n.Parent() {
		stray = append(stray, n.Field("restartPolicy"))
	}
	kept := stray[:0]
	for _, n := range stray {
		if !n.IsNull() {
			kept = append(kept, n)
		}
	}
	return kept
}

package rules

import (
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// The restart policies. The API server takes an absent or empty one for restartAlways.
const (
	restartAlways    = "Always"
	restartOnFailure = "OnFailure"
	restartNever     = "Never"
)

// makesJobs reports whether the pods of the object are to end.
func (s *Subject) makesJobs() bool {
	switch s.Object.Kind {
	case "Job", "CronJob", "ScheduledJob":
		return true
	}
	return false
}

// keepsRunning reports whether the object replaces pods that end.
func (s *Subject) keepsRunning() bool {
	switch s.Object.Kind {
	case "Deployment", "ReplicaSet", "ReplicationController", "StatefulSet", "DaemonSet", "PetSet":
		return true
	}
	return false
}

// ends reports whether a restart policy is one of pods that end.
func ends(policy string) bool { return policy == restartOnFailure || policy == restartNever }

// isStrayPolicy reports whether a restart policy is job-restart-policy's to report: the pods are to end, their spec does
// not say so, and this may be meant to.
func (s *Subject) isStrayPolicy(n *manifest.Node) bool {
	return s.makesJobs() && s.Template.IsMap() && !s.PodSpec().Field("restartPolicy").Exists() && slices.Contains(s.strayPolicies(), n)
}

// strayPolicies are the restart policies at other depths than the pod spec: in its containers, and in the maps around it.
func (s *Subject) strayPolicies() []*manifest.Node {
	var stray []*manifest.Node
	for _, c := range s.Containers() {
		policy := c.Field("restartPolicy")
		if isInit := c.Parent().Key() == "initContainers"; isInit && policy.String() == restartAlways {
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

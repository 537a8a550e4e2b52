package security

import (
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// inPod returns the path of a field of the pods.
func inPod(s *workload.Object, path string) string { return s.Template.ChildPath(path) }

// podSecurity returns a field of the pods' security context.
func podSecurity(s *workload.Object, field string) *manifest.Node {
	return s.PodSpec().At("securityContext", field)
}

// dropFields makes a fix that drops fields, and the security contexts and annotations that are empty then.
func dropFields(safety lint.Safety, what string, nodes ...*manifest.Node) *lint.Fix {
	edits, ok := manifest.Prune([]string{"securityContext", "annotations"}, nodes...)
	return lint.NewFix(safety, edits, ok, "drop "+what)
}

// helpToRemove says to remove a field, where no fix does.
func helpToRemove(found lint.Finding, n *manifest.Node) {
	found.HelpUnlessFixed("remove %s", n.Key())
}

// sharesNetwork reports whether the pods use the network of the node, so that each of their ports is a port of the node.
func sharesNetwork(s *workload.Object) bool {
	shares, _ := s.PodSpec().Field("hostNetwork").Bool()
	return shares
}

// inRanges reports whether a number is in one of the ranges of the policy.
func inRanges(n int64, ranges []schemas.IDRange) bool {
	for _, r := range ranges {
		if r.Min <= n && n <= r.Max {
			return true
		}
	}
	return false
}

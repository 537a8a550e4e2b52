package security

import (
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// inPod is the path of a field of the pods.
func inPod(s *workload.Object, path string) string { return s.Template.ChildPath(path) }

// podSecurity is a field of the pods' security context.
func podSecurity(s *workload.Object, field string) *manifest.Node {
	return s.PodSpec().At("securityContext", field)
}

// dropped is the fix that takes fields away, with the security contexts and annotations that have nothing else.
func dropped(safety lint.Safety, what string, nodes ...*manifest.Node) *lint.Fix {
	edits, ok := manifest.Prune([]string{"securityContext", "annotations"}, nodes...)
	return lint.NewFix(safety, edits, ok, "drop "+what)
}

// sharesNetwork reports whether the pods use the network of the node, which makes every port of theirs one of the node.
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

package rules

import (
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// The rules about what the PodSecurityPolicy refuses follow the admission plugin of that name. It looks at each pod after
// the API server's defaults and after the PodPreset, and before the pod is validated; the paths that it names are not
// always those of the fields.

// refuse reports what is refused of the pods, under the path that the server gives it.
func (s *Subject) refuse(p *lint.Pass, at *manifest.Node, path string, fix *lint.Fix, format string, args ...any) {
	r := s.refusal(at, fix)
	r.Path = path
	p.Report(r, format, args...)
}

// inPod is the path of a field of the pods.
func (s *Subject) inPod(path string) string { return s.Template.ChildPath(path) }

// podSecurity is a field of the pods' security context.
func (s *Subject) podSecurity(field string) *manifest.Node {
	return s.PodSpec().At("securityContext", field)
}

// dropped is the fix that takes fields away, with the security contexts and annotations that have nothing else.
func dropped(safety lint.Safety, what string, nodes ...*manifest.Node) *lint.Fix {
	edits, ok := manifest.Prune([]string{"securityContext", "annotations"}, nodes...)
	return lint.NewFix(safety, edits, ok, "drop "+what)
}

// sharesNetwork reports whether the pods use the network of the node, which makes every port of theirs one of the node.
func (s *Subject) sharesNetwork() bool {
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

package api

import (
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// NewerField returns what is known about a field of a later release, nil if it is not one.
func NewerField(s *workload.Object, owner *schemas.Schema, n *manifest.Node) *schemas.NewerField {
	if n.Key() == "restartPolicy" && IsStrayPolicy(s, n) {
		return nil // see job-restart-policy
	}
	in := n.Parent().Key()
	if n.Parent().Parent().IsList() {
		in = n.Parent().Parent().Key()
	}
	return s.Policy.NewerField(owner.Name, in, n.Key())
}

// IsNewer reports whether an unknown field is one of a later release, which field-after-1.15 reports.
func IsNewer(s *workload.Object, x kubectl.Problem) bool {
	return NewerField(s, x.Schema, x.Node) != nil
}

package workload

import (
	"slices"

	"github.com/toolforge/tfk8s/schemas"
)

// IsGroup reports whether Kubernetes has a group of kinds. A Service of another group is something else.
func (s *Settings) IsGroup(group string) bool {
	return slices.ContainsFunc(s.Bundle.Resources(), func(r schemas.Resource) bool { return r.Group == group })
}

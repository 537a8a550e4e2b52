package kubectl

import (
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// IsMisspelt reports whether there is nothing at a path below a node only because one of its keys is misspelt. That is
// unknown-field's to report and to fix: a fix that wrote the key too would write it twice.
func IsMisspelt(s *workload.Object, from *manifest.Node, path ...string) bool {
	for _, key := range path {
		next := from.Field(key)
		if next == nil {
			return slices.ContainsFunc(SchemaProblems(s), func(x Problem) bool {
				return x.Kind == FieldUnknown && x.Node.Parent() == from && Renamed(x.Node, x.Schema) == key
			})
		}
		from = next
	}
	return false
}

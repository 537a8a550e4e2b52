package field

import (
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/rules/workload"
)

// schemaFaults are the places that wrong-type and missing-field report. An object may have thousands of them, and as many
// problems that the server would report there.
type schemaFaults struct {
	nodes  map[*manifest.Node]bool
	fields map[missingField]bool
	paths  map[string]bool
}

// A missingField is a field that a map lacks.
type missingField struct {
	node *manifest.Node
	name string
}

func schemaFaultsOf(s *workload.Object) schemaFaults {
	f := schemaFaults{map[*manifest.Node]bool{}, map[missingField]bool{}, map[string]bool{}}
	for _, y := range kubectl.SchemaProblems(s) {
		switch y.Kind {
		case kubectl.TypeWrong:
			f.nodes[y.Node] = true
			f.paths[y.Node.Path()] = true
		case kubectl.Undecodable:
			if kubectl.Decoded(s, y.Node) {
				f.paths[y.Node.Path()] = true
			}
		case kubectl.FieldMissing:
			f.fields[missingField{y.Node, y.Field}] = true
			f.paths[y.Node.ChildPath(y.Field)] = true
		}
	}
	return f
}

// have reports whether a problem of the server is at one of the places.
func (f schemaFaults) have(x validation.Problem) bool {
	return f.nodes[x.Node] || f.paths[x.Path] || f.fields[missingField{x.Node, x.Lacks}]
}

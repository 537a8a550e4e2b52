package field

import (
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// missingBecauseOf lists the paths of the required fields that are missing only because an unknown field was written for them.
func missingBecauseOf(s *workload.Object, x kubectl.Problem) (paths []string) {
	up := x.Node.Parent()
	for _, name := range x.Schema.Required {
		if path := up.ChildPath(name); up.Field(name).IsNull() && isReportedAsUnknown(s, x, path) {
			paths = append(paths, path)
		}
	}
	if spec := s.PodSpec(); s.MakesJobs() && up == spec && kubectl.StandIn(s, spec, "restartPolicy") == x.Node {
		paths = append(paths, spec.ChildPath("restartPolicy"))
	}
	return paths
}

// consequences lists the paths at which the server rejects something only because of unknown fields, by these fields.
func consequences(s *workload.Object) map[*manifest.Node][]string {
	paths := map[*manifest.Node][]string{}
	if s.Bundle.Served(s.Judged) == nil {
		return paths
	}
	validation.Object(s.Object, s.Judged, func(x validation.Problem) {
		if n := causeOf(s, x); n != nil {
			paths[n] = append(paths[n], x.Path)
		}
	})
	return paths
}

// causeOf finds the field that alone causes a problem of the server: a field that was written for another one, or one that
// kubectl rejects in the place that the problem comes from.
func causeOf(s *workload.Object, x validation.Problem) *manifest.Node {
	if n := standIn(s, x.Node, x.Path); n != nil {
		return n
	}
	switch c := x.Cause; {
	case c.Node == nil:
	case c.Lacks != "":
		return standIn(s, c.Node, c.Node.ChildPath(c.Lacks))
	default:
		return firstProblems(s)[c.Node]
	}
	return nil
}

// firstProblems returns, by node, where kubectl rejects the node or something below it first.
func firstProblems(s *workload.Object) map[*manifest.Node]*manifest.Node {
	return firstProblemsSlot.Get(s, func(s *workload.Object) map[*manifest.Node]*manifest.Node {
		first := map[*manifest.Node]*manifest.Node{}
		for _, y := range kubectl.SchemaProblems(s) {
			for n := y.Node; n != nil && first[n] == nil; n = n.Parent() {
				first[n] = y.Node
			}
		}
		return first
	})
}

var firstProblemsSlot = workload.NewSlot[map[*manifest.Node]*manifest.Node]("where kubectl rejects something first")

// standIn finds the field of a map that was written for another one, if this is all that is wrong at a path. Then
// unknown-field reports it.
func standIn(s *workload.Object, n *manifest.Node, path string) *manifest.Node {
	schema, fields := kubectl.SchemaOf(s, n), n.Fields()
	if schema == nil {
		return nil
	}
	for i := range fields {
		x := kubectl.Problem{Kind: kubectl.FieldUnknown, Node: &fields[i], Schema: schema}
		if !x.Node.IsNull() && schema.Field(x.Node.Key()) == nil && !isReportedElsewhere(s, x) && isReportedAsUnknown(s, x, path) {
			return x.Node
		}
	}
	return nil
}

// isReportedAsUnknown reports whether all that is wrong at a path is that an unknown field was written for another: for the
// one at the path or above it, or for the one that a map is useless without.
func isReportedAsUnknown(s *workload.Object, x kubectl.Problem, path string) bool {
	up := x.Node.Parent()
	if kubectl.IsVariable(x.Node, x.Schema) {
		return path == up.ChildPath("name")
	}
	name := kubectl.Meant(x.Node, x.Schema)
	if to, ok := kubectl.BelongsTo(s, x.Node); name == "" && ok && !to.Exists {
		name = to.Name()
	}
	field := x.Schema.Field(name)
	if field == nil || !up.Field(name).IsNull() {
		return false
	}
	below, ok := strings.CutPrefix(path, up.ChildPath(name))
	return ok && (below == "" || strings.ContainsRune(".[", rune(below[0]))) || path == up.Path() && field.Type == schemas.Object
}

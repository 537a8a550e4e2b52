package kubectl

import (
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// IsMisspelled reports whether a path below a node is missing only because one of its keys is misspelled. unknown-field reports
// and fixes that. Another fix that added the key would write it twice.
func IsMisspelled(s *workload.Object, from *manifest.Node, path ...string) bool {
	for _, key := range path {
		next := from.Field(key)
		if next == nil {
			return StandIn(s, from, key) != nil
		}
		from = next
	}
	return false
}

// StandIn finds the unknown field of a map that is meant to be one that the map lacks; nil where there is none.
func StandIn(s *workload.Object, n *manifest.Node, name string) *manifest.Node {
	if len(SchemaProblems(s)) == 0 || !n.Field(name).IsNull() { // nearly no object has an unknown field
		return nil
	}
	schema, fields := SchemaOf(s, n), n.Fields()
	if schema == nil {
		return nil
	}
	for i := range fields {
		if f := &fields[i]; !f.IsNull() && schema.Field(f.Key()) == nil && Meant(f, schema) == name {
			return f
		}
	}
	return nil
}

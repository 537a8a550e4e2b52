package tool

import (
	"github.com/toolforge/tfk8s/rules/workload"
)

// ownNamespace is how a message calls the namespace that a tool has. The tool may be unknown, or none that can have one.
func ownNamespace(s *workload.Settings, tool string) string {
	prefix := s.Policy.Current.NamespacePrefix
	if !s.IsToolName(tool) {
		return prefix + "<tool>, with the name of the tool"
	}
	return prefix + tool
}

// isNamespaced reports whether objects of the kind live in a namespace; false for a kind that nobody knows.
func isNamespaced(s *workload.Object) bool {
	kind := s.Kind
	if m := s.Move; m != nil && m.ToKind != "" {
		kind = m.ToKind
	}
	for _, v := range s.Bundle.ServedVersions(kind) {
		if r := s.Bundle.Served(v); r != nil && r.Namespaced {
			return true
		}
	}
	return false
}

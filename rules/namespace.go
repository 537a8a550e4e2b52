package rules

import (
	"slices"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/schemas"
)

// isReservedNamespace reports whether a namespace belongs to the cluster.
func (s *Settings) isReservedNamespace(ns string) bool {
	return slices.ContainsFunc(s.Policy.Tools.ReservedNamespaces, func(r schemas.Reserved) bool { return r.Name == ns })
}

// isLegacyNamespace reports whether the object names a namespace as the legacy cluster had them: the bare name of a tool.
func (s *Subject) isLegacyNamespace() bool {
	ns := s.Object.Namespace
	return ns != "" && !strings.HasPrefix(ns, s.Policy.Current.NamespacePrefix) && !s.isReservedNamespace(ns) &&
		(s.Settings.Tool == "" || s.Settings.Tool == ns)
}

// isToolName reports whether a tool of the name can have a namespace: a DNS-1123 label with room for the prefix.
func (s *Settings) isToolName(name string) bool {
	return len(name) <= s.Policy.Tools.MaxNameLength && len(validation.LabelName(name)) == 0
}

// ownNamespace is how a message calls the namespace that a tool has. The tool may be unknown, or none that can have one.
func (s *Settings) ownNamespace(tool string) string {
	prefix := s.Policy.Current.NamespacePrefix
	if !s.isToolName(tool) {
		return strconv.Quote(prefix) + " and the tool's name"
	}
	return strconv.Quote(prefix + tool)
}

// isNamespaced reports whether objects of the kind live in a namespace; false for a kind that nobody knows.
func (s *Subject) isNamespaced() bool {
	kind := s.Object.Kind
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

package workload

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/schemas"
)

// IsReservedNamespace reports whether a namespace belongs to the cluster.
func (s *Settings) IsReservedNamespace(ns string) bool {
	return slices.ContainsFunc(s.Policy.Tools.ReservedNamespaces, func(r schemas.Reserved) bool { return r.Name == ns })
}

// IsLegacyNamespace reports whether the object names a namespace as the legacy cluster had them: the bare name of a tool.
func (s *Object) IsLegacyNamespace() bool {
	ns := s.Object.Namespace
	return ns != "" && !strings.HasPrefix(ns, s.Policy.Current.NamespacePrefix) && !s.IsReservedNamespace(ns) &&
		(s.Settings.Tool == "" || s.Settings.Tool == ns)
}

// IsToolName reports whether a tool of the name can have a namespace: a DNS-1123 label with room for the prefix.
func (s *Settings) IsToolName(name string) bool {
	return len(name) <= s.Policy.Tools.MaxNameLength && len(validation.LabelName(name)) == 0
}

// Namespace is where the object goes.
func (s *Object) Namespace() string {
	if s.Object.Namespace == "" && s.Tool != "" {
		return s.Policy.Current.NamespacePrefix + s.Tool
	}
	return s.Object.Namespace
}

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

// IsLegacyNamespace reports whether the object names a namespace in the form of the legacy cluster: the bare name of a tool.
func (s *Object) IsLegacyNamespace() bool {
	ns := s.Object.Namespace
	return ns != "" && !strings.HasPrefix(ns, s.Policy.Current.NamespacePrefix) && !s.IsReservedNamespace(ns) &&
		(s.Settings.Tool == "" || s.Settings.Tool == ns)
}

// IsToolName reports whether a tool with the name can have a namespace: the name must be a DNS-1123 label with room for the prefix.
func (s *Settings) IsToolName(name string) bool {
	return len(name) <= s.Policy.Tools.MaxNameLength && len(validation.LabelName(name)) == 0
}

// Namespace returns the namespace in which the object is created.
func (s *Object) Namespace() string {
	if s.Object.Namespace == "" && s.Tool != "" {
		return s.Policy.Current.NamespacePrefix + s.Tool
	}
	return s.Object.Namespace
}

// FutureNamespace returns the namespace of the object once convert has moved it to the chosen cluster.
func (s *Object) FutureNamespace() string {
	ns, current, legacy := s.Object.Namespace, s.Policy.Current.NamespacePrefix, s.Policy.Legacy.NamespacePrefix
	switch {
	case s.ToLegacy && ns == "" && s.Tool != "":
		return legacy + s.Tool
	case s.ToLegacy && s.IsCurrentNamespace():
		return legacy + strings.TrimPrefix(ns, current)
	case !s.ToLegacy && s.IsLegacyNamespace() && s.IsToolName(ns):
		return current + ns
	}
	return s.Namespace()
}

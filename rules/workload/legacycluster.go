package workload

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// fromCurrent reports whether an object was made for the current cluster. It judges by the signs that the fixes of the
// way back take away.
func (s *Object) fromCurrent() bool {
	if row := s.Policy.LegacyKind(s.Kind); row != nil && !IsServed(row, s.Object) {
		return true
	}
	if s.IsCurrentNamespace() {
		return true
	}
	return slices.ContainsFunc(s.Images(), func(i *UsedImage) bool { return i.Match.Kind == schemas.CurrentImage })
}

// IsCurrentNamespace reports whether the object names a namespace as the current cluster has them.
func (s *Object) IsCurrentNamespace() bool {
	ns := s.Object.Namespace
	isOld := s.Settings.Tool != "" && ns == s.Policy.Legacy.NamespacePrefix+s.Settings.Tool
	return strings.HasPrefix(ns, s.Policy.Current.NamespacePrefix) && !isOld
}

// sibling is the kind and version whose schema and validation stand for those of an object on the legacy cluster, of
// which there is no schema: its own, or what its kind was renamed to. Where fields changed their meaning there is none.
func (s *Object) sibling() schemas.GVK {
	m := s.Move
	if m == nil || !m.Legacy || m.ToKind == "" {
		return s.GVK
	}
	group, version := schemas.ParseAPIVersion(m.To)
	return schemas.GVK{Group: group, Version: version, Kind: m.ToKind}
}

// IsServed reports whether the legacy cluster accepts an object of a row under its own apiVersion and kind.
func IsServed(row *schemas.LegacyKind, o *manifest.Object) bool {
	return row.Kind == o.Kind && slices.Contains(row.APIVersions, o.APIVersion)
}

package workload

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// fromCurrent reports whether an object was made for the current cluster. It judges by the signs that the fixes of the conversion
// back remove.
func (s *Object) fromCurrent() bool {
	return s.hasNewVersion() || s.IsCurrentNamespace() || slices.ContainsFunc(s.Images(), isCurrent)
}

func (s *Object) hasNewVersion() bool {
	row := s.Policy.LegacyKind(s.Kind)
	return row != nil && !IsServed(row, s.Object)
}

func isCurrent(i *UsedImage) bool { return i.Match.Kind == schemas.CurrentImage }

// CurrentSigns names the signs that the object was made for the current cluster. There are none unless converting back.
func (s *Object) CurrentSigns() []string {
	if !s.ToLegacy {
		return nil
	}
	version, namespace := sign{"apiVersion", s.hasNewVersion()}, sign{"namespace", s.IsCurrentNamespace()}
	return slices.Concat(signsOf(version), s.imageSigns(isCurrent), signsOf(namespace))
}

// IsCurrentNamespace reports whether the object names a namespace in the form of the current cluster.
func (s *Object) IsCurrentNamespace() bool {
	ns := s.Object.Namespace
	isOld := s.Settings.Tool != "" && ns == s.Policy.Legacy.NamespacePrefix+s.Settings.Tool
	return strings.HasPrefix(ns, s.Policy.Current.NamespacePrefix) && !isOld
}

// sibling returns the kind and version whose schema and validation are used for an object on the legacy cluster, which has no schema
// here. It is the object's own kind, or what that was renamed to. If fields changed their meaning, the result has no schema.
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

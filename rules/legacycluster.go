package rules

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// cluster is the one that is judged for.
func (s *Settings) cluster() *schemas.Cluster {
	if s.ToLegacy {
		return &s.Policy.Legacy
	}
	return &s.Policy.Current
}

// fromCurrent reports whether an object was made for the current cluster. It judges by the signs that the fixes of the
// way back take away.
func (s *Subject) fromCurrent() bool {
	if row := s.Policy.LegacyKind(s.Object.Kind); row != nil && !isServed(row, s.Object) {
		return true
	}
	if s.isCurrentNamespace() {
		return true
	}
	return slices.ContainsFunc(s.images(), func(i *usedImage) bool { return i.match.Kind == schemas.CurrentImage })
}

// isCurrentNamespace reports whether the object names a namespace as the current cluster has them.
func (s *Subject) isCurrentNamespace() bool {
	ns := s.Object.Namespace
	isOld := s.Settings.Tool != "" && ns == s.Policy.Legacy.NamespacePrefix+s.Settings.Tool
	return strings.HasPrefix(ns, s.Policy.Current.NamespacePrefix) && !isOld
}

// sibling is the kind and version whose schema and validation stand for those of an object on the legacy cluster, of
// which there is no schema: its own, or what its kind was renamed to. Where fields changed their meaning there is none.
func (s *Subject) sibling() schemas.GVK {
	m := s.Move
	if m == nil || !m.Legacy || m.ToKind == "" {
		return s.GVK
	}
	group, version := schemas.ParseAPIVersion(m.To)
	return schemas.GVK{Group: group, Version: version, Kind: m.ToKind}
}

// joinInsertions makes one edit of insertions at the same place, in the order in which they are given: where a map is the
// last thing in another one, what is added to either goes behind the same line, the inner one first.
func joinInsertions(edits []manifest.Edit) []manifest.Edit {
	var joined []manifest.Edit
	for _, e := range edits {
		i := slices.IndexFunc(joined, func(j manifest.Edit) bool { return e.Len() == 0 && j.Len() == 0 && e.Start == j.Start })
		if i < 0 {
			joined = append(joined, e)
			continue
		}
		joined[i].New += e.New
		joined[i].Uses = max(joined[i].Uses, e.Uses)
	}
	return joined
}

// isServed reports whether the legacy cluster takes an object of a row as it is called.
func isServed(row *schemas.LegacyKind, o *manifest.Object) bool {
	return row.Kind == o.Kind && slices.Contains(row.APIVersions, o.APIVersion)
}

package workload

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// StageOf implements lint.Stager. An object that kubectl sends unchecked is not rejected before it reaches the API server.
func (s *Object) StageOf(stage lint.Stage) lint.Stage {
	if stage == lint.Kubectl && (s.isSentUnchecked() || s.IsUncheckedItem()) {
		return lint.API
	}
	return stage
}

// IsUncheckedItem reports whether the object is in a list whose items kubectl does not check. It checks those of a List in v1 and,
// by the schema of the list, those of a list of one kind. No other version has a schema for its List.
func (s *Object) IsUncheckedItem() bool {
	if s.Object.Item < 0 || s.ToLegacy || s.Served == nil {
		return false
	}
	list := s.Object.Doc.Root()
	gvk := schemas.GVK{Kind: list.Field("kind").String()}
	gvk.Group, gvk.Version = schemas.ParseAPIVersion(list.Field("apiVersion").String())
	return gvk != schemas.GVK{Version: "v1", Kind: "List"} && s.Bundle.Lookup(gvk) == nil
}

// isSentUnchecked reports whether kubectl knows where to send the object, but has no schema to check it by. It also finds a
// kind in lower case and, outside of a List, a group without a version. The server knows neither.
func (s *Object) isSentUnchecked() bool {
	if s.ToLegacy || s.Served != nil || s.Object.Root.Field("apiVersion").Kind() != manifest.String {
		return false
	}
	return slices.ContainsFunc(s.Bundle.Resources(), func(r schemas.Resource) bool {
		isVersion := r.Version == s.GVK.Version || s.GVK.Version == "" && s.Object.Item < 0
		return r.Group == s.GVK.Group && isVersion && (r.Kind == s.GVK.Kind || strings.ToLower(r.Kind) == s.GVK.Kind)
	})
}

package api

import (
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// judgeByFuture makes the fields of an object that is not served as it is be judged as those of what it has to be. So one
// learns at once what is wrong with it, and not when its apiVersion is right. What moves from an old version is left out: the
// move rewrites its fields.
func judgeByFuture(s *workload.Object) {
	if s.ToLegacy || s.Bundle.Served(s.GVK) != nil || IsListKind(s) {
		return
	}
	if version := s.Root().Field("apiVersion"); !version.IsNull() && version.Kind() != manifest.String {
		return
	}
	switch m := s.Move; {
	case isForbidden(s.Settings, s.Kind): // it has to go, whatever is in it
	case m != nil && m.Status == schemas.TooNew && m.To != "" && m.Kind != "Ingress": // whose form changed
		kind, apiVersion := s.Destination()
		s.Judged = gvkOf(apiVersion, kind)
	case m != nil:
	case IsKind(s.Settings, s.Kind):
		if right := VersionsFor(s.Settings, s.Kind); len(right) == 1 {
			if _, fits := trustsKind(s, right[0]); fits {
				s.Judged = gvkOf(right[0], s.Kind)
			}
		}
	default:
		if kind := NearKind(s.Settings, s.Kind, s.GVK.Group); kind != "" && !isForbidden(s.Settings, kind) && s.Bundle.Served(gvkOf(s.APIVersion, kind)) != nil {
			s.Judged = gvkOf(s.APIVersion, kind)
		}
	}
}

func gvkOf(apiVersion, kind string) schemas.GVK {
	group, version := schemas.ParseAPIVersion(apiVersion)
	return schemas.GVK{Group: group, Version: version, Kind: kind}
}

package api

import (
	"cmp"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// judgeByFuture sets the kind and version by which the fields of an object are judged to those that it will have, if the cluster
// does not serve it as it is. So one run finds everything, and not only the wrong apiVersion.
func judgeByFuture(s *workload.Object) {
	if s.ToLegacy || s.Bundle.Served(s.GVK) != nil || IsListKind(s) {
		return
	}
	if version := s.Root().Field("apiVersion"); !version.IsNull() && version.Kind() != manifest.String {
		return
	}
	switch kind, apiVersion := s.Destination(); {
	case isForbidden(s.Settings, s.Kind): // it must be deleted, whatever is in it
	case s.HasLaterForm(): // it is judged as it is written
	case kind != s.Kind || apiVersion != s.APIVersion:
		s.Judged = movedForm(s, gvkOf(apiVersion, kind))
	case s.Move != nil:
	case IsKind(s.Settings, s.Kind):
		if g := gvkOf(keyInOtherCase(s.Root(), "apiVersion").String(), s.Kind); s.APIVersion == "" && s.Bundle.Served(g) != nil {
			s.Judged = g
		} else if right := VersionsFor(s.Settings, s.Kind); len(right) == 1 {
			if _, fits := trustsKind(s, right[0]); fits {
				s.Judged = gvkOf(right[0], s.Kind)
			}
		}
	default:
		written := cmp.Or(s.Kind, keyInOtherCase(s.Root(), "kind").String())
		near := MeantKind(s, written)
		if near == "" || isForbidden(s.Settings, near) {
			return
		}
		s.Judged, s.Kind = versionOfMeant(s, near), near // the GVK keeps what is written
	}
}

// versionOfMeant returns the version of a kind by which an object is judged whose kind is misspelled, and maybe its apiVersion too. It is
// not served if it is unclear.
func versionOfMeant(s *workload.Object, kind string) schemas.GVK {
	written := gvkOf(s.APIVersion, kind)
	if s.Bundle.Served(written) != nil {
		return written
	}
	spelled := *s
	spelled.SetKind(s.APIVersion, kind)
	if to, apiVersion := spelled.Destination(); apiVersion != s.APIVersion {
		return movedForm(&spelled, gvkOf(apiVersion, to))
	}
	if right := VersionsFor(s.Settings, kind); len(right) == 1 {
		if _, fits := trustsKind(&spelled, right[0]); fits {
			return gvkOf(right[0], kind)
		}
	}
	return written
}

// movedForm returns the version by which the fields of an object are judged that moves to another version. If the fix writes the
// selector that the old version copied from the labels of the pods, it is a version that does not require a selector either.
func movedForm(s *workload.Object, to schemas.GVK) schemas.GVK {
	copies := func(kind, apiVersion string) bool {
		copied := s.Policy.CopiedLabelsOf(kind, apiVersion)
		return copied != nil && copied.Selector
	}
	if copies(s.Kind, s.APIVersion) {
		for _, g := range s.Bundle.ServedVersions(to.Kind) {
			if copies(g.Kind, g.APIVersion()) {
				return g
			}
		}
	}
	return to
}

// IsRewritten reports whether a node is part of the selector of a Job that a move drops or rewrites.
func IsRewritten(s *workload.Object, n *manifest.Node) bool {
	return s.Move != nil && s.Move.Status == schemas.Gone && s.Move.Kind == "Job" && workload.IsBelow(n, s.Root().At("spec", "selector"))
}

func gvkOf(apiVersion, kind string) schemas.GVK {
	group, version := schemas.ParseAPIVersion(apiVersion)
	return schemas.GVK{Group: group, Version: version, Kind: kind}
}

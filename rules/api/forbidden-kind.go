package api

import (
	_ "embed"
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed forbidden-kind.md
var forbiddenKindDoc string

var ForbiddenKind = &lint.Rule{
	ID: "TFK309", Name: "forbidden-kind",
	Stage: lint.API, Severity: lint.Error,
	Doc:    forbiddenKindDoc,
	Object: checkForbiddenKind,
}

func checkForbiddenKind(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if s.Served == nil || s.Policy.MayCreate(s.Served.Group, s.Served.Plural) {
		return
	}
	p.At(o.Root.Field("kind"), nil, "a tool may not create %s on the %s, the API server answers that it is forbidden: %s",
		words.Article(s.Kind), s.Policy.Current.Title, InsteadOf(s.Kind))
}

// isForbidden reports whether a tool may create a kind in none of the versions that are served.
func isForbidden(s *workload.Settings, kind string) bool {
	versions := s.Bundle.ServedVersions(kind)
	return len(versions) > 0 && !slices.ContainsFunc(versions, func(g schemas.GVK) bool {
		return s.Policy.MayCreate(g.Group, s.Bundle.Served(g).Plural)
	})
}

// forbidding says of a kind that a tool may create in no version what to do without it. Another apiVersion or spelling is of
// no use to it, so there is no fix.
func forbidding(kind string) string {
	return fmt.Sprintf("a tool may not create %s in any version, %s", words.Article(kind), InsteadOf(kind))
}

// InsteadOf says what a tool has, or can do, where others create an object of a kind.
func InsteadOf(kind string) string {
	switch kind {
	case "DaemonSet":
		return "use a Deployment"
	case "HorizontalPodAutoscaler":
		return "write the number of replicas into the Deployment"
	case "PersistentVolume", "PersistentVolumeClaim":
		return "keep files in the home of the tool, which is in every pod"
	case "PodPreset":
		return "write what pods need into their template"
	case "PodTemplate":
		return "write it into the object that makes the pods"
	case "Namespace", "ServiceAccount", "Role", "RoleBinding", "ResourceQuota", "LimitRange":
		return "the cluster makes those of a tool, leave it out"
	}
	return "leave it out"
}

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
	Stage: lint.API, Severity: lint.Error, Fix: lint.Review,
	Doc:    forbiddenKindDoc,
	Object: checkForbiddenKind,
}

func checkForbiddenKind(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if s.Served == nil || s.Policy.MayCreate(s.Served.Group, s.Served.Plural) {
		return
	}
	var fix *lint.Fix
	if s.CreatedByCluster() != nil {
		fix = s.Removal()
	}
	p.At(o.Root.Field("kind"), fix, "a tool may not create %s on the %s", words.Article(s.Kind), s.Policy.Current.Title).
		Effect("the API server rejects the %s as forbidden", s.Kind).HelpUnlessFixed("%s", InsteadOf(s.Kind))
}

// isForbidden reports whether a kind is served, but a tool may not create it in any version.
func isForbidden(s *workload.Settings, kind string) bool {
	versions := s.Bundle.ServedVersions(kind)
	return len(versions) > 0 && !slices.ContainsFunc(versions, func(g schemas.GVK) bool {
		return s.Policy.MayCreate(g.Group, s.Bundle.Served(g).Plural)
	})
}

// withoutKind says what to do without a kind that a tool may not create. Another apiVersion or spelling would not help, so there
// is no fix.
func withoutKind(kind string) string {
	return fmt.Sprintf("%s (a tool may not create %s in any version)", InsteadOf(kind), words.Article(kind))
}

// InsteadOf says what to do instead of creating an object of a kind.
func InsteadOf(kind string) string {
	switch kind {
	case "DaemonSet":
		return "use a Deployment"
	case "HorizontalPodAutoscaler":
		return "set the replicas of the Deployment"
	case "PersistentVolume", "PersistentVolumeClaim":
		return "keep files in the home of the tool"
	case "PodPreset":
		return "write what the pods need into their template"
	case "PodTemplate":
		return "write it into the object that makes the pods"
	case "Namespace", "ServiceAccount", "Role", "RoleBinding", "ResourceQuota", "LimitRange":
		return "delete the object; the cluster creates it for each tool"
	}
	return "delete the object"
}

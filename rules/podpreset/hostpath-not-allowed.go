package podpreset

import (
	_ "embed"
	"path"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed hostpath-not-allowed.md
var hostPathNotAllowedDoc string

var HostPathNotAllowed = &lint.Rule{
	ID: "TFK405", Name: "hostpath-not-allowed",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.Review,
	Doc:    hostPathNotAllowedDoc,
	Object: checkHostPathNotAllowed,
}

func checkHostPathNotAllowed(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	parts := PartsOf(s)
	for i := range parts.Volumes {
		v := &parts.Volumes[i]
		at := v.Node.At("hostPath", "path")
		if v.isClaim || at.Kind() != manifest.String || allowedHostPath(s, v.Path) != nil {
			continue
		}
		why, help, fix := insteadOfHostPath(s, v, &parts)
		s.Reject(p, at, v.Node.ChildPath("hostPath.pathPrefix"), fix, "host path %q is not allowed", v.Path).Label("%s", why).
			HelpUnlessFixed("%s", help)
	}
}

// insteadOfHostPath says why the path of a volume is not allowed, where that is not plain to see, and what to do about it.
// The help is for where there is no fix.
func insteadOfHostPath(s *workload.Object, v *PodVolume, parts *PodParts) (why, help string, fix *lint.Fix) {
	policy := &s.Policy.PodSecurity
	within := func(h schemas.HostPath) bool { return workload.IsWithin(workload.TrimSlash(v.Path), h.Path) }
	looksLike := func(h schemas.HostPath) bool { return workload.IsWithin(strings.ToLower(v.Path), h.Path) }
	clean := path.Clean("/" + v.Path)
	if slices.Contains(s.Policy.LegacyPods.Mounted, v.Path) {
		return "images of the " + s.Policy.Current.Title + " do not need it", "remove this volume and its mounts", dropMounted(s, v, parts)
	}
	if allowedHostPath(s, clean) != nil {
		edits, ok := v.Node.At("hostPath", "path").SetText(clean)
		return "", "use " + clean, lint.NewFix(lint.Review, edits, ok, "use "+clean)
	}
	if i := slices.IndexFunc(policy.LaterHostPaths, within); i >= 0 {
		later := policy.LaterHostPaths[i]
		return later.Path + " is allowed since " + later.Since, "use " + hostPathChoice(policy.HostPaths), nil
	}
	if i := slices.IndexFunc(policy.HostPaths, looksLike); i >= 0 {
		return "paths are case-sensitive", "use " + policy.HostPaths[i].Path, nil
	}
	if i := slices.IndexFunc(policy.HostPaths, func(h schemas.HostPath) bool { return strings.HasPrefix(v.Path, h.Path) }); i >= 0 {
		allowed := policy.HostPaths[i].Path
		return "this is not below " + allowed, "use " + allowed + " or a path below it", nil
	}
	return "", "use " + hostPathChoice(policy.HostPaths), nil
}

// hostPathChoice lists the host paths that are allowed.
func hostPathChoice(allowed []schemas.HostPath) string {
	var paths []string
	for _, h := range allowed {
		paths = append(paths, h.Path)
	}
	return words.Either(paths) + ", or a path below"
}

// dropMounted makes the fix for a volume that the legacy cluster mounted in every pod.
func dropMounted(s *workload.Object, v *PodVolume, parts *PodParts) *lint.Fix {
	mounts := parts.MountsOf(v.Name)
	if s.HasAnnotatedContainers() || slices.ContainsFunc(mounts, func(m *podMount) bool { return !wasMounted(s, m, v) }) {
		return nil
	}
	plan := presetPlan{Volumes: []*PodVolume{v}, mounts: mounts}
	edits, ok := plan.edits()
	return lint.NewFix(lint.Safe, edits, ok, plan.title())
}

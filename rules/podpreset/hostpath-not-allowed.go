package podpreset

import (
	_ "embed"
	"path"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
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
		advice, fix := insteadOfHostPath(s, v, &parts)
		s.Refuse(p, at, v.Node.ChildPath("hostPath.pathPrefix"), fix, "the pods may not use %q of the nodes: %s", v.Path, advice)
	}
}

// insteadOfHostPath tells what to do about a volume that is not allowed.
func insteadOfHostPath(s *workload.Object, v *PodVolume, parts *PodParts) (advice string, fix *lint.Fix) {
	policy := &s.Policy.PodSecurity
	within := func(h schemas.HostPath) bool { return workload.IsWithin(workload.TrimSlash(v.Path), h.Path) }
	looksLike := func(h schemas.HostPath) bool { return workload.IsWithin(strings.ToLower(v.Path), h.Path) }
	clean := path.Clean("/" + v.Path)
	if slices.Contains(s.Policy.LegacyPods.Mounted, v.Path) {
		return "drop it, the images of the " + s.Policy.Current.Title + " do not need it", dropMounted(s, v, parts)
	}
	if allowedHostPath(s, clean) != nil {
		edits, ok := v.Node.At("hostPath", "path").SetText(clean)
		return "write it as " + clean, lint.NewFix(lint.Review, edits, ok, "write it as "+clean)
	}
	if i := slices.IndexFunc(policy.LaterHostPaths, within); i >= 0 {
		return policy.LaterHostPaths[i].Path + " was not allowed before " + policy.LaterHostPaths[i].Since, nil
	}
	if i := slices.IndexFunc(policy.HostPaths, looksLike); i >= 0 {
		return "case counts, it is " + policy.HostPaths[i].Path, nil
	}
	if i := slices.IndexFunc(policy.HostPaths, func(h schemas.HostPath) bool { return strings.HasPrefix(v.Path, h.Path) }); i >= 0 {
		return "it begins like " + policy.HostPaths[i].Path + ", but is not below it", nil
	}
	var allowed []string
	for _, h := range policy.HostPaths {
		allowed = append(allowed, h.Path)
	}
	return "only " + strings.Join(allowed, ", ") + " and what is below", nil
}

// dropMounted makes the fix for a volume that the legacy cluster put into every pod.
func dropMounted(s *workload.Object, v *PodVolume, parts *PodParts) *lint.Fix {
	mounts := parts.MountsOf(v.Name)
	if s.HasAnnotatedContainers() || slices.ContainsFunc(mounts, func(m *podMount) bool { return !wasMounted(s, m, v) }) {
		return nil
	}
	plan := presetPlan{Volumes: []*PodVolume{v}, mounts: mounts}
	edits, ok := plan.edits()
	return lint.NewFix(lint.Safe, edits, ok, plan.title())
}

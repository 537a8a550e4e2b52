package rules

import (
	_ "embed"
	"path"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed hostpath-not-allowed.md
var hostPathNotAllowedDoc string

var hostPathNotAllowed = &lint.Rule{
	ID: "TFK405", Name: "hostpath-not-allowed",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.Review,
	Doc:    hostPathNotAllowedDoc,
	Object: checkHostPathNotAllowed,
}

func checkHostPathNotAllowed(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	parts := s.podParts()
	for i := range parts.volumes {
		v := &parts.volumes[i]
		at := v.node.At("hostPath", "path")
		if v.isClaim || at.Kind() != manifest.String || s.allowedHostPath(v.path) != nil {
			continue
		}
		advice, fix := s.insteadOfHostPath(v, &parts)
		s.refuse(p, at, v.node.ChildPath("hostPath.pathPrefix"), fix, "the pods may not use %q of the nodes: %s", v.path, advice)
	}
}

// insteadOfHostPath tells what to do about a volume that is not allowed.
func (s *Subject) insteadOfHostPath(v *podVolume, parts *podParts) (advice string, fix *lint.Fix) {
	policy := &s.Policy.PodSecurity
	within := func(h schemas.HostPath) bool { return isWithin(trimSlash(v.path), h.Path) }
	looksLike := func(h schemas.HostPath) bool { return isWithin(strings.ToLower(v.path), h.Path) }
	clean := path.Clean("/" + v.path)
	if slices.Contains(s.Policy.LegacyPods.Mounted, v.path) {
		return "drop it, the images of the " + s.Policy.Current.Title + " do not need it", s.dropMounted(v, parts)
	}
	if s.allowedHostPath(clean) != nil {
		edits, ok := v.node.At("hostPath", "path").SetText(clean)
		return "write it as " + clean, lint.NewFix(lint.Review, edits, ok, "write it as "+clean)
	}
	if i := slices.IndexFunc(policy.LaterHostPaths, within); i >= 0 {
		return policy.LaterHostPaths[i].Path + " was not allowed before " + policy.LaterHostPaths[i].Since, nil
	}
	if i := slices.IndexFunc(policy.HostPaths, looksLike); i >= 0 {
		return "case counts, it is " + policy.HostPaths[i].Path, nil
	}
	if i := slices.IndexFunc(policy.HostPaths, func(h schemas.HostPath) bool { return strings.HasPrefix(v.path, h.Path) }); i >= 0 {
		return "it begins like " + policy.HostPaths[i].Path + ", but is not below it", nil
	}
	var allowed []string
	for _, h := range policy.HostPaths {
		allowed = append(allowed, h.Path)
	}
	return "only " + strings.Join(allowed, ", ") + " and what is below", nil
}

// dropMounted makes the fix for a volume that the legacy cluster put into every pod.
func (s *Subject) dropMounted(v *podVolume, parts *podParts) *lint.Fix {
	mounts := parts.mountsOf(v.name)
	if s.hasAnnotatedContainers() || slices.ContainsFunc(mounts, func(m *podMount) bool { return !s.wasMounted(m, v) }) {
		return nil
	}
	plan := presetPlan{volumes: []*podVolume{v}, mounts: mounts}
	edits, ok := plan.edits()
	return lint.NewFix(lint.Safe, edits, ok, plan.title())
}

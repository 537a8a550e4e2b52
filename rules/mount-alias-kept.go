package rules

import (
	_ "embed"
	"path"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed mount-alias-kept.md
var mountAliasKeptDoc string

var mountAliasKept = &lint.Rule{
	ID: "TFK411", Name: "mount-alias-kept",
	Stage: lint.Advice, Severity: lint.Note,
	Doc:    mountAliasKeptDoc,
	Object: checkMountAliasKept,
}

func checkMountAliasKept(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	if !s.FromLegacy || !s.asksForPreset() {
		return
	}
	parts := s.podParts()
	type place struct{ volume, path string }
	said := map[place]bool{} // several containers often mount the same
	for _, m := range parts.mounts {
		at, shown := place{m.volume, m.path}, s.aliasOf(&m, parts.volume(m.volume))
		if shown == "" || said[at] {
			continue
		}
		said[at] = true
		p.At(m.node.Field("mountPath"), nil, "the PodPreset mounts %s too, at its own path: this mount stays, since a program may use its path", shown)
	}
}

// aliasOf returns the path at which the PodPreset shows what a mount shows elsewhere, "" where it does not.
func (s *Subject) aliasOf(m *podMount, v *podVolume) string {
	if v == nil || !v.isHostPath || m.path == "" || m.node.Field("subPathExpr").String() != "" || s.wasMounted(m, v) {
		return ""
	}
	hostPath := trimSlash(v.path)
	if sub := m.node.Field("subPath").String(); sub != "" {
		hostPath = path.Join(hostPath, sub)
	}
	_, at := s.mountedByPreset(hostPath)
	if at == path.Clean(m.path) || s.isMountOfPreset(m.path) {
		return ""
	}
	return at
}

// isMountOfPreset reports whether the PodPreset has a mount of its own at a path.
func (s *Subject) isMountOfPreset(mountPath string) bool {
	for _, pv := range s.Policy.PodPreset.Volumes {
		if pv.MountPath == trimSlash(mountPath) {
			return true
		}
	}
	return false
}

package podpreset

import (
	_ "embed"
	"path"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
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
	s := workload.Of(p)
	if !s.FromLegacy || !AsksForPreset(s) {
		return
	}
	parts := PartsOf(s)
	type place struct{ volume, path string }
	said := map[place]bool{} // several containers often mount the same
	for _, m := range parts.mounts {
		at, shown := place{m.Volume, m.Path}, aliasOf(s, &m, parts.Volume(m.Volume))
		if shown == "" || said[at] {
			continue
		}
		said[at] = true
		p.At(m.Node.Field("mountPath"), nil, "the PodPreset also mounts %s, at its own path", shown).
			Help("remove this mount if no program uses its path")
	}
}

// aliasOf returns the path at which the PodPreset shows what a mount shows elsewhere, "" where it does not.
func aliasOf(s *workload.Object, m *podMount, v *PodVolume) string {
	if v == nil || !v.IsHostPath || m.Path == "" || m.Node.Field("subPathExpr").String() != "" || wasMounted(s, m, v) {
		return ""
	}
	hostPath := workload.TrimSlash(v.Path)
	if sub := m.Node.Field("subPath").String(); sub != "" {
		hostPath = path.Join(hostPath, sub)
	}
	_, at := MountedByPreset(s, hostPath)
	if at == path.Clean(m.Path) || isMountOfPreset(s, m.Path) {
		return ""
	}
	return at
}

// isMountOfPreset reports whether the PodPreset has a mount of its own at a path.
func isMountOfPreset(s *workload.Object, mountPath string) bool {
	for _, pv := range s.Policy.PodPreset.Volumes {
		if pv.MountPath == workload.TrimSlash(mountPath) {
			return true
		}
	}
	return false
}

package rules

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed preset-conflict-mount.md
var presetConflictMountDoc string

var presetConflictMount = &lint.Rule{
	ID: "TFK402", Name: "preset-conflict-mount",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Safe,
	Doc:    presetConflictMountDoc,
	Object: checkPresetConflictMount,
}

func checkPresetConflictMount(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	if s.hasOtherHome() {
		return
	}
	conflicts := s.conflicts()
	for _, c := range conflicts {
		switch {
		case c.mount == nil, c.mount.volume == c.preset.Name && isConflictVolume(conflicts, c.mount.volume):
			// Its volume is what is wrong, and is reported.
		case c.mount.path == c.preset.MountPath:
			s.reportConflict(p, c.node(), "the mount at %s differs from the PodPreset's, "+
				"so the pods get nothing of the PodPreset: drop it, or use another path", c.preset.MountPath)
		default:
			s.reportConflict(p, c.node(), "the PodPreset mounts %q at %s and no other place, "+
				"so the pods get nothing of the PodPreset: drop this mount, or give its volume another name", c.preset.Name, c.preset.MountPath)
		}
	}
}

func isConflictVolume(conflicts []conflictOf, name string) bool {
	for _, c := range conflicts {
		if c.volume != nil && c.volume.name == name {
			return true
		}
	}
	return false
}

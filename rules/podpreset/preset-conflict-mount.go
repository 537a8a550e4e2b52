package podpreset

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed preset-conflict-mount.md
var presetConflictMountDoc string

var PresetConflictMount = &lint.Rule{
	ID: "TFK402", Name: "preset-conflict-mount",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Safe,
	Doc:    presetConflictMountDoc,
	Object: checkPresetConflictMount,
}

func checkPresetConflictMount(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	if hasOtherHome(s) {
		return
	}
	found := conflicts(s)
	for _, c := range found {
		switch {
		case c.Mount == nil, c.Mount.Volume == c.Preset.Name && isConflictVolume(found, c.Mount.Volume):
			// Its volume is what is wrong, and is reported.
		case c.Mount.Path == c.Preset.MountPath:
			reportConflict(s, p, c.node(), "the mount at %s differs from the PodPreset's, "+
				"so the pods get nothing of the PodPreset: drop it, or use another path", c.Preset.MountPath)
		default:
			reportConflict(s, p, c.node(), "the PodPreset mounts %q at %s and no other place, "+
				"so the pods get nothing of the PodPreset: drop this mount, or give its volume another name", c.Preset.Name, c.Preset.MountPath)
		}
	}
}

func isConflictVolume(found []ConflictOf, name string) bool {
	for _, c := range found {
		if c.Volume != nil && c.Volume.Name == name {
			return true
		}
	}
	return false
}

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
	Effect: skippedPreset,
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
			// preset-conflict-volume reports its volume.
		case c.Mount.Path == c.Preset.MountPath:
			reportConflict(s, p, c.node(), "remove this mount, or mount at another path",
				"the mount at %s conflicts with that of the PodPreset", c.Preset.MountPath)
		default:
			reportConflict(s, p, c.node(), "remove this mount, or rename its volume",
				"the mount of %q conflicts with the PodPreset, which mounts it at %s", c.Preset.Name, c.Preset.MountPath)
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

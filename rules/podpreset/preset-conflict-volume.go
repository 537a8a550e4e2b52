package podpreset

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed preset-conflict-volume.md
var presetConflictVolumeDoc string

var PresetConflictVolume = &lint.Rule{
	ID: "TFK401", Name: "preset-conflict-volume",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Safe,
	Effect: skippedPreset,
	Doc:    presetConflictVolumeDoc,
	Object: checkPresetConflictVolume,
}

func checkPresetConflictVolume(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	if hasOtherHome(s) {
		return
	}
	parts := PartsOf(s)
	for _, c := range conflicts(s) {
		if c.Volume == nil {
			continue
		}
		help := "rename this volume"
		if isDispensable(s, c.Volume, parts.MountsOf(c.Volume.Name)) {
			help = "remove this volume, since the PodPreset mounts " + c.Preset.MountPath
		}
		reportConflict(s, p, c.node(), help, "the volume %q conflicts with that of the PodPreset", c.Preset.Name)
	}
}

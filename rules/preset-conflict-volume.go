package rules

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed preset-conflict-volume.md
var presetConflictVolumeDoc string

var presetConflictVolume = &lint.Rule{
	ID: "TFK401", Name: "preset-conflict-volume",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Safe,
	Doc:    presetConflictVolumeDoc,
	Object: checkPresetConflictVolume,
}

func checkPresetConflictVolume(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	if s.hasOtherHome() {
		return
	}
	parts := s.podParts()
	for _, c := range s.conflicts() {
		if c.volume == nil {
			continue
		}
		wayOut := "give it another name"
		if s.isDispensable(c.volume, parts.mountsOf(c.volume.name)) {
			wayOut = "drop it, the PodPreset mounts " + c.preset.MountPath
		}
		s.reportConflict(p, c.node(), "the volume %q differs from the PodPreset's, so the pods get nothing of the PodPreset: %s", c.preset.Name, wayOut)
	}
}

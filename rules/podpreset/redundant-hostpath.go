package podpreset

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed redundant-hostpath.md
var redundantHostPathDoc string

var redundantHostPath = &lint.Rule{
	ID: "TFK404", Name: "redundant-hostpath",
	Stage: lint.Advice, Severity: lint.Warning, Fix: lint.NoFix,
	Doc:    redundantHostPathDoc,
	Object: checkRedundantHostPath,
}

func checkRedundantHostPath(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	if OutcomeOf(s) != PresetApplied {
		return
	}
	parts := PartsOf(s)
	for i := range parts.Volumes {
		v := &parts.Volumes[i]
		var redundant []*podMount
		mounts := parts.MountsOf(v.Name)
		for _, m := range mounts {
			if isRedundant(s, m, v) {
				redundant = append(redundant, m)
			}
		}
		if len(redundant) > 0 && len(redundant) == len(mounts) {
			p.At(v.Node.At("hostPath", "path"), nil, "the PodPreset also mounts %s at the same path", v.Path).
				Help("remove the volume %q and its mounts", v.Name)
			continue
		}
		if isPresetName(s, v.Name) {
			continue // without this mount, the other mounts of the volume would conflict with the PodPreset
		}
		for _, m := range redundant {
			p.At(m.Node.Field("mountPath"), nil, "the PodPreset also mounts %s at the same path", v.Path).
				Help("remove this mount")
		}
	}
}

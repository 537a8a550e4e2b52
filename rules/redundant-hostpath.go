package rules

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
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
	s := on(p)
	if s.presetOutcome() != presetApplied {
		return
	}
	parts := s.podParts()
	for i := range parts.volumes {
		v := &parts.volumes[i]
		var redundant []*podMount
		mounts := parts.mountsOf(v.name)
		for _, m := range mounts {
			if s.isRedundant(m, v) {
				redundant = append(redundant, m)
			}
		}
		if len(redundant) > 0 && len(redundant) == len(mounts) {
			p.At(v.node.At("hostPath", "path"), nil, "the PodPreset mounts %s at the same path: the volume %q and its mounts can go", v.path, v.name)
			continue
		}
		if s.isPresetName(v.name) {
			continue // without the mount, the others of the volume would be a conflict
		}
		for _, m := range redundant {
			p.At(m.node.Field("mountPath"), nil, "the PodPreset mounts %s at the same path: this mount can go", v.path)
		}
	}
}

package podpreset

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed hostpath-needs-readonly.md
var hostPathNeedsReadOnlyDoc string

var HostPathNeedsReadOnly = &lint.Rule{
	ID: "TFK406", Name: "hostpath-needs-readonly",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.Safe,
	Doc:    hostPathNeedsReadOnlyDoc,
	Object: checkHostPathNeedsReadOnly,
}

func checkHostPathNeedsReadOnly(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	parts := PartsOf(s)
	for i := range parts.Volumes {
		refuseWriting(s, p, &parts, parts.Volumes[i].Name, parts.Volumes[i].Path)
	}
	if OutcomeOf(s) == PresetApplied {
		for _, pv := range s.Policy.PodPreset.Volumes { // they are there when the policy looks
			if parts.Volume(pv.Name) == nil {
				refuseWriting(s, p, &parts, pv.Name, pv.HostPath)
			}
		}
	}
}

// refuseWriting reports the mounts of a volume that may only be read, where they may write.
func refuseWriting(s *workload.Object, p *lint.Pass, parts *PodParts, volume, path string) {
	for _, m := range parts.MountsOf(volume) {
		if m.readOnly || !demandsReadOnly(s, path) {
			continue
		}
		at := m.Node.Field("readOnly")
		if !at.Exists() {
			at = m.Node.Field("name")
		}
		edits, ok := m.setReadOnly()
		s.Refuse(p, at, m.Node.ChildPath("readOnly"), lint.NewFix(lint.Safe, edits, ok, "mount "+m.Path+" read-only"),
			"pods may only read %s of the nodes: mount the volume %q with readOnly: true", path, volume)
	}
}

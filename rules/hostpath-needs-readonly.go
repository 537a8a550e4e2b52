package rules

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed hostpath-needs-readonly.md
var hostPathNeedsReadOnlyDoc string

var hostPathNeedsReadOnly = &lint.Rule{
	ID: "TFK406", Name: "hostpath-needs-readonly",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.Safe,
	Doc:    hostPathNeedsReadOnlyDoc,
	Object: checkHostPathNeedsReadOnly,
}

func checkHostPathNeedsReadOnly(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	parts := s.podParts()
	for i := range parts.volumes {
		s.refuseWriting(p, &parts, parts.volumes[i].name, parts.volumes[i].path)
	}
	if s.presetOutcome() == presetApplied {
		for _, pv := range s.Policy.PodPreset.Volumes { // they are there when the policy looks
			if parts.volume(pv.Name) == nil {
				s.refuseWriting(p, &parts, pv.Name, pv.HostPath)
			}
		}
	}
}

// refuseWriting reports the mounts of a volume that may only be read, where they may write.
func (s *Subject) refuseWriting(p *lint.Pass, parts *podParts, volume, path string) {
	if !s.demandsReadOnly(path) {
		return
	}
	for _, m := range parts.mountsOf(volume) {
		if m.readOnly {
			continue
		}
		at := m.node.Field("readOnly")
		if !at.Exists() {
			at = m.node.Field("name")
		}
		edits, ok := m.setReadOnly()
		s.refuse(p, at, m.node.ChildPath("readOnly"), lint.NewFix(lint.Safe, edits, ok, "mount "+m.path+" read-only"),
			"pods may only read %s of the nodes: mount the volume %q with readOnly: true", path, volume)
	}
}

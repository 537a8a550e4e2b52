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
	if s.presetOutcome() == presetApplied {
		for _, pv := range s.Policy.PodPreset.Volumes { // they are there when the policy looks
			if parts.volume(pv.Name) == nil {
				parts.volumes = append(parts.volumes, podVolume{name: pv.Name, path: pv.HostPath})
			}
		}
	}
	for i := range parts.volumes {
		v := &parts.volumes[i]
		if !s.demandsReadOnly(v.path) {
			continue
		}
		for _, m := range parts.mountsOf(v) {
			if m.readOnly {
				continue
			}
			at := m.node.Field("readOnly")
			if !at.Exists() {
				at = m.node.Field("name")
			}
			edits, ok := m.setReadOnly()
			s.refuse(p, at, m.node.ChildPath("readOnly"), lint.NewFix(lint.Safe, edits, ok, "mount %s read-only", m.path),
				"pods may only read %s of the nodes: mount the volume %q with readOnly: true", v.path, v.name)
		}
	}
}

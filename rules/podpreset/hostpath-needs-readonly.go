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
		reportWritableMounts(s, p, &parts, parts.Volumes[i].Name, parts.Volumes[i].Path)
	}
	if OutcomeOf(s) == PresetApplied {
		for _, pv := range s.Policy.PodPreset.Volumes { // the pod has them when the policy judges it
			if parts.Volume(pv.Name) == nil {
				reportWritableMounts(s, p, &parts, pv.Name, pv.HostPath)
			}
		}
	}
}

// reportWritableMounts reports the writable mounts of a volume whose path must be mounted read-only.
func reportWritableMounts(s *workload.Object, p *lint.Pass, parts *PodParts, volume, path string) {
	for _, m := range parts.MountsOf(volume) {
		if m.readOnly || !demandsReadOnly(s, path) {
			continue
		}
		at := m.Node.Field("readOnly")
		if !at.Exists() {
			at = m.Node.Field("name")
		}
		edits, ok := m.setReadOnly()
		fix := lint.NewFix(lint.Safe, edits, ok, "mount "+m.Path+" read-only")
		s.Reject(p, at, m.Node.ChildPath("readOnly"), fix, "the mount of %s must be read-only", path).
			HelpUnlessFixed("set readOnly: true in this mount")
	}
}

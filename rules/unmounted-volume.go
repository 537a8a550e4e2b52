package rules

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed unmounted-volume.md
var unmountedVolumeDoc string

var unmountedVolume = &lint.Rule{
	ID: "TFK414", Name: "unmounted-volume",
	Stage: lint.Advice, Severity: lint.Note, Fix: lint.NoFix,
	Doc:    unmountedVolumeDoc,
	Object: checkUnmountedVolume,
}

func checkUnmountedVolume(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	if s.hasAnnotatedContainers() {
		return
	}
	parts := s.podParts()
	for i := range parts.volumes {
		v := &parts.volumes[i]
		if !v.isClaim && v.name != "" && len(parts.mountsOf(v)) == 0 && !s.isDevice(v) && !s.conflictsByName(v) {
			p.At(v.node.Field("name"), nil, "no container mounts the volume %q: drop it, or mount it", v.name)
		}
	}
}

// conflictsByName reports whether a volume is preset-conflict-volume's to report.
func (s *Subject) conflictsByName(v *podVolume) bool {
	return slices.ContainsFunc(s.conflicts(), func(c conflictOf) bool { return c.volume != nil && c.volume.node == v.node })
}

// isDevice reports whether a container uses a volume as a block device.
func (s *Subject) isDevice(v *podVolume) bool {
	for _, c := range s.Containers() {
		devices := c.Field("volumeDevices").Items()
		for i := range devices {
			if devices[i].Field("name").String() == v.name {
				return true
			}
		}
	}
	return false
}

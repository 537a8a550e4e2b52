package rules

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed unmounted-volume.md
var unmountedVolumeDoc string

var unmountedVolume = &lint.Rule{
	ID: "TFK414", Name: "unmounted-volume",
	Stage: lint.Advice, Severity: lint.Note, Fix: lint.NoFix,
	BothWays: true,
	Doc:      unmountedVolumeDoc,
	Object:   checkUnmountedVolume,
}

func checkUnmountedVolume(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	if s.hasAnnotatedContainers() {
		return
	}
	parts := s.podParts()
	var devices map[string]bool
	for i := range parts.volumes {
		v := &parts.volumes[i]
		if v.isClaim || v.name == "" || len(parts.mountsOf(v.name)) > 0 {
			continue
		}
		if devices == nil {
			devices = s.devices()
		}
		if !devices[v.name] && !s.conflictsByName(v) {
			p.At(v.node.Field("name"), nil, "no container mounts the volume %q: drop it, or mount it", v.name)
		}
	}
}

// conflictsByName reports whether a volume is preset-conflict-volume's to report.
func (s *Subject) conflictsByName(v *podVolume) bool {
	for _, c := range s.conflicts() {
		if c.volume == nil { // volumes come first
			break
		}
		if c.volume.node == v.node {
			return true
		}
	}
	return false
}

// devices are the names of the volumes that containers use as block devices.
func (s *Subject) devices() map[string]bool {
	names := map[string]bool{}
	for _, c := range s.Containers() {
		devices := c.Field("volumeDevices").Items()
		for i := range devices {
			names[devices[i].Field("name").String()] = true
		}
	}
	return names
}

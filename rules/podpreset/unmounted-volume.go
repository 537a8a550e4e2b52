package podpreset

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
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
	s := workload.Of(p)
	if s.HasAnnotatedContainers() {
		return
	}
	parts := PartsOf(s)
	var devices map[string]bool
	for i := range parts.Volumes {
		v := &parts.Volumes[i]
		if v.isClaim || v.Name == "" || len(parts.MountsOf(v.Name)) > 0 {
			continue
		}
		if devices == nil {
			devices = deviceNames(s)
		}
		if !devices[v.Name] && !conflictsByName(s, v) && !hasMisspelledMounts(s) {
			p.At(v.Node.Field("name"), nil, "no container mounts the volume %q", v.Name).
				Help("mount it, or remove it")
		}
	}
}

// conflictsByName reports whether preset-conflict-volume reports a volume.
func conflictsByName(s *workload.Object, v *PodVolume) bool {
	for _, c := range conflicts(s) {
		if c.Volume == nil { // volumes come first
			break
		}
		if c.Volume.Node == v.Node {
			return true
		}
	}
	return false
}

// hasMisspelledMounts reports whether a container has its mounts under a misspelled key, which unknown-field reports.
func hasMisspelledMounts(s *workload.Object) bool {
	return slices.ContainsFunc(s.Containers(), func(c *manifest.Node) bool { return kubectl.StandIn(s, c, "volumeMounts") != nil })
}

// deviceNames returns the names of the volumes that containers use as block devices.
func deviceNames(s *workload.Object) map[string]bool {
	names := map[string]bool{}
	for _, c := range s.Containers() {
		devices := c.Field("volumeDevices").Items()
		for i := range devices {
			names[devices[i].Field("name").String()] = true
		}
	}
	return names
}

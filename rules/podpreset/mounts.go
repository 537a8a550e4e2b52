package podpreset

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// MountedByPreset finds the volume of the PodPreset that holds a path of the nodes, and the path in the pod where it is
// mounted. Slashes at the end do not matter. A path that is not clean is not found.
func MountedByPreset(s *workload.Object, hostPath string) (pv *schemas.PresetVolume, mountPath string) {
	p := workload.TrimSlash(hostPath)
	if path.Clean(p) != p {
		return nil, ""
	}
	for i := range s.Policy.PodPreset.Volumes {
		pv := &s.Policy.PodPreset.Volumes[i]
		if workload.IsWithin(p, pv.HostPath) {
			if pv.MountPath == pv.HostPath {
				return pv, p
			}
			return pv, pv.MountPath + p[len(pv.HostPath):]
		}
	}
	return nil, ""
}

// isOfPreset reports whether pods with the PodPreset see a path of the nodes.
func isOfPreset(s *workload.Object, hostPath string) bool {
	pv, _ := MountedByPreset(s, hostPath)
	return pv != nil
}

// isRedundant reports whether the PodPreset mounts the same path of the nodes at the same path of the pod. A mount that is
// read-only where that of the PodPreset is writable protects files, so it is not redundant.
func isRedundant(s *workload.Object, m *podMount, v *PodVolume) bool {
	hostPath := m.Path // a volume that is not declared can only be that of the PodPreset
	if v != nil {
		hostPath = v.Path
		if !v.IsHostPath {
			return false
		}
	}
	pv, at := MountedByPreset(s, hostPath)
	if pv == nil || v == nil && pv.Name != m.Volume {
		return false
	}
	return m.plain && workload.TrimSlash(m.Path) == at && (!m.readOnly || pv.ReadOnly) && !createsPath(v, pv)
}

// createsPath reports whether the kubelet creates the path of a volume if it is missing. The paths of the PodPreset exist.
func createsPath(v *PodVolume, pv *schemas.PresetVolume) bool {
	return v != nil && strings.HasSuffix(v.kind, "OrCreate") && workload.TrimSlash(v.Path) != pv.HostPath
}

// wasMounted reports whether a mount is one that the legacy cluster added to every pod, as manifests exported from it show.
// Images of the current cluster need only those that the PodPreset mounts, and the others are not allowed.
func wasMounted(s *workload.Object, m *podMount, v *PodVolume) bool {
	return v != nil && v.IsHostPath && m.Path == v.Path && slices.Contains(s.Policy.LegacyPods.Mounted, v.Path)
}

// allowedHostPath finds the entry of the PodSecurityPolicy that allows a path of the nodes, nil if no entry does. Slashes at
// the end of the path do not matter.
func allowedHostPath(s *workload.Object, hostPath string) *schemas.HostPath {
	hostPath = workload.TrimSlash(hostPath)
	for i := range s.Policy.PodSecurity.HostPaths {
		if h := &s.Policy.PodSecurity.HostPaths[i]; workload.IsWithin(hostPath, h.Path) {
			return h
		}
	}
	return nil
}

// demandsReadOnly reports whether the PodSecurityPolicy allows only read-only mounts of a path of the nodes.
func demandsReadOnly(s *workload.Object, hostPath string) bool {
	h := allowedHostPath(s, hostPath)
	return h != nil && h.ReadOnly
}

// setReadOnly makes a mount read-only.
func (m *podMount) setReadOnly() (edits []manifest.Edit, ok bool) {
	switch n := m.Node.Field("readOnly"); {
	case n.Exists() && (n.IsNull() || n.Kind() == manifest.Bool):
		return n.SetText("true")
	case n.Exists(): // the value is not a boolean, which another rule reports
		return nil, false
	}
	return m.Node.Insert([]string{"mountPath"}, manifest.Pair{Key: "readOnly", Value: manifest.Literal("true")})
}

// FreeVolumeName returns the name if it is free, or else the name with the tool's name as prefix or with a number as suffix.
func FreeVolumeName(s *workload.Object, name string, isFree func(string) bool) string {
	if isFree(name) {
		return name
	}
	if own := s.Tool + "-" + name; s.Tool != "" && isFree(own) && len(validation.LabelName(own)) == 0 {
		return own
	}
	n := 2
	for !isFree(fmt.Sprint(name, "-", n)) {
		n++
	}
	return fmt.Sprint(name, "-", n)
}

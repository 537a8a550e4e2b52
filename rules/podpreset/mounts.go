package podpreset

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// MountedByPreset finds the volume of the PodPreset that shows pods a path of the nodes, and where in the pod it does.
// Slashes at the end do not matter; a path that is not clean is none.
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

// isRedundant reports whether a pod with the PodPreset sees the same without a mount: the same place of the nodes in the
// same place of the pod. One that is read-only where the preset's is not protects something.
func isRedundant(s *workload.Object, m *podMount, v *PodVolume) bool {
	hostPath := m.Path // a volume that is not declared can only be meant to be the preset's
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

// createsPath reports whether the kubelet makes the path of a volume where it is missing. The preset's paths are there.
func createsPath(v *PodVolume, pv *schemas.PresetVolume) bool {
	return v != nil && strings.HasSuffix(v.kind, "OrCreate") && workload.TrimSlash(v.Path) != pv.HostPath
}

// wasMounted reports whether a mount is one that the legacy cluster made in every pod, as an export of it shows. None of
// them is needed, or allowed, with the images of the current cluster, but for those that the PodPreset makes.
func wasMounted(s *workload.Object, m *podMount, v *PodVolume) bool {
	return v != nil && v.IsHostPath && m.Path == v.Path && slices.Contains(s.Policy.LegacyPods.Mounted, v.Path)
}

// allowedHostPath finds the path by which the PodSecurityPolicy allows one of the nodes, nil where none does. Only slashes
// at its end do not matter.
func allowedHostPath(s *workload.Object, hostPath string) *schemas.HostPath {
	hostPath = workload.TrimSlash(hostPath)
	for i := range s.Policy.PodSecurity.HostPaths {
		if h := &s.Policy.PodSecurity.HostPaths[i]; workload.IsWithin(hostPath, h.Path) {
			return h
		}
	}
	return nil
}

// demandsReadOnly reports whether the PodSecurityPolicy allows a path of the nodes only to mounts that are read-only.
func demandsReadOnly(s *workload.Object, hostPath string) bool {
	h := allowedHostPath(s, hostPath)
	return h != nil && h.ReadOnly
}

// setReadOnly edits a mount to be read-only.
func (m *podMount) setReadOnly() (edits []manifest.Edit, ok bool) {
	switch n := m.Node.Field("readOnly"); {
	case n.Exists() && (n.IsNull() || n.Kind() == manifest.Bool):
		return n.SetText("true")
	case n.Exists(): // what is meant to be no boolean
		return nil, false
	}
	return m.Node.Insert([]string{"mountPath"}, manifest.Pair{Key: "readOnly", Value: manifest.Literal("true")})
}

// FreeVolumeName is the first that is free of a name, that with the tool's before it, and those with a number behind it.
func FreeVolumeName(s *workload.Object, name string, isFree func(string) bool) string {
	if isFree(name) {
		return name
	}
	if own := s.Tool + "-" + name; s.Tool != "" && isFree(own) && len(validation.IsDNS1123Label(own)) == 0 {
		return own
	}
	n := 2
	for !isFree(fmt.Sprint(name, "-", n)) {
		n++
	}
	return fmt.Sprint(name, "-", n)
}

package rules

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// mountedByPreset finds the volume of the PodPreset that shows pods a path of the nodes, and where in the pod it does.
// Slashes at the end do not matter; a path that is not clean is none.
func (s *Subject) mountedByPreset(hostPath string) (pv *schemas.PresetVolume, mountPath string) {
	p := trimSlash(hostPath)
	if path.Clean(p) != p {
		return nil, ""
	}
	for i := range s.Policy.PodPreset.Volumes {
		pv := &s.Policy.PodPreset.Volumes[i]
		if isWithin(p, pv.HostPath) {
			if pv.MountPath == pv.HostPath {
				return pv, p
			}
			return pv, pv.MountPath + p[len(pv.HostPath):]
		}
	}
	return nil, ""
}

// isOfPreset reports whether pods with the PodPreset see a path of the nodes.
func (s *Subject) isOfPreset(hostPath string) bool {
	pv, _ := s.mountedByPreset(hostPath)
	return pv != nil
}

// trimSlash takes the slashes from the end of a path.
func trimSlash(p string) string {
	if t := strings.TrimRight(p, "/"); t != "" {
		return t
	}
	return p
}

// isRedundant reports whether a pod with the PodPreset sees the same without a mount: the same place of the nodes in the
// same place of the pod. One that is read-only where the preset's is not protects something.
func (s *Subject) isRedundant(m *podMount, v *podVolume) bool {
	hostPath := m.path // a volume that is not declared can only be meant to be the preset's
	if v != nil {
		hostPath = v.path
		if !v.isHostPath {
			return false
		}
	}
	pv, at := s.mountedByPreset(hostPath)
	if pv == nil || v == nil && pv.Name != m.volume {
		return false
	}
	return m.plain && trimSlash(m.path) == at && (!m.readOnly || pv.ReadOnly) && !createsPath(v, pv)
}

// createsPath reports whether the kubelet makes the path of a volume where it is missing. The preset's paths are there.
func createsPath(v *podVolume, pv *schemas.PresetVolume) bool {
	return v != nil && strings.HasSuffix(v.kind, "OrCreate") && trimSlash(v.path) != pv.HostPath
}

// wasMounted reports whether a mount is one that the legacy cluster made in every pod, as an export of it shows. None of
// them is needed, or allowed, with the images of the current cluster, but for those that the PodPreset makes.
func (s *Subject) wasMounted(m *podMount, v *podVolume) bool {
	return v != nil && v.isHostPath && m.path == v.path && slices.Contains(s.Policy.LegacyPods.Mounted, v.path)
}

// allowedHostPath finds the path by which the PodSecurityPolicy allows one of the nodes, nil where none does. Only slashes
// at its end do not matter.
func (s *Subject) allowedHostPath(hostPath string) *schemas.HostPath {
	for i := range s.Policy.PodSecurity.HostPaths {
		if h := &s.Policy.PodSecurity.HostPaths[i]; isWithin(trimSlash(hostPath), h.Path) {
			return h
		}
	}
	return nil
}

// isWithin reports whether a path is another one or below it, as far as their texts tell.
func isWithin(p, top string) bool {
	rest, ok := strings.CutPrefix(p, top)
	return ok && (rest == "" || rest[0] == '/')
}

// homeOf is the name that follows the folder of all homes in a path, "" where none does.
func (s *Settings) homeOf(p string) string {
	rest, ok := strings.CutPrefix(p, s.Policy.Tools.HomeRoot)
	if !ok || rest == "" || rest[0] != '/' {
		return ""
	}
	name, _, _ := strings.Cut(rest[1:], "/")
	return name
}

// isShared reports whether a path stands among the homes and is nobody's.
func (s *Settings) isShared(p string) bool {
	return slices.ContainsFunc(s.Policy.Tools.SharedPaths, func(shared string) bool { return isWithin(p, shared) })
}

// demandsReadOnly reports whether the PodSecurityPolicy allows a path of the nodes only to mounts that are read-only.
func (s *Subject) demandsReadOnly(hostPath string) bool {
	h := s.allowedHostPath(hostPath)
	return h != nil && h.ReadOnly
}

// setReadOnly edits a mount to be read-only.
func (m *podMount) setReadOnly() (edits []manifest.Edit, ok bool) {
	switch n := m.node.Field("readOnly"); {
	case n.Exists() && (n.IsNull() || n.Kind() == manifest.Bool):
		return n.SetText("true")
	case n.Exists(): // what is meant to be no boolean
		return nil, false
	}
	return m.node.Insert([]string{"mountPath"}, manifest.Pair{Key: "readOnly", Value: manifest.Literal("true")})
}

// freeVolumeName is the first that is free of a name, that with the tool's before it, and those with a number behind it.
func (s *Subject) freeVolumeName(name string, isFree func(string) bool) string {
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

package validation

import "strings"

// validateVolumeMounts validates the mounts of a container. Some of the server's paths have no index.
func (v *validator) validateVolumeMounts(c place, volumes *podVolumes) {
	var paths seen
	mounts, devices := c.at("volumeMounts"), pathsOf(c.at("volumeDevices"), "devicePath")
	for _, mount := range mounts.items() {
		name, path := mount.at("name"), mount.at("mountPath")
		v.validateVolumeName(name, volumes)
		v.validateMountPath(path, "mountPath", &paths)
		v.rejectBothUses(name, path, devices)
		sub, expr := mount.at("subPath"), mount.at("subPathExpr")
		v.validatePathInVolume(sub, mounts)
		if sub.text() != "" && expr.text() != "" {
			v.reject(expr, say("the mount has both subPath and subPathExpr").help("keep one of them"))
		}
		v.validatePathInVolume(expr, mounts)
		v.validateMountPropagation(mount.at("mountPropagation"), mounts, c)
	}
}

// validateVolumeDevices validates the block devices of a container.
func (v *validator) validateVolumeDevices(c place, volumes *podVolumes) {
	if len(c.at("volumeDevices").node.Items()) == 0 { // most containers have none
		return
	}
	var names, paths seen
	mounts := pathsOf(c.at("volumeMounts"), "mountPath")
	for _, device := range c.at("volumeDevices").items() {
		name, path := device.at("name"), device.at("devicePath")
		v.validateVolumeName(name, volumes)
		if s := name.text(); s != "" && names.add(s) {
			v.reject(name, say("two devices of the container use the volume %q", s).help("remove one of them"))
		}
		if volume, ok := volumes.sound[name.text()]; ok && !isClaim(volume) {
			v.reject(name, say("volume %q is not a PersistentVolumeClaim", name.text()).help("use it in volumeMounts"))
		}
		if hasBackstep(path.text()) {
			v.reject(path, upwardPath(path))
		}
		v.validateMountPath(path, "devicePath", &paths)
		v.rejectBothUses(name, path, mounts)
	}
}

// validateVolumeName validates the name of a volume that a container uses.
func (v *validator) validateVolumeName(name place, volumes *podVolumes) {
	if _, ok := volumes.sound[name.text()]; isBlank(name) {
		v.rejectMissing(name, "name a volume of the pod")
	} else if isText(name) && !ok {
		v.rejectBecause(name, volumes.causeOf(name.text()), volumes.describeLack(name.text()))
	}
}

// validateMountPath validates the path at which a container has a volume.
func (v *validator) validateMountPath(path place, field string, paths *seen) {
	if isBlank(path) {
		v.rejectMissing(path, "write where the container sees the volume, such as /srv/data")
	} else if isText(path) && paths.add(path.text()) {
		v.reject(path, say("two volumes of the container have the %s %q", field, path.text()).help("change one of them"))
	}
}

// pathsOf returns the paths of mounts or devices by the name of their volume. If a name occurs twice, the last path
// counts.
func pathsOf(list place, field string) map[string]string {
	var paths map[string]string
	for _, p := range list.items() {
		if paths == nil {
			paths = map[string]string{}
		}
		paths[p.at("name").text()] = p.at(field).text()
	}
	return paths
}

// rejectBothUses reports a name or a path that mounts and devices both use.
func (v *validator) rejectBothUses(name, path place, others map[string]string) {
	if _, ok := others[name.text()]; ok {
		v.reject(name, say("volume %q is used both as a mount and as a device", name.text()).help("keep one of them"))
	}
	for _, other := range others {
		if other == path.text() {
			v.reject(path, say("path %q is used both for a mount and for a device", other).help("change one of them"))
			return
		}
	}
}

// validatePathInVolume validates a path below the root of a volume.
func (v *validator) validatePathInVolume(p place, mounts place) {
	s := p.text()
	path := func() string { return mounts.at(lastName(p)).path() }
	if strings.HasPrefix(s, "/") {
		v.rejectAt(p, path(), absolutePath(p))
	}
	if hasBackstep(s) {
		v.rejectAt(p, path(), upwardPath(p))
	}
}

// hasBackstep reports whether a path has a part "..".
func hasBackstep(path string) bool {
	for part := range strings.SplitSeq(path, "/") {
		if part == ".." {
			return true
		}
	}
	return false
}

// validateMountPropagation validates the propagation of mounts. An empty value is not the default: it is rejected.
func (v *validator) validateMountPropagation(p place, mounts place, c place) {
	if !isText(p) {
		return
	}
	path := func() string { return mounts.at("mountPropagation").path() }
	switch s := p.text(); s {
	case "None", "HostToContainer":
	case "Bidirectional":
		if !c.in("securityContext", "privileged").isTrue() {
			v.rejectAt(p, path(), say("mountPropagation Bidirectional needs a privileged container").help("use None or HostToContainer"))
		}
	default:
		v.rejectAt(p, path(), notOneOf("mountPropagation", s, []string{"None", "HostToContainer", "Bidirectional"}))
	}
}

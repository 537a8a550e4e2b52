package validation

import "strings"

// volumeMounts judges the mounts of a container. Some paths of the server have no index.
func (v *validator) volumeMounts(c place, volumes *podVolumes) {
	var paths seen
	mounts, devices := c.at("volumeMounts"), pathsOf(c.at("volumeDevices"), "devicePath")
	for _, mount := range mounts.items() {
		name, path := mount.at("name"), mount.at("mountPath")
		v.volumeName(name, volumes)
		v.mountPath(path, "mountPath", &paths)
		v.apart(name, path, devices)
		sub, expr := mount.at("subPath"), mount.at("subPathExpr")
		v.pathInVolume(sub, mounts)
		if sub.text() != "" && expr.text() != "" {
			v.reject(expr, say("the mount has both subPath and subPathExpr").help("keep one of them"))
		}
		v.pathInVolume(expr, mounts)
		v.mountPropagation(mount.at("mountPropagation"), mounts, c)
	}
}

// volumeDevices judges the block devices of a container.
func (v *validator) volumeDevices(c place, volumes *podVolumes) {
	if len(c.at("volumeDevices").node.Items()) == 0 { // as nearly always
		return
	}
	var names, paths seen
	mounts := pathsOf(c.at("volumeMounts"), "mountPath")
	for _, device := range c.at("volumeDevices").items() {
		name, path := device.at("name"), device.at("devicePath")
		v.volumeName(name, volumes)
		if s := name.text(); s != "" && names.again(s) {
			v.reject(name, say("two devices of the container use the volume %q", s).help("remove one of them"))
		}
		if volume, ok := volumes.sound[name.text()]; ok && !isClaim(volume) {
			v.reject(name, say("volume %q is not a PersistentVolumeClaim", name.text()).help("use it in volumeMounts"))
		}
		if hasBackstep(path.text()) {
			v.reject(path, upward(path))
		}
		v.mountPath(path, "devicePath", &paths)
		v.apart(name, path, mounts)
	}
}

// volumeName judges the name of a volume that a container uses.
func (v *validator) volumeName(name place, volumes *podVolumes) {
	if _, ok := volumes.sound[name.text()]; isBlank(name) {
		v.rejectMissing(name, "name a volume of the pod")
	} else if isText(name) && !ok {
		v.rejectBecause(name, volumes.causeOf(name.text()), volumes.lack(name.text()))
	}
}

// mountPath judges where a container has a volume.
func (v *validator) mountPath(path place, field string, paths *seen) {
	if isBlank(path) {
		v.rejectMissing(path, "write where the container sees the volume, such as /srv/data")
	} else if isText(path) && paths.again(path.text()) {
		v.reject(path, say("two volumes of the container have the %s %q", field, path.text()).help("change one of them"))
	}
}

// pathsOf are the paths of the mounts, or of the devices, by the name of their volume. Of two with one name the last counts.
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

// apart looks for a name or a path that is among those of the other kind, too.
func (v *validator) apart(name, path place, others map[string]string) {
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

// pathInVolume judges a path below the root of a volume.
func (v *validator) pathInVolume(p place, mounts place) {
	s := p.text()
	path := func() string { return mounts.at(lastName(p)).path() }
	if strings.HasPrefix(s, "/") {
		v.rejectAt(p, path(), absolute(p))
	}
	if hasBackstep(s) {
		v.rejectAt(p, path(), upward(p))
	}
}

// hasBackstep reports whether a path goes up.
func hasBackstep(path string) bool {
	for part := range strings.SplitSeq(path, "/") {
		if part == ".." {
			return true
		}
	}
	return false
}

// mountPropagation judges who sees mounts made later. There is no default: an empty one is refused.
func (v *validator) mountPropagation(p place, mounts place, c place) {
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

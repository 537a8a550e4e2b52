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
			v.problem(expr, "there is a subPath already: choose one of them")
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
			v.problem(name, "%q is a device of the container already", s)
		}
		if volume, ok := volumes.sound[name.text()]; ok && !isClaim(volume) {
			v.problem(name, "%q is no PersistentVolumeClaim: only such a volume can be a device", name.text())
		}
		if hasBackstep(path.text()) {
			v.problem(path, "%q must not contain \"..\"", path.text())
		}
		v.mountPath(path, "devicePath", &paths)
		v.apart(name, path, mounts)
	}
}

// volumeName judges the name of a volume that a container uses.
func (v *validator) volumeName(name place, volumes *podVolumes) {
	if _, ok := volumes.sound[name.text()]; isBlank(name) {
		v.required(name, "say which volume")
	} else if isText(name) && !ok {
		v.consequence(name, volumes.causeOf(name.text()), "the pod has no volume called %q, or that has mistakes of its own", name.text())
	}
}

// mountPath judges where a container has a volume.
func (v *validator) mountPath(path place, field string, paths *seen) {
	if isBlank(path) {
		v.required(path, "say where the container has the volume")
	} else if isText(path) && paths.again(path.text()) {
		v.problem(path, "%q is the %s of another volume of the container", path.text(), field)
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
		v.problem(name, "%q cannot be in volumeMounts and volumeDevices", name.text())
	}
	for _, other := range others {
		if other == path.text() {
			v.problem(path, "%q cannot be in volumeMounts and volumeDevices", other)
			return
		}
	}
}

// pathInVolume judges a path below the root of a volume.
func (v *validator) pathInVolume(p place, mounts place) {
	s := p.text()
	path := func() string { return mounts.at(lastName(p)).path() }
	if strings.HasPrefix(s, "/") {
		v.problemAt(p, path(), "%q is absolute: write the path from the root of the volume, without the slash", s)
	}
	if hasBackstep(s) {
		v.problemAt(p, path(), "%q must not contain \"..\"", s)
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
			v.problemAt(p, path(), "%q is for privileged containers", s)
		}
	default:
		v.problemAt(p, path(), "%q is none of None, HostToContainer, Bidirectional", s)
	}
}

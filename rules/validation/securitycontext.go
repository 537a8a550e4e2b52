package validation

import "strings"

// validatePodSecurityContext validates the security context of a pod. The feature gates of the options for Windows and
// of procMount are off, so the server drops them first.
func (v *validator) validatePodSecurityContext(spec place) {
	context := spec.at("securityContext")
	v.validateUserOrGroup(context.at("fsGroup"))
	v.validateUserOrGroup(context.at("runAsGroup"))
	v.validateUserOrGroup(context.at("runAsUser"))
	for _, group := range context.at("supplementalGroups").items() {
		v.validateUserOrGroup(group)
	}
	v.validateSysctls(context.at("sysctls"))
	// The server has this field in the security context.
	if share := spec.at("shareProcessNamespace"); share.isTrue() && spec.at("hostPID").isTrue() {
		v.rejectAt(share, context.at("shareProcessNamespace").path(), say("shareProcessNamespace and hostPID exclude each other").help("keep one of them"))
	}
}

// validateSysctls validates a list of Sysctl. The PodSecurityPolicy decides which of them a pod may set.
func (v *validator) validateSysctls(list place) {
	items := list.list()
	for i, item := range items {
		name := item.at("name")
		switch {
		case !v.requireNonEmpty(name, "name the kernel parameter, such as kernel.shm_rmid_forced"):
		case !name.isSet():
		case !isSysctl(name.text()):
			v.reject(name, say("%q is not the name of a kernel parameter", name.text()).help("use lower-case letters, digits, dashes and underscores, with dots between the parts"))
		default:
			for _, before := range items[:i] {
				if before.at("name").text() == name.text() {
					v.reject(name, say("kernel parameter %q is set twice", name.text()).help("remove one of them"))
					break
				}
			}
		}
	}
}

// isSysctl reports whether the server accepts the name of a kernel parameter. It treats slashes as dots.
func isSysctl(name string) bool {
	for part := range strings.SplitSeq(name, ".") {
		if strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" || part != strings.Trim(part, "-_") || part == "" {
			return false
		}
	}
	return len(name) <= 253
}

// validateSecurityContext validates the security context of a container.
func (v *validator) validateSecurityContext(context place) {
	v.validateUserOrGroup(context.at("runAsUser"))
	v.validateUserOrGroup(context.at("runAsGroup"))
	if escalate, ok := context.at("allowPrivilegeEscalation").node.Bool(); !ok || escalate {
		return
	}
	if context.at("privileged").isTrue() {
		v.reject(context, say("a privileged container cannot set allowPrivilegeEscalation to false").help("remove one of the two fields"))
	}
	for _, capability := range context.in("capabilities", "add").items() {
		if capability.text() == "CAP_SYS_ADMIN" {
			v.rejectAt(capability, context.path(), say("a container with CAP_SYS_ADMIN cannot set allowPrivilegeEscalation to false").help("remove the capability, or allowPrivilegeEscalation"))
		}
	}
}

// validateUserOrGroup validates the id of a user or a group.
func (v *validator) validateUserOrGroup(p place) { v.requireRange(p, 0, 1<<31-1) }

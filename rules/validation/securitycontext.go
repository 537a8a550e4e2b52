package validation

import "strings"

// podSecurityContext judges the security context of a pod. Options for Windows and procMount are behind gates: the server
// drops them before it looks.
func (v *validator) podSecurityContext(spec place) {
	context := spec.at("securityContext")
	v.userOrGroup(context.at("fsGroup"))
	v.userOrGroup(context.at("runAsGroup"))
	v.userOrGroup(context.at("runAsUser"))
	for _, group := range context.at("supplementalGroups").items() {
		v.userOrGroup(group)
	}
	v.sysctls(context.at("sysctls"))
	// The server keeps this in the security context.
	if share := spec.at("shareProcessNamespace"); share.isTrue() && spec.at("hostPID").isTrue() {
		v.rejectAt(share, context.at("shareProcessNamespace").path(), say("shareProcessNamespace and hostPID exclude each other").help("keep one of them"))
	}
}

// sysctls judges a list of Sysctl. Which of them a pod may set is for the policy to say.
func (v *validator) sysctls(list place) {
	items := list.list()
	for i, item := range items {
		name := item.at("name")
		switch {
		case !v.requireNonEmpty(name, "name the kernel parameter, such as kernel.shm_rmid_forced"):
		case !name.isSet():
		case !isSysctl(name.text()):
			v.reject(name, say("%q is not the name of a kernel parameter", name.text()).help("use lower-case letters, digits, - and _, with dots between the parts"))
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

// isSysctl reports whether the server takes the name of a kernel parameter. Slashes are dots to it.
func isSysctl(name string) bool {
	for part := range strings.SplitSeq(name, ".") {
		if strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" || part != strings.Trim(part, "-_") || part == "" {
			return false
		}
	}
	return len(name) <= 253
}

// securityContext judges the security context of a container.
func (v *validator) securityContext(context, spec place) {
	v.userOrGroup(context.at("runAsUser"))
	v.userOrGroup(context.at("runAsGroup"))
	if escalate, ok := context.at("allowPrivilegeEscalation").node.Bool(); !ok || escalate {
		return
	}
	if context.at("privileged").isTrue() {
		v.reject(context, say("a privileged container needs allowPrivilegeEscalation").help("remove privileged, or allowPrivilegeEscalation: false"))
	}
	for _, capability := range context.in("capabilities", "add").items() {
		if capability.text() == "CAP_SYS_ADMIN" {
			v.rejectAt(capability, context.path(), say("a container with CAP_SYS_ADMIN needs allowPrivilegeEscalation").help("remove CAP_SYS_ADMIN, or allowPrivilegeEscalation: false"))
		}
	}
}

// userOrGroup judges the id of a user or a group.
func (v *validator) userOrGroup(p place) { v.requireRange(p, 0, 1<<31-1) }

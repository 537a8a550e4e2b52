package validation

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// validatePodAnnotations validates the annotations of a pod or template that change its spec. at is where the server
// sees the annotations: its path lacks the metadata of a template. Those of a StatefulSet are validated before the pods
// are created.
func (v *validator) validatePodAnnotations(annotations, at, spec place) {
	for _, a := range annotations.entries() {
		profile, ok := a.node.Str()
		key := a.key()
		if !ok || !strings.Contains(key, "kubernetes.io/") {
			continue
		}
		container, ofAppArmor := strings.CutPrefix(key, "container.apparmor.security.beta.kubernetes.io/")
		switch {
		case key == "kubernetes.io/config.mirror":
			if spec.at("nodeName").text() == "" {
				v.rejectAt(a, at.path()+"["+key+"]", say("a mirror pod needs spec.nodeName").help("remove the annotation"))
			}
		case key == "scheduler.alpha.kubernetes.io/tolerations":
			v.validateTolerationsAnnotation(a, at)
		case key == "seccomp.security.alpha.kubernetes.io/pod", strings.HasPrefix(key, "container.seccomp.security.alpha.kubernetes.io/"):
			if !isSeccompProfile(profile) && !v.hasDefaultProfile(key, profile) {
				v.rejectAt(a, at.path()+"."+key, say("%q is not a seccomp profile", profile).help("use runtime/default, docker/default, unconfined or localhost/FILE"))
			}
		case ofAppArmor:
			v.validateAppArmorAnnotation(a, at.path()+"["+key+"]", container, spec)
		}
	}
}

// validateTolerationsAnnotation validates tolerations in the form of Kubernetes 1.4: JSON in an annotation.
func (v *validator) validateTolerationsAnnotation(a, at place) {
	if a.text() == "" {
		return
	}
	var tolerations []toleration
	if err := json.Unmarshal([]byte(a.text()), &tolerations); err != nil {
		v.rejectAt(a, at.path(), say("the annotation is not a JSON list of tolerations").help("write the tolerations under spec.tolerations"))
		return
	}
	for i, t := range tolerations {
		t.validate(func(field string, x Problem) {
			v.rejectAt(a, fmt.Sprintf("%s.%s[%d].%s", at.path(), a.key(), i, field), x)
		})
	}
}

// isSeccompProfile reports whether the server accepts the name of a seccomp profile.
func isSeccompProfile(name string) bool {
	switch name {
	case "runtime/default", "docker/default", "unconfined":
		return true
	}
	file, local := strings.CutPrefix(name, "localhost/")
	return local && !strings.HasPrefix(file, "/") && !slices.Contains(strings.Split(file, "/"), "..")
}

// hasDefaultProfile reports whether the PodSecurityPolicy replaces an empty profile by its default before the server
// validates the Pod.
func (v *validator) hasDefaultProfile(key, profile string) bool {
	return v.gvk.Kind == "Pod" && profile == "" && key == "seccomp.security.alpha.kubernetes.io/pod"
}

// validateAppArmorAnnotation validates the AppArmor profile of a container.
func (v *validator) validateAppArmorAnnotation(a place, path, container string, spec place) {
	named := func(c place) bool { return c.at("name").text() == container }
	if !slices.ContainsFunc(spec.at("containers").list(), named) && !slices.ContainsFunc(spec.at("initContainers").list(), named) {
		v.rejectAt(a, path, say("there is no container named %q", container).help("end the annotation's key with the name of a container"))
	}
	switch profile := a.text(); {
	case profile == "", profile == "runtime/default", profile == "unconfined", strings.HasPrefix(profile, "localhost/"):
	default:
		v.rejectAt(a, path, say("%q is not an AppArmor profile", profile).help("use runtime/default, unconfined or localhost/NAME"))
	}
}

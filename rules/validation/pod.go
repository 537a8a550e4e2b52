package validation

import (
	"math"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// validatePod validates a Pod.
func (v *validator) validatePod(root place) {
	meta, spec := root.at("metadata"), root.at("spec")
	v.validateObjectMeta(meta, SubdomainName)
	v.validatePodAnnotations(meta.at("annotations"), meta.at("annotations"), spec)
	v.validatePodSpec(spec)
	v.validateRestartPolicy(spec, "Always", "OnFailure", "Never")
}

// validatePodTemplate validates the metadata and spec of a pod template. restart are the restart policies that the
// controller allows. In a StatefulSet the server validates most of the spec only when the pods are created.
func (v *validator) validatePodTemplate(template place, restart ...string) {
	spec := template.at("spec")
	v.validateTemplateMeta(template)
	v.validatePodAnnotations(template.in("metadata", "annotations"), template.at("annotations"), spec)
	v.validateRestartPolicy(spec, restart...)
	before := v.pods
	v.pods = before || v.gvk.Kind == "StatefulSet"
	v.validatePodSpec(spec)
	v.pods = before
}

// validatesPods reports whether the current fields are those of a pod, not of a template. The server has then set the
// default requests and limits.
func (v *validator) validatesPods() bool { return v.pods || v.gvk.Kind == "Pod" }

// validatePodSpec validates the spec of a pod, except for its restart policy.
func (v *validator) validatePodSpec(spec place) {
	volumes := v.validateVolumes(spec.at("volumes"))
	v.validateContainers(spec, &volumes)
	v.requireRange(spec.at("activeDeadlineSeconds"), 1, math.MaxInt32)
	v.requireOneOf(spec.at("dnsPolicy"), "ClusterFirst", "ClusterFirst", "ClusterFirstWithHostNet", "Default", "None")
	v.validateScheduling(spec)
	v.validateServiceAccountName(spec)
	v.requireSubdomain(spec.at("nodeName"))
	v.validatePodSecurityContext(spec)
	v.requireLabelName(spec.at("hostname"))
	v.requireLabelName(spec.at("subdomain"))
	v.validateHostAliases(spec.at("hostAliases"))
	v.requireSubdomain(spec.at("priorityClassName"))
	v.validateDNSConfig(spec)
	for _, gate := range spec.at("readinessGates").items() {
		if condition := gate.at("conditionType"); isText(condition) {
			v.rejectFaults(condition, condition.text(), labelKey(condition.text()))
		}
	}
	if class := spec.at("runtimeClassName"); isText(class) {
		v.rejectFaults(class, class.text(), SubdomainName(class.text()))
	}
	v.validateCreatedPod(spec)
}

// validateRestartPolicy reports values that are not restart policies. Rules of their own report policies that the
// controller does not allow, because they have fixes.
func (v *validator) validateRestartPolicy(spec place, accepted ...string) {
	policy := spec.at("restartPolicy")
	switch s := policy.text(); {
	case s == "", s == "Always", s == "OnFailure", s == "Never":
	case len(accepted) == 1:
		v.reject(policy, notOneOf("restartPolicy", s, accepted))
	default:
		v.requireOneOf(policy, "", accepted...)
	}
}

// validateServiceAccountName validates the name of the service account. The field with the old name counts if the new
// one is empty.
func (v *validator) validateServiceAccountName(spec place) {
	name := spec.at("serviceAccountName")
	path := name.path
	if name.text() == "" {
		name = spec.at("serviceAccount")
	}
	if s := name.text(); s != "" {
		v.rejectFaultsAt(name, path, "serviceAccountName", s, SubdomainName(s))
	}
}

// validateCreatedPod validates what the server validates in a pod, but not in a template.
func (v *validator) validateCreatedPod(spec place) {
	if v.gvk.Kind != "Pod" {
		if makesNoPods(spec.node.Parent().Parent()) {
			return
		}
		defer func(before bool) { v.pods = before }(v.pods)
		v.pods = true
	}
	for _, list := range [...]string{"initContainers", "containers"} {
		for _, c := range spec.at(list).items() {
			if image := c.at("image"); image.text() != strings.TrimSpace(image.text()) {
				v.reject(image, say("the name of the image has spaces around it").help("remove the spaces"))
			}
		}
	}
	page := ""
	for _, c := range spec.at("containers").items() {
		for _, of := range [...]string{"limits", "requests"} {
			for _, quantity := range c.in("resources", of).entries() {
				switch name := quantity.key(); {
				case !strings.HasPrefix(name, hugePages) || name == page:
				case page == "":
					page = name
				default:
					v.rejectAt(quantity, spec.path(), say("the pod uses huge pages of two sizes").help("keep %s or %s", page, name))
					return
				}
			}
		}
	}
}

// makesNoPods reports whether a workload is scaled to 0.
func makesNoPods(spec *manifest.Node) bool {
	for _, field := range [...]string{"replicas", "parallelism", "completions"} {
		if n, ok := spec.Field(field).Int(); ok && n == 0 {
			return true
		}
	}
	return false
}

// isText reports whether a field is a string, even an empty one.
func isText(p place) bool { return p.node.Kind() == manifest.String }

// isBlank reports whether a field is an empty string. If the field is absent, the schema reports it.
func isBlank(p place) bool { return isText(p) && p.text() == "" }

// lacksText reports whether a map lacks the text of a field. If the field or the map has the wrong type, the schema
// reports it.
func lacksText(p place) bool { return isBlank(p) || !p.isSet() && (p.node != nil || p.up.IsMap()) }

// A seen is a set of texts. Most sets have one text, so the map is created only for the second.
type seen struct {
	first string // no text is empty
	more  map[string]bool
}

// add adds a value, and reports whether it was there already.
func (s *seen) add(value string) bool {
	switch {
	case s.first == "":
		s.first = value
		return false
	case s.first == value, s.more[value]:
		return true
	case s.more == nil:
		s.more = map[string]bool{}
	}
	s.more[value] = true
	return false
}

package validation

import (
	"math"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// pod judges a Pod.
func (v *validator) pod(root place) {
	meta, spec := root.at("metadata"), root.at("spec")
	v.objectMeta(meta, subdomainName)
	v.podAnnotations(meta.at("annotations"), meta.at("annotations"), spec)
	v.podSpec(spec)
	v.restartPolicy(spec, "Always", "OnFailure", "Never")
}

// podTemplate judges the template of the pods that a controller makes: its metadata and spec. restart are the restart
// policies that the controller allows. Most of the spec in a StatefulSet nobody looks at before its pods are made.
func (v *validator) podTemplate(template place, restart ...string) {
	spec := template.at("spec")
	v.templateMeta(template)
	v.podAnnotations(template.in("metadata", "annotations"), template.at("annotations"), spec)
	v.restartPolicy(spec, restart...)
	before := v.pods
	v.pods = before || v.gvk.Kind == "StatefulSet"
	v.podSpec(spec)
	v.pods = before
}

// judgesPods reports whether it is pods that are judged now, and not a template: what fills in the requests of a pod has
// run before.
func (v *validator) judgesPods() bool { return v.pods || v.gvk.Kind == "Pod" }

// podSpec judges the spec of a pod, save for its restart policy.
func (v *validator) podSpec(spec place) {
	volumes := v.volumes(spec.at("volumes"))
	v.containers(spec, &volumes)
	v.requireRange(spec.at("activeDeadlineSeconds"), 1, math.MaxInt32)
	v.requireOneOf(spec.at("dnsPolicy"), "ClusterFirst", "ClusterFirst", "ClusterFirstWithHostNet", "Default", "None")
	v.scheduling(spec)
	v.serviceAccountName(spec)
	v.requireSubdomain(spec.at("nodeName"))
	v.podSecurityContext(spec)
	v.requireLabelName(spec.at("hostname"))
	v.requireLabelName(spec.at("subdomain"))
	v.hostAliases(spec.at("hostAliases"))
	v.requireSubdomain(spec.at("priorityClassName"))
	v.dnsConfig(spec)
	for _, gate := range spec.at("readinessGates").items() {
		if condition := gate.at("conditionType"); isText(condition) {
			v.rejectFaults(condition, condition.text(), LabelKey(condition.text()))
		}
	}
	if class := spec.at("runtimeClassName"); isText(class) {
		v.rejectFaults(class, class.text(), subdomainName(class.text()))
	}
	v.podOnly(spec)
}

// restartPolicy reports what is no restart policy at all. That a controller does not allow one of them is for the rules
// that know the way out.
func (v *validator) restartPolicy(spec place, accepted ...string) {
	policy := spec.at("restartPolicy")
	switch s := policy.text(); {
	case s == "", s == "Always", s == "OnFailure", s == "Never":
	case len(accepted) == 1:
		v.reject(policy, notOneOf("restartPolicy", s, accepted))
	default:
		v.requireOneOf(policy, "", accepted...)
	}
}

// serviceAccountName has an old name, which counts where the new one is not given.
func (v *validator) serviceAccountName(spec place) {
	name := spec.at("serviceAccountName")
	path := name.path
	if name.text() == "" {
		name = spec.at("serviceAccount")
	}
	if s := name.text(); s != "" {
		v.rejectFaultsAt(name, path, "serviceAccountName", s, subdomainName(s))
	}
}

// podOnly judges what the server looks at in a pod, and not in a template.
func (v *validator) podOnly(spec place) {
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

// makesNoPods reports whether a workload is scaled to nothing.
func makesNoPods(spec *manifest.Node) bool {
	for _, field := range [...]string{"replicas", "parallelism", "completions"} {
		if n, ok := spec.Field(field).Int(); ok && n == 0 {
			return true
		}
	}
	return false
}

// isText reports whether there is a string, be it empty.
func isText(p place) bool { return p.node.Kind() == manifest.String }

// isBlank reports whether there is a string without text. Where the schema wants a field, its absence is reported there.
func isBlank(p place) bool { return isText(p) && p.text() == "" }

// isEmpty reports whether a map lacks the text of a field. A value of the wrong type is no lack, neither of the field nor of
// the map.
func isEmpty(p place) bool { return isBlank(p) || !p.isSet() && (p.node != nil || p.up.IsMap()) }

// seen are texts of which there may be no two. Most lists have but one, for which there is no map.
type seen struct {
	first string // none is empty
	more  map[string]bool
}

// again adds a value, and reports whether it was there.
func (s *seen) again(value string) bool {
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

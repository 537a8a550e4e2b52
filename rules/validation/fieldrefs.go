package validation

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/rules/internal/words"
)

// fieldRef judges an ObjectFieldSelector, which names a field of the pod: one of those allowed, or a single label or
// annotation: metadata.labels['name'].
func (v *validator) fieldRef(ref place, accepted ...string) {
	path := ref.at("fieldPath")
	if !v.requireNonEmpty(path, "name a field of the pod, such as metadata.name") || path.text() == "" {
		return
	}
	if version := ref.at("apiVersion").textOr("v1"); version != "v1" {
		v.reject(path, say("fieldRef cannot use apiVersion %q", version).help("remove apiVersion"))
		return
	}
	of, key, subscript := subscripted(path.text())
	switch {
	case !subscript:
		if !slices.Contains(accepted, podField(of)) {
			v.reject(path, notOneOf("fieldPath", of, accepted))
		}
	case of == "metadata.annotations":
		v.rejectFaultsAt(ref, ref.path, "annotation key", key, LabelKey(strings.ToLower(key)))
	case of == "metadata.labels":
		v.rejectFaultsAt(ref, ref.path, "label key", key, LabelKey(key))
	default:
		v.reject(path, say("fieldPath %q cannot have a key in brackets", path.text()).help("remove the brackets, or use metadata.labels or metadata.annotations"))
	}
}

// subscripted cuts metadata.labels['name'] into the field and the key.
func subscripted(path string) (field, key string, ok bool) {
	inner, ok := strings.CutSuffix(path, "']")
	if field, key, found := strings.Cut(inner, "['"); ok && found && field != "" {
		return field, key, true
	}
	return path, "", false
}

// podField is the name of a field of pods, which may be written in an old way.
func podField(name string) string {
	if name == "spec.host" {
		return "spec.nodeName"
	}
	return name
}

// resourceOf judges which resource a ResourceFieldSelector names.
func (v *validator) resourceOf(ref place) {
	if name := ref.at("resource"); v.requireNonEmpty(name, "name a limit or request, such as limits.memory") && name.text() != "" {
		v.requireOneOf(name, "", "limits.cpu", "limits.memory", "limits.ephemeral-storage", "requests.cpu", "requests.memory", "requests.ephemeral-storage")
	}
}

// divisor judges the unit in which a ResourceFieldSelector wants its number. None, and zero, are 1.
func (v *validator) divisor(ref place) {
	divisor := ref.at("divisor")
	q, ok := Quantity(divisor.node)
	if !ok || q.IsZero() {
		return
	}
	var units []string
	name := ref.at("resource").text()
	switch name {
	case "limits.cpu", "requests.cpu":
		units = []string{"1m", "1"}
	case "limits.memory", "requests.memory", "limits.ephemeral-storage", "requests.ephemeral-storage":
		units = []string{"1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"}
	default:
		return
	}
	if !slices.Contains(units, q.String()) {
		v.reject(divisor, say("divisor %s does not fit %s", divisor.node.Text(), name).help("use %s", words.Either(units)))
	}
}

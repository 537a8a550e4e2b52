package validation

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/rules/internal/words"
)

// validateFieldRef validates an ObjectFieldSelector, which names a field of the pod, or one label or annotation:
// metadata.labels['name'].
func (v *validator) validateFieldRef(ref place, accepted ...string) {
	path := ref.at("fieldPath")
	if !v.requireNonEmpty(path, "name a field of the pod, such as metadata.name") || path.text() == "" {
		return
	}
	if version := ref.at("apiVersion").textOr("v1"); version != "v1" {
		v.reject(path, say("fieldRef cannot use apiVersion %q", version).help("remove apiVersion"))
		return
	}
	of, key, subscript := cutSubscript(path.text())
	switch {
	case !subscript:
		if !slices.Contains(accepted, podField(of)) {
			v.reject(path, notOneOf("fieldPath", of, accepted))
		}
	case of == "metadata.annotations":
		v.rejectFaultsAt(ref, ref.path, "annotation key", key, labelKey(strings.ToLower(key)))
	case of == "metadata.labels":
		v.rejectFaultsAt(ref, ref.path, "label key", key, labelKey(key))
	default:
		v.reject(path, say("fieldPath %q cannot have a key in brackets", path.text()).help("remove the brackets, or use metadata.labels or metadata.annotations"))
	}
}

// cutSubscript splits metadata.labels['name'] into the field and the key.
func cutSubscript(path string) (field, key string, ok bool) {
	inner, ok := strings.CutSuffix(path, "']")
	if field, key, found := strings.Cut(inner, "['"); ok && found && field != "" {
		return field, key, true
	}
	return path, "", false
}

// podField returns the current name of a field of pods, which may be written with an old name.
func podField(name string) string {
	if name == "spec.host" {
		return "spec.nodeName"
	}
	return name
}

// validateResourceName validates the name of the resource in a ResourceFieldSelector.
func (v *validator) validateResourceName(ref place) {
	if name := ref.at("resource"); v.requireNonEmpty(name, "name a limit or request, such as limits.memory") && name.text() != "" {
		v.requireOneOf(name, "", "limits.cpu", "limits.memory", "limits.ephemeral-storage", "requests.cpu", "requests.memory", "requests.ephemeral-storage")
	}
}

// validateDivisor validates the divisor of a ResourceFieldSelector. The default, also for 0, is 1.
func (v *validator) validateDivisor(ref place) {
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

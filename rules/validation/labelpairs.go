package validation

import (
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"
)

// labelPairs judges a map of labels, of which the server names the map only. path is where the server has it, "" where
// that is its place in the file.
func (v *validator) labelPairs(labels place, path string) {
	for _, label := range labels.entries() {
		value, isString := label.node.Str()
		for _, m := range validation.IsQualifiedName(label.key()) {
			v.problemAt(label, pathOr(path, labels), "%q is no key of a label: %s", label.key(), m)
		}
		if isString {
			for _, m := range validation.IsValidLabelValue(value) {
				v.problemAt(label, pathOr(path, labels), "%q is no value of a label: %s", value, m)
			}
		}
	}
}

// annotationPairs judges a map of annotations.
func (v *validator) annotationPairs(annotations place) {
	const most = 256 << 10
	size := 0
	for _, a := range annotations.entries() {
		for _, m := range validation.IsQualifiedName(strings.ToLower(a.key())) {
			v.problemAt(a, annotations.path(), "%q is no key of an annotation: %s", a.key(), m)
		}
		size += len(a.key()) + len(a.text())
	}
	if size > most {
		v.problem(annotations, "annotations of %d bytes are too long: at most %d are allowed", size, most)
	}
}

// pathOr is a path that the server spells in its own way, or else that of a place.
func pathOr(path string, p place) string {
	if path != "" {
		return path
	}
	return p.path()
}

// saidBySchema reports that a field which must be given is not, so that kubectl says it: the map around it is there.
func (p place) saidBySchema() bool {
	if p.node != nil {
		return p.node.IsNull()
	}
	return p.up.IsMap() && !strings.Contains(p.rest, ".")
}

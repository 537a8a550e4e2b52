package explain

import "github.com/toolforge/tfk8s/rules/internal/words"

// addLinks adds where the links below the dumps lead, and since when pods have that.
func (q *query) addLinks() bool {
	var paths []string
	for _, v := range q.Policy.PodPreset.LaterVolumes {
		paths = append(paths, v.HostPath)
		q.values["since"] = v.Since
	}
	q.values["links"] = words.Listed(paths)
	return true
}

// addSource adds the Secret or ConfigMap that is missing, or lacks a key.
func (q *query) addSource() bool {
	q.orElse("kind", q.values["kind2"])
	q.orElse("name", q.values["name2"])
	q.orElse("kind", "Secret or ConfigMap")
	q.orElse("name", "(see `kubectl describe pod`)")
	q.orElse("key", "")
	if q.values["key"] != "" {
		q.values["why"] = " or its key " + q.values["key"]
	}
	return true
}

// addConfigMap adds the kind that an error calls "config".
func (q *query) addConfigMap() bool {
	if q.values["kind"] == "config" {
		q.values["kind"] = "ConfigMap"
	}
	return true
}

// addEncodings adds the module that Python lacks where the error does not name it.
func (q *query) addEncodings() bool {
	if q.hasAny([]string{"locale encoding"}) {
		q.values["why"] = " 'encodings'"
	}
	return true
}

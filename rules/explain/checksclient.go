package explain

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/schemas"
)

// isServedInGroup reports whether the current cluster serves the kind in the group of the error.
func (q *query) isServedInGroup() bool {
	for _, g := range q.Bundle.ServedVersions(q.values["kind"]) {
		if g.Group == q.values["group"] {
			q.values["version"] = strings.TrimPrefix(g.Group+"/"+g.Version, "/")
			return true
		}
	}
	return false
}

// isServedResource reports whether the current cluster serves a resource by its plural or singular name.
func (q *query) isServedResource() bool {
	name, _, _ := strings.Cut(strings.ToLower(q.values["resource"]), ".")
	return slices.ContainsFunc(q.Bundle.Resources(), func(r schemas.Resource) bool {
		return r.Plural == name || strings.ToLower(r.Kind) == name
	})
}

// isMissingObject reports whether the error is about an object that kubectl looked for. It adds its kind.
func (q *query) isMissingObject() bool {
	q.addKindName()
	return q.isResource(q.values["kind"]) && q.values["kind"] != "namespaces"
}

// isResource reports whether the current cluster serves a resource by its plural name.
func (q *query) isResource(plural string) bool {
	return slices.ContainsFunc(q.Bundle.Resources(), func(r schemas.Resource) bool { return r.Plural == plural })
}

// addNearResource adds the resource that a misspelled name probably means.
func (q *query) addNearResource() bool {
	var names []string
	for _, r := range q.Bundle.Resources() {
		names = append(names, r.Plural, strings.ToLower(r.Kind))
	}
	if near := words.Nearest(q.values["resource"], names); near != "" {
		q.values["near"] = ": did you mean " + near + "?"
	}
	return true
}

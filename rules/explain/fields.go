package explain

import (
	"strings"

	"github.com/toolforge/tfk8s/rules/field"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// isNewerField reports whether a later Kubernetes has the field, and adds which one.
func (q *query) isNewerField() bool {
	f := q.Policy.NewerField(q.values["type"], "", q.values["field"])
	if f != nil {
		q.values["since"] = f.Since
	}
	return f != nil
}

// isRemovedField reports whether only the legacy cluster reads a field, and adds what replaces it.
func (q *query) isRemovedField() bool {
	kind, at, _ := strings.Cut(q.values["at"], ".")
	path := kubectl.Join(at, q.values["field"])
	for i := range q.Policy.RemovedFields {
		f := &q.Policy.RemovedFields[i]
		if f.Kind == kind && (f.Path == path || strings.HasPrefix(f.Path, path+".")) {
			q.values["instead"] = field.Instead(f)
			return true
		}
	}
	return false
}

// addFields adds what an unknown field may have been meant for.
func (q *query) addFields() bool {
	v := q.values
	q.orElse("at", workload.LastName(v["type"]))
	kind, _, _ := strings.Cut(v["at"], ".")
	for _, g := range q.Bundle.ServedVersions(kind) {
		root := q.Bundle.Lookup(g)
		if root == nil {
			continue
		}
		owner, _ := pathTo(root, func(s *schemas.Schema) bool { return s.Name == v["type"] })
		if owner == nil {
			continue // this version has another definition
		}
		if name := words.Nearest(v["field"], kubectl.NamesOf(owner.Fields)); name != "" {
			v["fields"] = ": did you mean " + name + "?"
		} else if name := labelsIn(owner); name != "" {
			v["fields"] = ": it belongs under " + name
		} else if _, path := pathTo(root, func(s *schemas.Schema) bool { return s.Field(v["field"]) != nil }); path != "" {
			v["fields"] = ": " + kind + " has one under " + path
		} else if len(owner.Fields) <= kubectl.FewFields {
			v["fields"] = ": its fields are " + kubectl.FieldNames(owner.Fields)
		}
		break
	}
	return true
}

// isKindName reports whether a name is that of a definition, such as Job. Those of fields begin with a small letter.
func isKindName(name string) bool { return name != "" && strings.ToLower(name[:1]) != name[:1] }

// labelsIn returns the field for keys of the author's choice in a definition with hardly any other field: matchLabels.
func labelsIn(s *schemas.Schema) string {
	for _, f := range s.Fields {
		if len(s.Fields) <= 2 && f.Schema().Type == schemas.Map {
			return f.Name
		}
	}
	return ""
}

// pathTo looks for a definition in a schema and returns it with the shortest path to it. The path of the object itself
// is "".
func pathTo(root *schemas.Schema, is func(*schemas.Schema) bool) (*schemas.Schema, string) {
	type place struct {
		schema *schemas.Schema
		path   string
	}
	seen := map[*schemas.Schema]bool{}
	for queue := []place{{root, ""}}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		if at.schema == nil || seen[at.schema] {
			continue
		}
		seen[at.schema] = true
		if is(at.schema) {
			return at.schema, at.path
		}
		if at.schema.Type == schemas.Array {
			at.path += "[]"
		}
		queue = append(queue, place{at.schema.Elem, at.path})
		for _, f := range at.schema.Fields {
			queue = append(queue, place{f.Schema(), kubectl.Join(at.path, f.Name)})
		}
	}
	return nil, ""
}

// addTypes adds what to do about a value of another type than its field.
func (q *query) addTypes() bool {
	v := q.values
	name := v["type"]
	short := workload.LastName(name)
	if !isKindName(short) { // it is a field, and its type is before it
		short = workload.LastName(strings.TrimSuffix(name, "."+short)) + "." + short
	}
	q.orElse("at", short)
	switch {
	case v["want"] == "string":
		v["way"] = "write a string there, in quotes if it looks like a number or a boolean"
	case v["got"] == "string" && (v["want"] == "integer" || v["want"] == "boolean" || v["want"] == "number"):
		v["way"] = "remove the quotes, to make it " + words.Article(v["want"])
	case v["want"] == "array":
		v["way"] = "write a list there, each item after a dash"
	case v["want"] == "map" && v["got"] == "array":
		v["way"] = "write a map there: remove the dash"
	case v["want"] == "map":
		v["way"] = "write a map there: key: value on the next line, indented"
	default:
		v["way"] = "`tfk8s lint FILE` shows the place"
	}
	v["want"], v["got"] = words.Article(v["want"]), words.Article(v["got"])
	return true
}

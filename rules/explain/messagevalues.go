package explain

import (
	"strings"

	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/field"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// knownMove is what the policy says of the version that the error names.
func (a *asked) knownMove() *schemas.APIMove {
	m := a.Policy.Move(a.values["kind"], a.values["version"])
	if m == nil {
		return nil
	}
	switch {
	case m.To == "":
		a.values["use"] = "nothing there does the same: leave the object out"
	case m.ToKind != "":
		a.values["use"] = "write kind: " + m.ToKind + " and apiVersion: " + m.To
	default:
		a.values["use"] = "write apiVersion: " + m.To
	}
	a.values["to"] = m.To
	return m
}

func (a *asked) isUnknownKind() bool {
	kind := a.values["kind"]
	return !api.IsKind(a.Settings, kind) && a.nearKind() == ""
}

// nearKind is the kind that the one of an error is taken for, "" where there is none.
func (a *asked) nearKind() string {
	group, _ := schemas.ParseAPIVersion(a.values["version"])
	return api.NearKind(a.Settings, a.values["kind"], group)
}

// knowVersions says what to write instead of a kind and its version.
func (a *asked) knowVersions() bool {
	kind := a.values["kind"]
	versions := api.VersionsFor(a.Settings, kind)
	a.values["to"] = words.Either(versions)
	switch near := a.nearKind(); {
	case len(versions) > 0:
		a.values["use"] = "write apiVersion: " + a.values["to"]
	case near != "":
		a.values["use"] = "write kind: " + near
	default:
		a.values["use"] = "leave the object out, or use a kind that the cluster has (kubectl api-resources)"
	}
	return true
}

func (a *asked) knowNewer() bool {
	f := a.Policy.NewerField(a.values["type"], "", a.values["field"])
	if f != nil {
		a.values["since"] = f.Since
	}
	return f != nil
}

// knowRemoved says what came after a field that only the legacy cluster read.
func (a *asked) knowRemoved() bool {
	kind, at, _ := strings.Cut(a.values["at"], ".")
	path := kubectl.Join(at, a.values["field"])
	for i := range a.Policy.RemovedFields {
		f := &a.Policy.RemovedFields[i]
		if f.Kind == kind && (f.Path == path || strings.HasPrefix(f.Path, path+".")) {
			a.values["instead"] = field.Instead(f)
			return true
		}
	}
	return false
}

// knowFields says what an unknown field may have been meant for.
func (a *asked) knowFields() bool {
	v := a.values
	v["short"] = workload.LastName(v["type"])
	kind, _, _ := strings.Cut(v["at"], ".")
	for _, g := range a.Bundle.ServedVersions(kind) {
		root := a.Bundle.Lookup(g)
		if root == nil {
			continue
		}
		owner, _ := wayTo(root, func(s *schemas.Schema) bool { return s.Name == v["type"] })
		if owner == nil {
			continue // this version has another definition
		}
		if name := words.Nearest(v["field"], kubectl.NamesOf(owner.Fields)); name != "" {
			v["fields"] = ": did you mean " + name + "?"
		} else if name := labelsIn(owner); name != "" {
			v["fields"] = ": it belongs under " + name
		} else if _, path := wayTo(root, func(s *schemas.Schema) bool { return s.Field(v["field"]) != nil }); path != "" {
			v["fields"] = ": " + kind + " has one under " + path
		} else if len(owner.Fields) <= kubectl.FewFields {
			v["fields"] = ": its fields are " + kubectl.FieldNames(owner.Fields)
		}
		break
	}
	return true
}

// labelsIn returns the map with keys of the author's choice in a definition of hardly anything else: matchLabels.
func labelsIn(s *schemas.Schema) string {
	for _, f := range s.Fields {
		if len(s.Fields) <= 2 && f.Schema.Type == schemas.Map {
			return f.Name
		}
	}
	return ""
}

// wayTo looks for a definition in a schema, and for the way to it: the shortest one, in the order of the fields. The
// object itself has the way "".
func wayTo(root *schemas.Schema, is func(*schemas.Schema) bool) (*schemas.Schema, string) {
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
			queue = append(queue, place{f.Schema, kubectl.Join(at.path, f.Name)})
		}
	}
	return nil, ""
}

// knowTypes says what to do about a value of another type than its field.
func (a *asked) knowTypes() bool {
	v := a.values
	name := v["type"]
	v["short"] = workload.LastName(name)
	if last := workload.LastName(name); strings.ToLower(last[:1]) == last[:1] {
		v["short"] = workload.LastName(strings.TrimSuffix(name, "."+last)) + "." + last
	}
	switch {
	case v["want"] == "string":
		v["way"] = "write one text there, in quotes if it looks like a number or a boolean"
	case v["got"] == "string" && (v["want"] == "integer" || v["want"] == "boolean" || v["want"] == "number"):
		v["way"] = "take the quotes away: kubectl wants the bare " + v["want"]
	case v["want"] == "array":
		v["way"] = "write a list there: each item behind a dash"
	case v["want"] == "map" && v["got"] == "array":
		v["way"] = "write a map there: take the dash away"
	case v["want"] == "map":
		v["way"] = "write a map there: key: value, one step further in"
	default:
		v["way"] = "write the type that it wants: `tfk8s lint FILE` shows where"
	}
	if article := "a "; v["want"] == "integer" || v["want"] == "array" {
		v["want"] = "an " + v["want"]
	} else {
		v["want"] = article + v["want"]
	}
	return true
}

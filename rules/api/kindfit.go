package api

import (
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// A fit says how well the spec of an object fits a kind.
type fit struct {
	*schemas.LikeKind
	apiVersion string           // to write
	gvk        schemas.GVK      // compared with
	spec       *schemas.Schema  // of the part of the object that has the fields
	lacks      []*manifest.Node // fields of the object that the kind does not have
	isFit      bool             // apart from these the object is of the kind
	isAllowed  bool             // a tool may create the kind, or it is the written one
	isOther    bool             // a field has another form
}

// fitOf compares a spec with a kind: in the version that the object names if the kind has it, otherwise in the one to use.
func fitOf(s *workload.Object, row *schemas.LikeKind, spec *manifest.Node) fit {
	f := fit{LikeKind: row, apiVersion: s.APIVersion}
	gvk := schemas.GVK{Group: s.GVK.Group, Version: s.GVK.Version, Kind: row.Kind}
	if s.Bundle.Served(gvk) == nil {
		gvk.Group, gvk.Version = schemas.ParseAPIVersion(row.APIVersion)
		move := s.Policy.Move(row.Kind, f.apiVersion)
		if row.Pods != "" || move == nil || move.To == "" || hasForm(s, gvk) { // an Ingress changed its fields too
			f.apiVersion = row.APIVersion
		}
	}
	served := s.Bundle.Served(gvk)
	schema := s.Bundle.Lookup(gvk)
	if served == nil || schema == nil {
		return f
	}
	f.gvk, f.spec = gvk, schema
	if len(row.Body) == 0 {
		f.spec = schema.Field("spec")
	}
	f.isAllowed = row.Kind == s.Kind || s.Policy.MayCreate(gvk.Group, served.Plural)
	fields := fieldsOf(s, row)
	for _, n := range fields {
		switch field := f.spec.Field(n.Key()); {
		case n.IsNull():
		case field == nil:
			f.lacks = append(f.lacks, n)
		case !kubectl.Fits(n.Kind(), field.Type), n.Key() == "selector" && !isSelector(n, field):
			f.isOther = true
		case n.Key() == "selector" && row.Pods == schemas.Ended && !makesOwnSelector(spec):
			f.lacks = append(f.lacks, n)
		}
	}
	f.isFit = len(f.lacks) < len(fields) && hasBody(s, row)
	missing := func(name string) bool { return spec.Field(name).IsNull() }
	f.isFit = f.isFit && !f.isOther && (len(row.Body) > 0 || !slices.ContainsFunc(f.spec.Required, missing)) && f.suitsPods(s.Root())
	return f
}

// fieldsOf returns the fields of an object that show whether it is of a kind: those of its spec, and those at the top that other
// kinds have there. For a kind without a spec these are all fields at the top but the ones that every object has.
func fieldsOf(s *workload.Object, row *schemas.LikeKind) (fields []*manifest.Node) {
	ofAll := []string{"apiVersion", "kind", "metadata", "status"}
	top, below := s.Root().Fields(), s.Root().Field("spec").Fields()
	for i := range top {
		n := &top[i]
		if len(row.Body) > 0 && !slices.Contains(ofAll, n.Key()) || len(row.Body) == 0 && isBody(s, n) {
			fields = append(fields, n)
		}
	}
	for i := range below {
		if len(row.Body) == 0 {
			fields = append(fields, &below[i])
		}
	}
	return fields
}

// isBody reports whether a field at the top of an object is one that some kind has instead of a spec.
func isBody(s *workload.Object, n *manifest.Node) bool {
	for i := range s.Policy.LikeKinds {
		if slices.Contains(s.Policy.LikeKinds[i].Body, n.Key()) {
			return true
		}
	}
	return false
}

// hasBody reports whether an object has what a kind consists of: a spec, or one of the fields that replace it.
func hasBody(s *workload.Object, row *schemas.LikeKind) bool {
	if len(row.Body) == 0 {
		return s.Root().Field("spec").IsMap()
	}
	return slices.ContainsFunc(row.Body, func(name string) bool { return !s.Root().Field(name).IsNull() })
}

// isComplete reports whether a kind has all the fields of an object, and the object all that the kind requires. This is true of
// nearly every object.
func isComplete(s *workload.Object, row *schemas.LikeKind, schema *schemas.Schema) bool {
	if len(row.Body) > 0 {
		return hasAll(s.Root(), schema)
	}
	top := s.Root().Fields()
	for i := range top {
		if schema.Field(top[i].Key()) == nil && isBody(s, &top[i]) {
			return false
		}
	}
	spec := s.Root().Field("spec")
	return !spec.IsMap() || hasAll(spec, schema.Field("spec"))
}

// hasForm reports whether an object is valid as another kind than the written one, in a version.
func hasForm(s *workload.Object, gvk schemas.GVK) bool {
	schema := s.Bundle.Lookup(gvk)
	return gvk.Kind != s.Kind && schema != nil && len(kubectl.Validate(s.Root(), schema, nil).Found) == 0
}

// isSelector reports whether a selector has the form that the schema asks for: a map of labels, or matchLabels and
// matchExpressions.
func isSelector(n *manifest.Node, schema *schemas.Schema) bool {
	return !slices.ContainsFunc(n.Fields(), func(f manifest.Node) bool {
		if schema.Type == schemas.Map {
			return f.IsMap() || f.IsList()
		}
		return schema.Field(f.Key()) == nil
	})
}

// makesOwnSelector reports whether a Job may have its selector: it chooses one itself, or was exported with the one that the
// server generated.
func makesOwnSelector(spec *manifest.Node) bool {
	manual, _ := spec.Field("manualSelector").Bool()
	return manual || spec.At("selector", "matchLabels", "controller-uid").Exists()
}

// suitsPods reports whether the kind can have pods with the restart policy of the object's. A ReplicationController, which is
// rarely meant, must have a selector as well.
func (f *fit) suitsPods(root *manifest.Node) bool {
	template := root.At(workload.TemplatePath(f.Kind)...)
	if f.Pods != "" && !template.At("spec", "containers").IsList() {
		return false
	}
	policy := template.At("spec", "restartPolicy").String()
	if f.Kind == "ReplicationController" && len(root.At("spec", "selector").Fields()) == 0 {
		return false
	}
	return f.Pods == "" || workload.Ends(policy) == (f.Pods == schemas.Ended)
}

// hasAll reports whether a schema has all the fields of a map, and the map all that the schema requires.
func hasAll(n *manifest.Node, schema *schemas.Schema) bool {
	fields := n.Fields()
	for i := range fields {
		if f := &fields[i]; schema.Field(f.Key()) == nil && !f.IsNull() {
			return false
		}
	}
	return !slices.ContainsFunc(schema.Required, func(name string) bool { return n.Field(name).IsNull() })
}

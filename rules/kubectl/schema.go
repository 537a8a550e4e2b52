// Package kubectl judges an object as the validation of kubectl and the decoding of the API server do, by the OpenAPI
// schema. It reports nothing.
package kubectl

import (
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// A Problem is a reason why kubectl rejects an object when it validates it against the schema of its kind, or why the API
// server rejects it when it decodes it.
type Problem struct {
	Kind   problemKind
	Node   *manifest.Node  // the unknown field, the value of the wrong type, or the map that lacks a field
	Schema *schemas.Schema // of the map that has or lacks the field; of a wrong type, what the value should be
	Field  string          // the one that is missing
}

type problemKind uint8

const (
	FieldUnknown problemKind = iota
	TypeWrong
	FieldMissing
	Undecodable // by the server: kubectl lets it pass
)

// SchemaProblems returns what kubectl's validation and the server's decoding reject in the object, in file order. The rules
// that report it share one walk.
func SchemaProblems(s *workload.Object) []Problem {
	return validated(s).found
}

// MayHaveIgnored reports whether the object may have a field that the server drops. Nearly no object has one.
func MayHaveIgnored(s *workload.Object) bool {
	v := validated(s)
	return v.seen || len(v.found) > 0 // the walk does not look below a problem
}

func validated(s *workload.Object) walkResult { return validatedSlot.Get(s, walk) }

func walk(s *workload.Object) walkResult {
	v := Validate(s.Root(), s.Bundle.Lookup(s.Judged), s.Bounds.Ignored)
	return walkResult{v.Found, v.seen}
}

var validatedSlot = workload.NewSlot[walkResult]("what kubectl and the decoding of the server say of it")

// A walkResult is the outcome of a walk through an object.
type walkResult struct {
	found []Problem
	seen  bool // a field that the server drops
}

// TextSchema is that of the fields that say what an object is.
var TextSchema = &schemas.Schema{Type: schemas.String}

// Validate judges as kubectl 1.15 does. A field whose value is null counts as absent, even an unknown one. A null in a list,
// or in a map with keys of the author's choice, is rejected. Any scalar passes for a string, and a fraction for an integer.
// An object without a schema passes. What passes is decoded as the server does.
func Validate(root *manifest.Node, schema *schemas.Schema, wanted []string) validator {
	v := validator{wanted: wanted}
	if schema != nil {
		v.value(root, schema)
		return v
	}
	v.seen = true
	for _, name := range [...]string{"apiVersion", "kind"} {
		if n := root.Field(name); !n.IsNull() && n.Kind() != manifest.String {
			v.Found = append(v.Found, Problem{Kind: TypeWrong, Node: n, Schema: TextSchema})
		}
	}
	return v
}

// A validator collects problems. It allocates for nothing else: nearly every object has none.
type validator struct {
	Found  []Problem
	wanted []string // names of fields to look out for
	seen   bool     // there is one of them, or may be
}

func (v *validator) value(n *manifest.Node, s *schemas.Schema) {
	if !Fits(n.Kind(), s.Type) {
		v.Found = append(v.Found, Problem{Kind: TypeWrong, Node: n, Schema: s})
		return
	}
	if !decodes(n, s) {
		v.Found = append(v.Found, Problem{Kind: Undecodable, Node: n, Schema: s})
		return
	}
	switch s.Type {
	case schemas.Object:
		v.object(n, s)
	case schemas.Map, schemas.Array:
		kids := n.Children()
		for i := range kids {
			v.value(&kids[i], s.Elem)
		}
	}
}

func (v *validator) object(n *manifest.Node, s *schemas.Schema) {
	kids := n.Children()
	for i := range kids {
		kid := &kids[i]
		if kid.IsNull() {
			continue
		}
		v.seen = v.seen || slices.Contains(v.wanted, kid.Key())
		if field := s.Field(kid.Key()); field != nil {
			v.value(kid, field)
		} else {
			v.Found = append(v.Found, Problem{Kind: FieldUnknown, Node: kid, Schema: s})
		}
	}
	for _, name := range s.Required {
		if n.Field(name).IsNull() {
			v.Found = append(v.Found, Problem{Kind: FieldMissing, Node: n, Schema: s, Field: name})
		}
	}
}

// Fits reports whether kubectl accepts a value of a kind where the schema wants a type.
func Fits(kind manifest.Kind, want schemas.Type) bool {
	switch kind {
	case manifest.Null:
		return false
	case manifest.Map:
		return want == schemas.Object || want == schemas.Map || want == schemas.Any
	case manifest.List:
		return want == schemas.Array || want == schemas.Any
	case manifest.Bool:
		return want == schemas.Boolean || want == schemas.String || want == schemas.Any
	case manifest.Int, manifest.Float:
		return want == schemas.Integer || want == schemas.Number || want == schemas.String || want == schemas.Any
	}
	return want == schemas.String || want == schemas.Any
}

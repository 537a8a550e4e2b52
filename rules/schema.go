package rules

import (
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// A problem is something that kubectl, which validates an object against the schema of its kind, refuses; or what the
// API server, which decodes the object, then refuses.
type problem struct {
	kind   problemKind
	node   *manifest.Node  // the unknown field, the value of the wrong type, or the map that lacks a field
	schema *schemas.Schema // of the map that has or lacks the field; of a wrong type, what the value should be
	field  string          // the one that is missing
}

type problemKind uint8

const (
	fieldUnknown problemKind = iota
	typeWrong
	fieldMissing
	undecodable // by the server: kubectl lets it pass
)

// schemaProblems is what kubectl's validation and the server's decoding say of the object, in file order. The rules that
// report it share one walk.
func (s *Subject) schemaProblems() []problem {
	return s.validated().found
}

// mayHaveIgnored reports whether the object may have a field that the server drops: nearly none has.
func (s *Subject) mayHaveIgnored() bool {
	v := s.validated()
	return v.seen || len(v.found) > 0 // behind a problem the walk does not look
}

func (s *Subject) validated() walkResult { return validatedSlot.Get(s, (*Subject).walk) }

func (s *Subject) walk() walkResult {
	v := validate(s.Root(), s.Bundle.Lookup(s.GVK), s.bounds.ignored)
	return walkResult{v.found, v.seen}
}

var validatedSlot = NewSlot[walkResult]("what kubectl and the decoding of the server say of it")

// A walkResult is the outcome of a walk through an object.
type walkResult struct {
	found []problem
	seen  bool // a field that the server drops
}

// textSchema is that of the fields that say what an object is.
var textSchema = &schemas.Schema{Type: schemas.String}

// validate judges as kubectl 1.15 does, which is neither stricter nor laxer by design: a field whose value is null is as
// good as absent, even one that nobody knows; a null in a list, or in a map whose keys are the author's, is refused; any
// scalar will do for a string, and a fraction for an integer. An object that kubectl has no schema of passes. What
// passes is decoded as the server does.
func validate(root *manifest.Node, schema *schemas.Schema, wanted []string) validator {
	v := validator{wanted: wanted}
	if schema != nil {
		v.value(root, schema)
		return v
	}
	v.seen = true
	for _, name := range [...]string{"apiVersion", "kind"} {
		if n := root.Field(name); !n.IsNull() && n.Kind() != manifest.String {
			v.found = append(v.found, problem{kind: typeWrong, node: n, schema: textSchema})
		}
	}
	return v
}

// A validator collects problems. It allocates for nothing else: nearly every object has none.
type validator struct {
	found  []problem
	wanted []string // names of fields to look out for
	seen   bool     // there is one of them, or may be
}

func (v *validator) value(n *manifest.Node, s *schemas.Schema) {
	if !fits(n.Kind(), s.Type) {
		v.found = append(v.found, problem{kind: typeWrong, node: n, schema: s})
		return
	}
	if !decodes(n, s) {
		v.found = append(v.found, problem{kind: undecodable, node: n, schema: s})
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
			v.found = append(v.found, problem{kind: fieldUnknown, node: kid, schema: s})
		}
	}
	for _, name := range s.Required {
		if n.Field(name).IsNull() {
			v.found = append(v.found, problem{kind: fieldMissing, node: n, schema: s, field: name})
		}
	}
}

// fits reports whether kubectl takes a value of a kind where the schema wants a type.
func fits(kind manifest.Kind, want schemas.Type) bool {
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

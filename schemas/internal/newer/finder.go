package main

import (
	"cmp"
	"slices"

	"github.com/toolforge/tfk8s/schemas"
)

// A finder collects the fields that the definitions of the bundled schema lack.
type finder struct {
	known map[string]*schemas.Schema    // definitions by name
	rows  map[field]*schemas.NewerField // the first release of each
}

// A field is one of a definition.
type field struct{ owner, name string }

func newFinder(known map[string]*schemas.Schema) *finder {
	return &finder{known: known, rows: map[field]*schemas.NewerField{}}
}

// A pair is a definition, and the Go type that a later release has in its place.
type pair struct{ definition, goType string }

// release adds what one release has. Releases are added from the oldest to the newest. A definition is compared with the
// type of its name, and with those that its fields lead to: a later release may have split or renamed a type.
func (f *finder) release(types *typeSet, since, source string) {
	var queue []pair
	seen := map[pair]bool{}
	add := func(p pair) {
		if s := f.known[p.definition]; s != nil && s.Type == schemas.Object && !seen[p] {
			seen[p] = true
			queue = append(queue, p)
		}
	}
	for name := range f.known {
		add(pair{name, name})
	}
	for len(queue) > 0 {
		p := queue[0]
		queue = queue[1:]
		for _, has := range types.fields(p.goType) {
			if held := f.known[p.definition].Field(has.name); held != nil {
				add(pair{definitionIn(held), has.typeName})
				continue
			}
			key := field{p.definition, has.name}
			if f.rows[key] == nil {
				f.rows[key] = &schemas.NewerField{Owner: key.owner, Field: key.name, Since: since, Source: source}
			}
		}
	}
}

// definitionIn is the name of the definition of a value, or of its items.
func definitionIn(s *schemas.Schema) string {
	for s.Name == "" && s.Elem != nil {
		s = s.Elem
	}
	return s.Name
}

// sorted returns the rows by owner and field.
func (f *finder) sorted() []schemas.NewerField {
	var rows []schemas.NewerField
	for _, row := range f.rows {
		rows = append(rows, *row)
	}
	slices.SortFunc(rows, func(a, b schemas.NewerField) int {
		return cmp.Or(cmp.Compare(a.Owner, b.Owner), cmp.Compare(a.Field, b.Field))
	})
	return rows
}

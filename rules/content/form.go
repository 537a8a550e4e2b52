package content

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
	"github.com/toolforge/tfk8s/schemas/spelling"
)

// longWord is how many letters a word needs, so that hardly another word has one typo less or more.
const longWord = 6

// IsMeant reports whether the word in an object is meant to be the kind that is near it: it is the kind in other letters or
// in the plural, or a long word with one typo and nothing in the object says otherwise, or the fields are those of the kind.
// Short words are near each other, such as Note and Node, and belong to other programs.
func IsMeant(bundle *schemas.Bundle, root *manifest.Node, word, kind string) bool {
	lower, versions := strings.ToLower(word), bundle.ServedVersions(kind)
	isPlural := func(g schemas.GVK) bool { return bundle.Served(g).Plural == lower }
	isSlip := min(len(word), len(kind)) >= longWord && spelling.Distance(lower, strings.ToLower(kind)) == 1
	if strings.EqualFold(word, kind) || slices.ContainsFunc(versions, isPlural) || len(versions) == 0 && isSlip {
		return true
	}
	return slices.ContainsFunc(versions, func(g schemas.GVK) bool {
		schema := bundle.Lookup(g)
		return schema != nil && (isSlip && mayBe(root, schema) || hasForm(root, schema))
	})
}

// ownFields are the fields of an object that not every object has.
func ownFields(root *manifest.Node) (own []*manifest.Node) {
	fields := root.Fields()
	for i := range fields {
		switch f := &fields[i]; strings.ToLower(f.Key()) {
		case "apiversion", "kind", "metadata", "status":
		default:
			own = append(own, f)
		}
	}
	return own
}

// mayBe reports whether nothing in an object says that it is of another kind: it has all that the kind requires, and one of
// its fields, if it has any.
func mayBe(root *manifest.Node, schema *schemas.Schema) bool {
	own, spec := ownFields(root), root.Field("spec").Fields()
	isKnown := func(f *manifest.Node) bool { return schema.Field(f.Key()) != nil }
	isKnownInSpec := func(f manifest.Node) bool { return schema.Field("spec").Field(f.Key()) != nil }
	return !lacksField(root, schema) && (len(own) == 0 || slices.ContainsFunc(own, isKnown)) &&
		(len(spec) == 0 || schema.Field("spec") != nil && slices.ContainsFunc(spec, isKnownInSpec))
}

// hasForm reports whether the fields of an object are those of a kind: nothing is missing, nearly all are known, and some of
// them are maps or lists, for scalars such as a name are common to all programs. Where it has containers, half may be
// misspelt.
func hasForm(root *manifest.Node, schema *schemas.Schema) bool {
	var c comparison
	own := ownFields(root)
	for _, f := range own {
		if schema.Field(f.Key()) == nil {
			return false
		}
		c.compare(f, schema.Field(f.Key()))
	}
	spec := root.Field("spec")
	lacks := lacksField(root, schema) || spec.IsMap() && lacksField(spec, schema.Field("spec"))
	return !lacks && c.structured > 0 && (c.unknown*3 <= c.known || c.hasContainers && c.unknown <= c.known)
}

func lacksField(n *manifest.Node, schema *schemas.Schema) bool {
	return slices.ContainsFunc(schema.Required, func(name string) bool { return n.Field(name).IsNull() })
}

// A comparison counts the fields that a schema has, and those that it does not have or misses. It stops at enough of them, for aliases may repeat
// without end.
type comparison struct {
	known, unknown, structured int
	hasContainers              bool
}

const enoughFields = 1000

func (c *comparison) compare(n *manifest.Node, schema *schemas.Schema) {
	switch {
	case c.known+c.unknown > enoughFields, n.IsNull(), schema == nil, schema.Type == schemas.Any:
	case n.IsMap() && schema.Type == schemas.Object:
		c.known++
		if lacksField(n, schema) {
			c.unknown++
		}
		fields := n.Fields()
		for i := range fields {
			f := &fields[i]
			of := schema.Field(f.Key())
			if of == nil {
				c.unknown++
				continue
			}
			if f.IsMap() || f.IsList() {
				c.structured++
			}
			c.hasContainers = c.hasContainers || f.Key() == "containers" && f.IsList()
			c.compare(f, of)
		}
	case n.IsList() && schema.Type == schemas.Array:
		c.known, c.structured = c.known+1, c.structured+1
		items := n.Items()
		for i := range items {
			c.compare(&items[i], schema.Elem)
		}
	case n.IsMap() && schema.Type == schemas.Map:
		c.known, c.structured = c.known+1, c.structured+1
	case n.IsMap(), n.IsList(), schema.Type == schemas.Object, schema.Type == schemas.Array, schema.Type == schemas.Map:
		c.unknown++
	default:
		c.known++
	}
}

package content

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
	"github.com/toolforge/tfk8s/schemas/spelling"
)

// longWord is the length from which a word with one typo is hardly ever another word.
const longWord = 6

// IsMeant reports whether the word in an object is meant to be the kind that is near it: the kind in another case or in the
// plural; a long word with one typo, where nothing in the object says otherwise; or a word in an object with the fields of
// the kind. Short words such as Note and Node are near each other, and may belong to other programs.
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

// mayBe reports whether nothing in an object says that it is of another kind: it has every required field of the kind, and
// at least one of its fields, if it has any.
func mayBe(root *manifest.Node, schema *schemas.Schema) bool {
	own, spec := ownFields(root), root.Field("spec").Fields()
	isKnown := func(f *manifest.Node) bool { return schema.Field(f.Key()) != nil }
	isKnownInSpec := func(f manifest.Node) bool { return schema.Field("spec").Field(f.Key()) != nil }
	return !lacksField(root, schema) && (len(own) == 0 || slices.ContainsFunc(own, isKnown)) &&
		(len(spec) == 0 || schema.Field("spec") != nil && slices.ContainsFunc(spec, isKnownInSpec))
}

// hasForm reports whether the fields of an object are those of a kind: no required field is missing, nearly all are known, and
// some of them are maps or lists, since scalars such as a name are common to all programs. Where the object has containers,
// half of the fields may be misspelled.
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

// A comparison counts the fields that a schema has, and those that it does not have or requires in vain. It stops at
// enoughFields, because aliases may repeat a text very often.
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

package kubectl

import (
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/schemas"
)

// FewFields is how many fields a message may list.
const FewFields = 6

// ShortName is the name of a definition without its package: PodSpec.
func ShortName(s *schemas.Schema) string { return s.Name[strings.LastIndexByte(s.Name, '.')+1:] }

// FieldNames joins the names of fields as a sentence does.
func FieldNames(fields []schemas.Field) string { return words.Listed(NamesOf(fields)) }

func NamesOf(fields []schemas.Field) []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	return names
}

// NameOf is the last step of a path: a key, or the list and the index.
func NameOf(n *manifest.Node) string {
	switch parent := n.Parent(); {
	case n.Key() != "":
		return n.Key()
	case parent.IsList():
		return NameOf(parent) + "[" + strconv.Itoa(n.Index()) + "]"
	}
	return "the object"
}

func TypeName(t schemas.Type) string {
	return [...]string{"anything", "a map", "a map", "a list", "a string", "an integer", "a number", "true or false"}[t]
}

func ValueName(n *manifest.Node) string {
	switch n.Kind() {
	case manifest.Null:
		return "null"
	case manifest.Map:
		return "a map"
	case manifest.List:
		return "a list"
	case manifest.String:
		return "the string " + strconv.Quote(words.Clip(n.Text(), 40))
	case manifest.Bool:
		return "the boolean " + n.Text()
	}
	return "the number " + n.Text()
}

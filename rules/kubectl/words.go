package kubectl

import (
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// FewFields is how many fields a message may list.
const FewFields = 6

// ShortName is the name of a definition without its package: PodSpec.
func ShortName(s *schemas.Schema) string { return s.Name[strings.LastIndexByte(s.Name, '.')+1:] }

// OwnerName is what people call a map that has fields of a schema: "a Job", "a container", or its key.
func OwnerName(s *workload.Object, n *manifest.Node, schema *schemas.Schema) string {
	name := ShortName(schema)
	kind, spec := words.Article(s.Judged.Kind), s.Root().Field("spec")
	switch {
	case n == s.Root() && schema.Field("spec") != nil:
		return "the top level of " + kind
	case n == s.Root(), n == spec && name != podSpec:
		return kind
	}
	switch name {
	case podSpec:
		return "a pod spec"
	case "JobSpec":
		return "a Job"
	case "Container":
		return "a container"
	case "Volume":
		return "a volume"
	case "VolumeMount":
		return "a volume mount"
	case "ContainerPort", "ServicePort":
		return "a port"
	case "EnvVar":
		return "a variable"
	}
	if n.Key() == "" && n.Parent().IsList() {
		return "an item of " + NameOf(n.Parent())
	}
	return n.Key()
}

const podSpec = "PodSpec"

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

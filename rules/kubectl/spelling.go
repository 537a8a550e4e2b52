package kubectl

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
	"github.com/toolforge/tfk8s/schemas/spelling"
)

// Misspelt returns the field that an unknown one is taken for: the one that takes such a value and whose name is closest.
// It is "" where there is none, or more than one.
func Misspelt(n *manifest.Node, s *schemas.Schema) string {
	return spelling.Nearest(n.Key(), spelling.AllowedTypos(n.Key()), func(yield func(string) bool) {
		for _, f := range s.Fields {
			if Fits(n.Kind(), f.Schema.Type) && !yield(f.Name) {
				return
			}
		}
	})
}

// Abridged returns the field whose name begins or ends with the key of an unknown one, or the other way round: name for
// secretName, workingDirectory for workingDir. It is "" where there is none, or more than one.
func Abridged(n *manifest.Node, s *schemas.Schema) string {
	affix := func(long, short string) bool {
		return len(short) >= len("name") && (strings.HasPrefix(long, short) || strings.HasSuffix(long, short))
	}
	key := strings.ToLower(n.Key())
	var names []string
	for _, f := range s.Fields {
		if name := strings.ToLower(f.Name); (affix(key, name) || affix(name, key)) &&
			Fits(n.Kind(), f.Schema.Type) && n.Parent().Field(f.Name).IsNull() {
			names = append(names, f.Name)
		}
	}
	if len(names) != 1 {
		return ""
	}
	return names[0]
}

// OnlyOneFor reports whether no other field of the map is taken for the same one as n.
func OnlyOneFor(name string, n *manifest.Node, s *schemas.Schema) bool {
	return !slices.ContainsFunc(n.Parent().Fields(), func(o manifest.Node) bool {
		return o.Key() != n.Key() && s.Field(o.Key()) == nil && Misspelt(&o, s) == name
	})
}

package rules

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
	"github.com/toolforge/tfk8s/schemas/spelling"
)

// misspelt returns the field that an unknown one is taken for: the one that takes such a value and whose name is closest.
// It is "" where there is none, or more than one.
func misspelt(n *manifest.Node, s *schemas.Schema) string {
	return spelling.Nearest(n.Key(), spelling.AllowedTypos(n.Key()), func(yield func(string) bool) {
		for _, f := range s.Fields {
			if fits(n.Kind(), f.Schema.Type) && !yield(f.Name) {
				return
			}
		}
	})
}

// nearest returns the name that a word is taken for: the one that is closest and has the same digits, for php7.2 is not a
// misspelt php7.3. It is "" where there is none, or more than one.
func nearest(word string, names []string) string {
	return spelling.Nearest(word, spelling.AllowedTypos(word), func(yield func(string) bool) {
		for _, name := range names {
			if schemas.Digits(word) == schemas.Digits(name) && !yield(name) {
				return
			}
		}
	})
}

// abridged returns the field whose name begins or ends with the key of an unknown one, or the other way round: name for
// secretName, workingDirectory for workingDir. It is "" where there is none, or more than one.
func abridged(n *manifest.Node, s *schemas.Schema) string {
	affix := func(long, short string) bool {
		return len(short) >= len("name") && (strings.HasPrefix(long, short) || strings.HasSuffix(long, short))
	}
	key := strings.ToLower(n.Key())
	var names []string
	for _, f := range s.Fields {
		if name := strings.ToLower(f.Name); (affix(key, name) || affix(name, key)) &&
			fits(n.Kind(), f.Schema.Type) && n.Parent().Field(f.Name).IsNull() {
			names = append(names, f.Name)
		}
	}
	if len(names) != 1 {
		return ""
	}
	return names[0]
}

// onlyOneFor reports whether no other field of the map is taken for the same one as n.
func onlyOneFor(name string, n *manifest.Node, s *schemas.Schema) bool {
	return !slices.ContainsFunc(n.Parent().Fields(), func(o manifest.Node) bool {
		return o.Key() != n.Key() && s.Field(o.Key()) == nil && misspelt(&o, s) == name
	})
}

package rules

import (
	"iter"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// misspelt returns the field that an unknown one is taken for: the one that takes such a value and whose name is closest.
// It is "" where there is none, or more than one.
func misspelt(n *manifest.Node, s *schemas.Schema) string {
	return closest(n.Key(), func(yield func(string) bool) {
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
	return closest(word, func(yield func(string) bool) {
		for _, name := range names {
			if schemas.Digits(word) == schemas.Digits(name) && !yield(name) {
				return
			}
		}
	})
}

// closest returns the one name with the fewest typos in it, if they are few. It is "" where there is none, or more than
// one.
func closest(word string, names iter.Seq[string]) string {
	word = strings.ToLower(word)
	near, least, several := "", allowedTypos(word), false
	for name := range names {
		if len(name)-len(word) > least || len(word)-len(name) > least {
			continue
		}
		switch typos := schemas.Distance(word, strings.ToLower(name)); {
		case typos > least:
		case typos < least || near == "":
			near, least, several = name, typos, false
		default:
			several = true
		}
	}
	if several {
		return ""
	}
	return near
}

// allowedTypos keeps short words from being taken for each other.
func allowedTypos(key string) int {
	switch {
	case len(key) < 3:
		return 0
	case len(key) < 5:
		return 1
	}
	return 2
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

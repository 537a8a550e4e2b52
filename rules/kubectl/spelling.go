package kubectl

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
	"github.com/toolforge/tfk8s/schemas/spelling"
)

// Renamed returns the field that an unknown one is surely meant to be: the field that has this name elsewhere, or else the
// one with the nearest spelling. It returns "" where there is none.
func Renamed(n *manifest.Node, s *schemas.Schema) string {
	if field := spelling.Synonym(ShortName(s), n.Key()); s.Field(field) != nil {
		return field
	}
	return Misspelled(n, s)
}

// Meant returns what Renamed returns, or else Abridged for a scalar.
func Meant(n *manifest.Node, s *schemas.Schema) string {
	if name := Renamed(n, s); name != "" || n.IsMap() || n.IsList() {
		return name
	}
	return Abridged(n, s)
}

// IsVariable reports whether an unknown field is a variable that is written as HOME: /x, with neither name nor value.
func IsVariable(n *manifest.Node, s *schemas.Schema) bool {
	return ShortName(s) == "EnvVar" && len(n.Parent().Fields()) == 1 && !n.IsMap() && !n.IsList() && Meant(n, s) == ""
}

// Misspelled returns the field that accepts such a value and has the nearest name. It returns "" where there is none, or more
// than one.
func Misspelled(n *manifest.Node, s *schemas.Schema) string {
	return spelling.Nearest(n.Key(), spelling.AllowedTypos(n.Key()), func(yield func(string) bool) {
		for _, f := range s.Fields {
			if Fits(n.Kind(), f.Schema().Type) && !yield(f.Name) {
				return
			}
		}
	})
}

// Abridged returns the field whose name begins or ends with the key of an unknown one, or the other way round: name for
// secretName, workingDirectory for workingDir. It returns "" where there is none, or more than one.
func Abridged(n *manifest.Node, s *schemas.Schema) string {
	affix := func(long, short string) bool {
		isNear := len(short) >= len("name") && len(long) <= 3*len(short) // port is not healthCheckNodePort
		return isNear && (strings.HasPrefix(long, short) || strings.HasSuffix(long, short))
	}
	key := strings.ToLower(n.Key())
	var names []string
	for _, f := range s.Fields {
		if name := strings.ToLower(f.Name); (affix(key, name) || affix(name, key)) &&
			Fits(n.Kind(), f.Schema().Type) && n.Parent().Field(f.Name).IsNull() {
			names = append(names, f.Name)
		}
	}
	if len(names) != 1 {
		return ""
	}
	return names[0]
}

// OnlyOneFor reports whether no other field of the map is meant to be the same one as n.
func OnlyOneFor(name string, n *manifest.Node, s *schemas.Schema) bool {
	return !slices.ContainsFunc(n.Parent().Fields(), func(o manifest.Node) bool {
		return o.Key() != n.Key() && s.Field(o.Key()) == nil && Meant(&o, s) == name
	})
}

package workload

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// TrimSlash removes the slashes at the end of a path.
func TrimSlash(p string) string {
	if t := strings.TrimRight(p, "/"); t != "" {
		return t
	}
	return p
}

// IsWithin reports whether a path is the same as another one or below it. It compares only the texts.
func IsWithin(p, top string) bool {
	rest, ok := strings.CutPrefix(p, top)
	return ok && (rest == "" || rest[0] == '/')
}

// HomeOf returns the name after the folder of all homes in a path, "" if there is none.
func (s *Settings) HomeOf(p string) string {
	rest, ok := strings.CutPrefix(p, s.Policy.Tools.HomeRoot)
	if !ok || rest == "" || rest[0] != '/' {
		return ""
	}
	name, _, _ := strings.Cut(rest[1:], "/")
	return name
}

// IsShared reports whether a path among the homes belongs to no tool.
func (s *Settings) IsShared(p string) bool {
	return slices.ContainsFunc(s.Policy.Tools.SharedPaths, func(shared string) bool { return IsWithin(p, shared) })
}

// At follows a field path of the policy.
func (s *Object) At(path string) *manifest.Node { return Follow(s.Root(), path) }

// Follow returns the field at a path with dots.
func Follow(n *manifest.Node, path string) *manifest.Node {
	for n != nil && path != "" {
		var name string
		name, path, _ = strings.Cut(path, ".")
		n = n.Field(name)
	}
	return n
}

func LastName(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

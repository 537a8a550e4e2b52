package rules

import (
	"iter"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// usesToolFiles finds what in the texts of the pods needs what the PodPreset brings: one of its paths, the home of the
// tool by its variable, or the program that runs webservices, which lives from the home. It is "" where nothing does.
func (s *Subject) usesToolFiles() string {
	for _, text := range s.pathTexts() {
		if named := s.toolFile(text.String()); named != "" {
			return named
		}
	}
	for _, m := range s.podParts().mounts {
		if named := s.toolFile(m.path); named != "" {
			return named
		}
	}
	return ""
}

func (s *Subject) toolFile(text string) string {
	for _, wanted := range s.bounds.toolFiles {
		if mentions(text, wanted) {
			return wanted
		}
	}
	if mentions(text, s.Policy.Webservice.Runner) {
		return s.Policy.Tools.HomeRoot
	}
	return ""
}

// reliesOnPreset finds a path of the PodPreset in what the containers start, and in no mount of theirs: without the
// preset they do not find their program. It is "" where there is none.
func (s *Subject) reliesOnPreset() string {
	mounts := s.podParts().mounts
	for _, pv := range s.Policy.PodPreset.Volumes {
		own := slices.ContainsFunc(mounts, func(m podMount) bool { return mentions(m.path, pv.MountPath) })
		if !own && s.startsWith(pv.MountPath) {
			return pv.MountPath
		}
	}
	return ""
}

// startsWith reports whether a path stands in what the containers start.
func (s *Subject) startsWith(path string) bool {
	return slices.ContainsFunc(s.Containers(), func(c *manifest.Node) bool {
		for text := range startTexts(c) {
			if mentions(text.String(), path) {
				return true
			}
		}
		return false
	})
}

// mentions reports whether a path stands in a text as a whole, or with more path behind it.
func mentions(text, path string) bool {
	for range placesOf(text, path) {
		return true
	}
	return false
}

// placesOf are the offsets at which a path stands in a text as a whole, or with more path behind it.
func placesOf(text, path string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for from := 0; path != ""; {
			i := strings.Index(text[from:], path)
			if i < 0 {
				return
			}
			start, end := from+i, from+i+len(path)
			if (start == 0 || !isPathLetter(text[start-1]) && text[start-1] != '/') &&
				(end == len(text) || !isPathLetter(text[end]) || path[len(path)-1] == '/') && !yield(start) {
				return
			}
			from = start + 1
		}
	}
}

func isPathLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.'
}

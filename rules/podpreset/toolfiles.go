package podpreset

import (
	"iter"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// usedToolFile finds a path or variable of the PodPreset that the pods use. The program that runs webservices counts too,
// since it works in the home of the tool. The result is "" if they use nothing of it.
func usedToolFile(s *workload.Object) string {
	for _, text := range s.PathTexts() {
		if named := toolFile(s, text.String()); named != "" {
			return named
		}
	}
	for _, m := range PartsOf(s).mounts {
		if named := toolFile(s, m.Path); named != "" {
			return named
		}
	}
	return ""
}

func toolFile(s *workload.Object, text string) string {
	for _, wanted := range s.Bounds.ToolFiles {
		if Mentions(text, wanted) {
			return wanted
		}
	}
	if Mentions(text, s.Policy.Webservice.Runner) {
		return s.Policy.Tools.HomeRoot
	}
	return ""
}

// neededPresetPath finds a path of the PodPreset that the containers start something from and do not mount themselves. Without
// the PodPreset they do not find their program. The result is "" if there is no such path.
func neededPresetPath(s *workload.Object) string {
	mounts := PartsOf(s).mounts
	for _, pv := range s.Policy.PodPreset.Volumes {
		own := slices.ContainsFunc(mounts, func(m podMount) bool { return Mentions(m.Path, pv.MountPath) })
		if !own && StartsWith(s, pv.MountPath) {
			return pv.MountPath
		}
	}
	return ""
}

// StartsWith reports whether the commands of the containers mention a path.
func StartsWith(s *workload.Object, path string) bool {
	return slices.ContainsFunc(s.Containers(), func(c *manifest.Node) bool {
		for text := range workload.StartTexts(c) {
			if Mentions(text.String(), path) {
				return true
			}
		}
		return false
	})
}

// Mentions reports whether a text contains a path, or a path below it.
func Mentions(text, path string) bool {
	for range PlacesOf(text, path) {
		return true
	}
	return false
}

// PlacesOf yields the offsets at which a text contains a path, or a path below it.
func PlacesOf(text, path string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for from := 0; path != ""; {
			i := strings.Index(text[from:], path)
			if i < 0 {
				return
			}
			start, end := from+i, from+i+len(path)
			if (start == 0 || !IsPathLetter(text[start-1]) && text[start-1] != '/') &&
				(end == len(text) || !IsPathLetter(text[end]) || path[len(path)-1] == '/') && !yield(start) {
				return
			}
			from = start + 1
		}
	}
}

func IsPathLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.'
}

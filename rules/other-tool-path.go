package rules

import (
	_ "embed"
	"iter"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed other-tool-path.md
var otherToolPathDoc string

var otherToolPath = &lint.Rule{
	ID: "TFK908", Name: "other-tool-path",
	Stage: lint.Runs, Severity: lint.Warning,
	Doc:    otherToolPathDoc,
	Object: checkOtherToolPath,
}

func checkOtherToolPath(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	if s.Tool == "" {
		return
	}
	for _, n := range s.homeTexts() {
		var told []string
		for tool := range s.toolsIn(n.String()) {
			if tool != s.Tool && !slices.Contains(told, tool) {
				told = append(told, tool)
				p.At(n, nil, "%s/%s is the home of another tool, and this one is %q: its files may not be readable, or may be moved: keep what it needs in its own home",
					s.Policy.Tools.HomeRoot, tool, s.Tool)
			}
		}
	}
}

// pathTexts are the texts of the object's pods that name files: what runs, where, with which variables, and what of the
// node is mounted.
func (s *Subject) pathTexts(yield func(*manifest.Node) bool) {
	for _, c := range s.Containers() {
		for text := range runTexts(c) {
			if !yield(text) {
				return
			}
		}
	}
	volumes := s.PodSpec().Field("volumes").Items()
	for i := range volumes {
		if !yield(volumes[i].At("hostPath", "path")) {
			return
		}
	}
}

// toolsIn returns the tools whose homes a text names. What is shared is nobody's home, and what a variable names is not
// known.
func (s *Settings) toolsIn(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if !strings.Contains(text, s.Policy.Tools.HomeRoot) {
			return
		}
		for path := range pathsIn(text) {
			tool := s.homeOf(path)
			if tool == "" || s.isShared(path) {
				continue
			}
			isName := tool[0] != '.'
			for i := range len(tool) {
				isName = isName && isPathLetter(tool[i])
			}
			if isName && !yield(tool) {
				return
			}
		}
	}
}

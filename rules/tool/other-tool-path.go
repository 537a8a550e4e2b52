package tool

import (
	_ "embed"
	"iter"
	"slices"
	"strings"
	"unicode"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/workload"
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
	s := workload.Of(p)
	if s.Tool == "" {
		return
	}
	for _, text := range s.PathTexts() {
		var named []string
		for tool := range toolsIn(s, text.String()) {
			if !slices.Contains(named, tool) {
				named = append(named, tool)
				p.At(text, nil, "%s/%s is the home of another tool, not of %q", s.Policy.Tools.HomeRoot, tool, s.Tool).
					Effect("its files may not be readable, or may be moved").
					Help("keep the files that %q needs in its own home", s.Tool)
			}
		}
	}
}

// toolsIn returns the other tools whose homes a text names. What is shared is nobody's home, and what a variable names is not
// known.
func toolsIn(s *workload.Object, text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for start := range podpreset.PlacesOf(text, s.Policy.Tools.HomeRoot) {
			if start > 0 && !workload.EndsPath(rune(text[start-1])) {
				continue
			}
			path := text[start:]
			if end := strings.IndexFunc(path, workload.EndsPath); end >= 0 {
				path = path[:end]
			}
			tool := s.HomeOf(path)
			if tool == "" || tool == s.Tool || s.IsShared(path) {
				continue
			}
			if isNameOfTool(tool) && !yield(tool) {
				return
			}
		}
	}
}

// isNameOfTool reports whether a folder of the homes may be called so.
func isNameOfTool(text string) bool {
	isOther := func(r rune) bool { return r > unicode.MaxASCII || !podpreset.IsPathLetter(byte(r)) }
	return text[0] != '.' && !strings.ContainsFunc(text, isOther)
}

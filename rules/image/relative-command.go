package image

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed relative-command.md
var relativeCommandDoc string

var relativeCommand = &lint.Rule{
	ID: "TFK907", Name: "relative-command",
	Stage: lint.Advice, Severity: lint.Note,
	Effect: "it is searched in the working directory of the image",
	Doc:    relativeCommandDoc,
	Object: checkRelativeCommand,
}

func checkRelativeCommand(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for i, c := range s.Containers() {
		// An image from another registry has a working directory of its own.
		if !c.Field("workingDir").IsNull() || !s.IsOfRegistry(c.Field("image").String()) {
			continue
		}
		for _, line := range commandLines(s)[i] {
			if n, file := line.relative(); file != "" {
				p.At(n, nil, "%q is a relative path, but the container sets no workingDir", file).
					Help("use the full path, or set workingDir%s", toHome(s))
			}
		}
	}
}

// toHome names the home of the tool, where the tool is known.
func toHome(s *workload.Object) string {
	if s.Tool == "" {
		return ""
	}
	return " to " + schemas.Expand(s.Policy.Tools.Home, s.Tool)
}

// relative finds the first file that a command line names by a relative path: its program, the script of an interpreter, or
// one of these at the beginning of shell code.
func (l commandLine) relative() (n *manifest.Node, file string) {
	if !l.hasProgram {
		return nil, ""
	}
	if code := l.codeIndex(); code > 0 {
		wordList := strings.Fields(l.words[code].String())
		if strings.ContainsAny(strings.Join(wordList, " "), "'\"`(") { // its words cannot be read without a shell
			return nil, ""
		}
		return l.words[code], relativeIn(wordList)
	}
	wordList := make([]string, len(l.words))
	for i, w := range l.words {
		wordList[i] = w.String()
	}
	file = relativeIn(wordList)
	for _, w := range l.words {
		if w.String() == file {
			return w, file
		}
	}
	return nil, ""
}

func relativeIn(wordList []string) string {
	if len(wordList) == 0 {
		return ""
	}
	if strings.Contains(wordList[0], "/") && isRelative(wordList[0]) {
		return wordList[0]
	}
	if i := scriptIndex(wordList); i > 0 && isRelative(wordList[i]) {
		return wordList[i]
	}
	return ""
}

// isRelative reports whether a word is a relative path that does not begin with a variable or a home.
func isRelative(word string) bool {
	return word != "" && !strings.ContainsAny(word, "$ \t\n*;&|<>=:,") && !workload.IsTemplate(word) && !strings.ContainsAny(word[:1], "/~-")
}

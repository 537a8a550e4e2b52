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
	Doc:    relativeCommandDoc,
	Object: checkRelativeCommand,
}

func checkRelativeCommand(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for i, c := range s.Containers() {
		// An image from elsewhere has a folder of its own to work in.
		if !c.Field("workingDir").IsNull() || !s.IsOfRegistry(c.Field("image").String()) {
			continue
		}
		for _, line := range commandLines(s)[i] {
			if n, file := line.relative(); file != "" {
				p.At(n, nil, "%q is looked for in the working folder of the image, since the container sets none: write its whole path, or set workingDir%s",
					file, suchAsHome(s))
			}
		}
	}
}

// suchAsHome names the home of the tool, where the tool is known.
func suchAsHome(s *workload.Object) string {
	if s.Tool == "" {
		return ""
	}
	return ", as to " + schemas.Expand(s.Policy.Tools.Home, s.Tool)
}

// relative finds the first file that a command line names by a path from the working folder: its program, the script of
// an interpreter, or one of these at the beginning of the text for a shell.
func (l commandLine) relative() (n *manifest.Node, file string) {
	if !l.hasProgram {
		return nil, ""
	}
	if code := l.code(); code > 0 {
		wordList := strings.Fields(l.words[code].String())
		if strings.ContainsAny(strings.Join(wordList, " "), "'\"`(") { // too clever to be judged word by word
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
	if i := scriptIn(wordList); i > 0 && isRelative(wordList[i]) {
		return wordList[i]
	}
	return ""
}

// isRelative reports whether a word is a path from the working folder, and not from a variable or a home.
func isRelative(word string) bool {
	return word != "" && !strings.ContainsAny(word, "$ \t\n*;&|<>=:,") && !workload.IsTemplate(word) && !strings.ContainsAny(word[:1], "/~-")
}

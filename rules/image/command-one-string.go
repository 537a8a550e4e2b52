package image

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed command-one-string.md
var commandOneStringDoc string

var CommandOneString = &lint.Rule{
	ID: "TFK906", Name: "command-one-string",
	Stage: lint.Runs, Severity: lint.Warning,
	Doc:    commandOneStringDoc,
	Object: checkCommandOneString,
}

func checkCommandOneString(p *lint.Pass, _ *manifest.Object) {
	for _, lines := range commandLines(workload.Of(p)) {
		for _, line := range lines {
			line.checkWords(p)
		}
	}
}

var (
	// An option and its value, where the program would not find the option: a long one, or one whose value is a path that
	// would begin with a blank.
	optionWithValue = words.Pattern(`^(?:--[A-Za-z][\w:.-]*[ \t]+\S|-[A-Za-z][ \t]+/\S*$)`)
	// A script or path, and somewhere behind it an option or another path.
	pathWithMore = words.Pattern(`^(?:\.?/\S+|[\w./-]+\.(?:py|sh|rb|js|pl|php))[ \t]+(?:\S+[ \t]+)*(?:-[A-Za-z-]|/)`)
	// An option whose value is program text, in any language.
	takesCode = words.Pattern(`^(?:-[a-z]*[ce]|-r|--(?:command|eval|execute|expression|run))$`)
)

func (l commandLine) checkWords(p *lint.Pass) {
	if !slices.ContainsFunc(l.words, func(w *manifest.Node) bool { return isSeveral(w.String()) }) {
		return // as most
	}
	wordList := make([]string, len(l.words))
	for i, w := range l.words {
		wordList[i] = w.String()
	}
	end := len(wordList)
	if code := l.code(); code > 0 {
		end = code // the rest is the shell's to read
	}
	script := 0
	if l.hasProgram {
		script = scriptIn(wordList)
	}
	for i, word := range wordList[:end] {
		if !strings.ContainsAny(word, " \t\n") && (i > 0 || !severalPaths(word)) {
			continue
		}
		n := l.words[i]
		previous := ""
		if i > 0 {
			previous = wordList[i-1]
		}
		switch inside := strings.TrimSpace(word); {
		case workload.IsTemplate(word), takesCode().MatchString(previous):
		case i == 0 && l.hasProgram && (strings.ContainsAny(word, " \t\n") || severalPaths(word)):
			p.At(n, nil, "the container looks for one program of the name %q: %s", words.Brief(inside), splitUp(inside))
		case i == script && i > 0 && strings.ContainsAny(inside, " \t\n"):
			p.At(n, nil, "%s looks for one file of the name %q: %s", l.program(), words.Brief(inside), splitUp(inside))
		case optionWithValue().MatchString(word),
			pathWithMore().MatchString(word) && !strings.HasPrefix(previous, "-") && !strings.Contains(word, "://"):
			p.At(n, nil, "%q is one argument, blanks and all: %s", words.Brief(inside), splitUp(inside))
		}
	}
}

// isSeveral reports whether a text has blanks, or is a list of paths.
func isSeveral(text string) bool { return strings.ContainsAny(text, " \t\n") || severalPaths(text) }

// severalPaths reports whether a text is a list of paths without blanks.
func severalPaths(text string) bool {
	return strings.HasPrefix(text, "/") && strings.Contains(text, ",/")
}

// splitUp says how to write a text that should have been several words.
func splitUp(text string) string {
	wordList := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t,", r) })
	switch {
	case len(strings.Fields(text)) < 2 && !severalPaths(text):
		return "take away the blanks and line breaks around it"
	case strings.ContainsAny(text, "|&;<>$`'\"*\\\n"):
		return `let a shell read it, as in ["/bin/sh", "-c", "..."]`
	}
	if len(wordList) > 4 {
		wordList = append(wordList[:4:4], "...")
	}
	for i := range wordList {
		wordList[i] = strconv.Quote(wordList[i])
	}
	return "make each word an item of its own, as in [" + strings.Join(wordList, ", ") + "]"
}

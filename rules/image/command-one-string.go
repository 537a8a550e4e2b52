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
	// An option and its value in one word that a program does not recognize: a long option, or a short one with a path.
	optionWithValue = words.Pattern(`^(?:--[A-Za-z][\w:.-]*[ \t]+\S|-[A-Za-z][ \t]+/\S*$)`)
	// A script or path, followed by an option or another path.
	pathWithMore = words.Pattern(`^(?:\.?/\S+|[\w./-]+\.(?:py|sh|rb|js|pl|php))[ \t]+(?:\S+[ \t]+)*(?:-[A-Za-z-]|/)`)
	// An option whose value is code in any language.
	codeOption = words.Pattern(`^(?:-[a-z]*[ce]|-r|--(?:command|eval|execute|expression|run))$`)
)

func (l commandLine) checkWords(p *lint.Pass) {
	if !slices.ContainsFunc(l.words, func(w *manifest.Node) bool { return isSeveral(w.String()) }) {
		return // the usual case
	}
	wordList := make([]string, len(l.words))
	for i, w := range l.words {
		wordList[i] = w.String()
	}
	end := len(wordList)
	if code := l.codeIndex(); code > 0 {
		end = code // a shell splits the rest
	}
	script := 0
	if l.hasProgram {
		script = scriptIndex(wordList)
	}
	for i, word := range wordList[:end] {
		if !strings.ContainsAny(word, " \t\n") && (i > 0 || !isPathList(word)) {
			continue
		}
		n := l.words[i]
		previous := ""
		if i > 0 {
			previous = wordList[i-1]
		}
		switch inside := strings.TrimSpace(word); {
		case workload.IsTemplate(word), codeOption().MatchString(previous):
		case i == 0 && l.hasProgram && (strings.ContainsAny(word, " \t\n") || isPathList(word)):
			message := "%q is one string, so it names one program"
			if isOneWord(inside) {
				message = "there are spaces around the program %q"
			}
			p.At(n, nil, message, words.Brief(inside)).
				Effect("no such program is found").
				Help("%s", splitUp(inside))
		case i == script && i > 0 && strings.ContainsAny(inside, " \t\n"):
			p.At(n, nil, "%q is one string, so it names one file", words.Brief(inside)).
				Effect("%s finds no such file", l.program()).
				Help("%s", splitUp(inside))
		case optionWithValue().MatchString(word),
			pathWithMore().MatchString(word) && !strings.HasPrefix(previous, "-") && !strings.Contains(word, "://"):
			p.At(n, nil, "%q is one string, so it is one argument", words.Brief(inside)).Help("%s", splitUp(inside))
		}
	}
}

// isSeveral reports whether a text has spaces, or is a list of paths.
func isSeveral(text string) bool { return strings.ContainsAny(text, " \t\n") || isPathList(text) }

// isOneWord reports whether a text without the spaces around it is one word.
func isOneWord(text string) bool { return len(strings.Fields(text)) < 2 && !isPathList(text) }

// isPathList reports whether a text is a list of paths without spaces.
func isPathList(text string) bool {
	return strings.HasPrefix(text, "/") && strings.Contains(text, ",/")
}

// splitUp says how to write a text that was meant as several words.
func splitUp(text string) string {
	wordList := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t,", r) })
	switch {
	case isOneWord(text):
		return "remove the spaces and line breaks around it"
	case strings.ContainsAny(text, "|&;<>$`'\"*\\\n"):
		return `run it in a shell: ["/bin/sh", "-c", "..."]`
	}
	if len(wordList) > 4 {
		wordList = append(wordList[:4:4], "...")
	}
	for i := range wordList {
		wordList[i] = strconv.Quote(wordList[i])
	}
	return "make each word an item: [" + strings.Join(wordList, ", ") + "]"
}

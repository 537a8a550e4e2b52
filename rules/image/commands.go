package image

import (
	"path"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
)

// A commandLine holds the words of a command, as the container gets them.
type commandLine struct {
	words []*manifest.Node
	// hasProgram says that the first word is the program. Otherwise the words are arguments of the image's entry point.
	hasProgram bool
}

// commandLines returns the command lines of each container: its own, and those of its probes and hooks.
func commandLines(s *workload.Object) [][]commandLine { return linesSlot.Get(s, readCommandLines) }

var linesSlot = workload.NewSlot[[][]commandLine]("the command lines of its containers")

func readCommandLines(s *workload.Object) [][]commandLine {
	containers := s.Containers()
	all := make([][]commandLine, len(containers))
	for i, c := range containers {
		all[i] = linesOf(s, c)
	}
	return all
}

func linesOf(s *workload.Object, c *manifest.Node) (lines []commandLine) {
	command, args := c.Field("command"), c.Field("args")
	if wordList := wordsOf(command, args); len(wordList) > 0 {
		isOfRegistry := s.IsOfRegistry(c.Field("image").String()) // images of the registry have no entry point
		lines = append(lines, commandLine{wordList, len(command.Items()) > 0 || isOfRegistry})
	}
	hooks := c.Field("lifecycle")
	for _, hook := range [...]*manifest.Node{c.Field("livenessProbe"), c.Field("readinessProbe"), hooks.Field("postStart"), hooks.Field("preStop")} {
		if wordList := wordsOf(hook.At("exec", "command")); len(wordList) > 0 {
			lines = append(lines, commandLine{wordList, true})
		}
	}
	return lines
}

func wordsOf(lists ...*manifest.Node) (wordList []*manifest.Node) {
	for _, list := range lists {
		items := list.Items()
		for i := range items {
			wordList = append(wordList, &items[i])
		}
	}
	return wordList
}

// program returns the name of the program, without folders, or "" if it is the image's entry point.
func (l commandLine) program() string {
	if !l.hasProgram {
		return ""
	}
	return path.Base(l.words[0].String())
}

// codeIndex returns the index of the shell code in the command line, as in sh -c CODE, or 0 if there is none.
func (l commandLine) codeIndex() int {
	if !isShell(l.program()) {
		return 0
	}
	for i := 1; i+1 < len(l.words) && strings.HasPrefix(l.words[i].String(), "-"); i++ {
		if shellCode().MatchString(l.words[i].String()) {
			return i + 1
		}
	}
	return 0
}

var (
	interpreters = words.Pattern(`^(?:python|ruby|perl|php|node|nodejs|Rscript|lua)[0-9.]*$`)
	shellCode    = words.Pattern(`^-[a-z]*c$`)
	// Options that may precede the name of a script and have no value.
	flagsOfShells       = words.Pattern(`^-[eluvx]+$`)
	flagsOfInterpreters = words.Pattern(`^-[uBOEsSW]$`)
)

func isShell(program string) bool {
	return slices.Contains([]string{"sh", "bash", "dash", "zsh", "ksh"}, program)
}

// scriptIndex returns the index of the script that an interpreter, the first word, runs, or 0 if that is not clear.
func scriptIndex(wordList []string) int {
	program := path.Base(wordList[0])
	shell := isShell(program)
	for i := 1; i < len(wordList); i++ {
		switch {
		case shell && flagsOfShells().MatchString(wordList[i]), !shell && flagsOfInterpreters().MatchString(wordList[i]):
		case strings.HasPrefix(wordList[i], "-"):
			return 0
		case shell, interpreters().MatchString(program), slices.Contains([]string{"source", "."}, wordList[0]):
			return i
		default:
			return 0
		}
	}
	return 0
}

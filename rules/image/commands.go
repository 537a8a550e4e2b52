package image

import (
	"path"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
)

// A commandLine is what a container runs: its words as the container gets them, each a text of its own.
type commandLine struct {
	words []*manifest.Node
	// hasProgram says that the first word is what is run. Otherwise the image knows, and the words are arguments of it.
	hasProgram bool
}

// commandLines are the command lines of the pods by container: its own, and those of its probes and hooks.
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
		isOfRegistry := s.IsOfRegistry(c.Field("image").String()) // its images have no entry point
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

// program is the name of what is run, without folders; "" where the image decides.
func (l commandLine) program() string {
	if !l.hasProgram {
		return ""
	}
	return path.Base(l.words[0].String())
}

// code is the place of the program text that the command line hands to a shell, as in sh -c TEXT; 0 where there is none.
func (l commandLine) code() int {
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
	// What stands before the name of a script, and takes no value.
	flagsOfShells       = words.Pattern(`^-[eluvx]+$`)
	flagsOfInterpreters = words.Pattern(`^-[uBOEsSW]$`)
)

func isShell(program string) bool {
	return slices.Contains([]string{"sh", "bash", "dash", "zsh", "ksh"}, program)
}

// scriptIn is the place of the file that the words hand to an interpreter, first among them; 0 where that is not clear.
func scriptIn(wordList []string) int {
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

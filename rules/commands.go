package rules

import (
	"path"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// A commandLine is what a container runs: its words as the container gets them, each a text of its own.
type commandLine struct {
	words []*manifest.Node
	// hasProgram says that the first word is what is run. Otherwise the image knows, and the words are arguments of it.
	hasProgram bool
}

// commandLines are the command lines of a container: its own, and those of its probes and hooks.
func (s *Subject) commandLines(c *manifest.Node) []commandLine {
	var lines []commandLine
	command, args := c.Field("command"), c.Field("args")
	if words := wordsOf(command, args); len(words) > 0 {
		fromRegistry := s.isOfRegistry(c.Field("image").String()) // its images have no entry point
		lines = append(lines, commandLine{words, len(command.Items()) > 0 || fromRegistry})
	}
	hooks := c.Field("lifecycle")
	for _, hook := range [...]*manifest.Node{c.Field("livenessProbe"), c.Field("readinessProbe"), hooks.Field("postStart"), hooks.Field("preStop")} {
		if words := wordsOf(hook.At("exec", "command")); len(words) > 0 {
			lines = append(lines, commandLine{words, true})
		}
	}
	return lines
}

func wordsOf(lists ...*manifest.Node) []*manifest.Node {
	n := 0
	for _, list := range lists {
		n += len(list.Items())
	}
	words := make([]*manifest.Node, 0, n)
	for _, list := range lists {
		items := list.Items()
		for i := range items {
			words = append(words, &items[i])
		}
	}
	return words
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
	interpreters = pattern(`^(?:python|ruby|perl|php|node|nodejs|Rscript|lua)[0-9.]*$`)
	shellCode    = pattern(`^-[a-z]*c$`)
	// What stands before the name of a script, and takes no value.
	flagsOfShells       = pattern(`^-[eluvx]+$`)
	flagsOfInterpreters = pattern(`^-[uBOEsSW]$`)
)

func isShell(program string) bool {
	return slices.Contains([]string{"sh", "bash", "dash", "zsh", "ksh"}, program)
}

// scriptIn is the place of the file that the words hand to an interpreter, first among them; 0 where that is not clear.
func scriptIn(words []string) int {
	program := path.Base(words[0])
	shell := isShell(program)
	for i := 1; i < len(words); i++ {
		switch {
		case shell && flagsOfShells().MatchString(words[i]), !shell && flagsOfInterpreters().MatchString(words[i]):
		case strings.HasPrefix(words[i], "-"):
			return 0
		case shell, interpreters().MatchString(program), slices.Contains([]string{"source", "."}, words[0]):
			return i
		default:
			return 0
		}
	}
	return 0
}

// isTemplate reports whether something is still to be put into a text.
func isTemplate(text string) bool {
	return strings.Contains(text, "{{") || strings.Contains(text, "${")
}

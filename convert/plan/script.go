package plan

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/shell"
)

// Script writes a plan for a shell. All of it is one compound command: a shell that it is pasted into reads it to the end
// before it does anything, and survives when a part fails.
func Script(out io.Writer, p Plan) error {
	w := bufio.NewWriter(out)
	fmt.Fprintln(w, "#!/bin/sh")
	comment(w, "", p.Title)
	for _, t := range p.Intro {
		comment(w, "", t)
	}
	comment(w, "", text("Read it before you run it, on a bastion, as the tool. It stops where something fails, and can be run again."))
	fmt.Fprint(w, "(\nset -eu\n")
	if len(p.Look) > 0 {
		fmt.Fprintln(w)
		comment(w, "", text("NOT YET: "+needs(len(p.Look))+" first."))
		for _, t := range p.Look {
			comment(w, "- ", t)
		}
		fmt.Fprintf(w, "echo 'not yet: %s first, see the head of this script' >&2\nexit 1\n", needs(len(p.Look)))
	}
	if p.User != "" {
		fmt.Fprintf(w, "\n[ \"$(id -un)\" = %s ] || { echo %s >&2; exit 1; }\n", shell.Quote(p.User), shell.Quote("run this as "+printable(p.User)))
	}
	if len(p.Needs) > 0 {
		fmt.Fprint(w, "\n# Nothing may be missing later, when what runs has been deleted.\n")
	}
	for _, path := range p.Needs {
		fmt.Fprintf(w, "[ -r %[1]s ] || { echo %[2]s >&2; exit 1; }\n", shell.Quote(shell.Argument(path)), shell.Quote(printable(path)+" is not here"))
	}
	for _, line := range p.Tries {
		fmt.Fprintln(w, line+" >/dev/null")
	}
	if p.runs(program) {
		fmt.Fprintf(w, "command -v %[1]s >/dev/null || { echo '%[1]s is not installed here' >&2; exit 1; }\n", program)
	}
	if p.runs(gone) {
		fmt.Fprint(w, goneFunction)
	}
	for n, s := range p.Steps {
		fmt.Fprintln(w)
		comment(w, fmt.Sprintf("%d. ", n+1), s.Title)
		script(w, s)
	}
	for i, s := range p.FAQ {
		fmt.Fprintln(w)
		if i == 0 {
			comment(w, "", text("Solutions to common problems"))
			fmt.Fprintln(w)
		}
		comment(w, "", s.Title)
		script(w, s)
	}
	fmt.Fprintln(w, ")")
	return w.Flush()
}

// runs reports whether the script of a plan runs a program.
func (p *Plan) runs(command string) bool {
	return slices.ContainsFunc(p.Steps, func(s Step) bool {
		return slices.ContainsFunc(s.script(), func(c Command) bool { return !c.Person && strings.HasPrefix(c.Line, command+" ") })
	})
}

// gone is the function that waits for objects to go. The kubectl of the legacy cluster has no command for it.
const gone = "gone"

const goneFunction = `
# gone waits until a command no longer finds its object.
gone() {
  tries=0
  while "$@" >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 60 ] || { echo "still there: $*" >&2; exit 1; }
    sleep 5
  done
}
`

func (s *Step) script() []Command {
	if s.Script != nil {
		return s.Script
	}
	return s.Commands
}

func script(w io.Writer, s Step) {
	for _, t := range s.Text {
		comment(w, "", t)
	}
	for _, t := range s.Items {
		comment(w, "- ", t)
	}
	for _, c := range s.script() {
		if c.Person { // the line may hold line breaks
			c.Line = "#   " + strings.ReplaceAll(c.Line, "\n", "\n#   ")
		}
		fmt.Fprintln(w, c.Line)
	}
}

// lineWidth is where the comments of a script are broken.
const lineWidth = 100

// comment writes a text behind #, broken into lines between words. Nothing in it can end a line.
func comment(w io.Writer, lead string, t Text) {
	line := "# " + lead
	indent := "# " + strings.Repeat(" ", len(lead))
	empty := true
	for _, word := range strings.Split(words(t), " ") {
		if !empty && len(line)+1+len(word) > lineWidth {
			fmt.Fprintln(w, line)
			line, empty = indent, true
		}
		if !empty {
			line += " "
		}
		line, empty = line+word, false
	}
	fmt.Fprintln(w, line)
}

// words writes a text without markup.
func words(t Text) string {
	var b strings.Builder
	for _, p := range t {
		b.WriteString(printable(p.Text))
	}
	return b.String()
}

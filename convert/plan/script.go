package plan

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/shell"
)

// Script writes a plan for a shell. The script is one compound command, so that a shell that it is pasted into reads it to the
// end before it runs anything, and does not exit when a part fails.
func Script(out io.Writer, p Plan) error {
	w := bufio.NewWriter(out)
	fmt.Fprintln(w, "#!/bin/sh")
	comment(w, "", p.Title)
	comment(w, "", text(p.verdict()))
	for _, t := range p.Problems {
		comment(w, "- ", t)
	}
	for _, t := range p.Intro {
		comment(w, "", t)
	}
	comment(w, "", text("Read this script before you run it, on a bastion, as the tool. It stops if a command fails, and can be run again."))
	fmt.Fprint(w, "(\nset -eu\n")
	if len(p.Problems) > 0 {
		fmt.Fprintf(w, "\necho '%s See the top of this script.' >&2\nexit 1\n", p.verdict())
	}
	if p.User != "" {
		fmt.Fprintf(w, "\n[ \"$(id -un)\" = %s ] || { echo %s >&2; exit 1; }\n", shell.Quote(p.User), shell.Quote("run this as "+printable(p.User)))
	}
	if len(p.Needs) > 0 {
		fmt.Fprint(w, "\n# All files must be here before anything is deleted.\n")
	}
	for _, path := range p.Needs {
		fmt.Fprintf(w, "[ -r %[1]s ] || { echo %[2]s >&2; exit 1; }\n", shell.Quote(shell.Argument(path)), shell.Quote(printable(path)+" is missing"))
	}
	for _, line := range p.Preflight {
		fmt.Fprintln(w, line+" >/dev/null")
	}
	if p.runs(program) {
		fmt.Fprintf(w, "command -v %[1]s >/dev/null || { echo '%[1]s is not installed' >&2; exit 1; }\n", program)
	}
	p.functions(w)
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
		return slices.ContainsFunc(s.script(), func(c Command) bool { return !c.Manual && strings.HasPrefix(c.Line, command+" ") })
	})
}

// Shell functions. The first two wait until objects and pods are deleted, because the kubectl of the legacy cluster has no command
// for that. The third writes an object to a file, if there is one.
const (
	gone = "gone"
	idle = "idle"
	save = "save"
)

// functions writes the shell functions that the script of a plan runs.
func (p *Plan) functions(w *bufio.Writer) {
	if p.runs(gone) || p.runs(save) {
		w.WriteString(missingFunction)
	}
	if p.runs(gone) {
		w.WriteString(goneFunctions)
	}
	if p.runs(idle) {
		w.WriteString(idleFunction)
	}
	if p.runs(save) {
		w.WriteString(saveFunction)
	}
}

// kubectl 1.4 does not print the reason of an error.
const missingFunction = `
# missing stops the script unless kubectl answered that there is no such object.
missing() {
  case $1 in
  *'Error from server (NotFound): '* | *'Error from server: '*' not found') ;;
  *) printf '%s\n' "$1" >&2; exit 1 ;;
  esac
}
`

const goneFunctions = `
# again waits a little before the next try.
again() {
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || { echo "still there: $*" >&2; exit 1; }
  sleep 5
}

# gone waits until kubectl no longer finds an object.
gone() {
  tries=0
  while answer=$("$@" 2>&1); do again "$@"; done
  missing "$answer"
}
`

// kubectl 1.4 prints nothing if there are no pods.
const idleFunction = `
# idle waits until kubectl lists no pods.
idle() {
  tries=0
  while answer=$("$@" 2>&1); do
    case $answer in '' | *'No resources found'*) return ;; esac
    again "$@"
  done
  missing "$answer"
}
`

const saveFunction = `
# save writes what kubectl prints to a file that others cannot read. There is no file if there is no such object.
save() {
  file=$1
  shift
  answer=$( (umask 077 && "$@" > "$file") 2>&1) || { rm -f "$file"; missing "$answer"; }
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
	for _, item := range s.Items {
		comment(w, "- ", item.Text)
		for _, t := range item.Details {
			comment(w, "  - ", t)
		}
	}
	for _, c := range s.script() {
		if c.Manual { // the line may contain line breaks
			c.Line = "#   " + strings.ReplaceAll(c.Line, "\n", "\n#   ")
		}
		fmt.Fprintln(w, c.Line)
	}
}

// lineWidth is the length at which the comments of a script are broken.
const lineWidth = 100

// comment writes a text as a comment, broken into lines between words. A line break in the text cannot end the comment.
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

// words returns a text without markup.
func words(t Text) string {
	var b strings.Builder
	for _, p := range t {
		b.WriteString(printable(p.Text))
	}
	return b.String()
}

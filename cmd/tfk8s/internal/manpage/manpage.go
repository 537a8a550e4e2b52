// Package manpage writes the manual page of a command line, in the man macros of roff.
package manpage

import (
	"fmt"
	"io"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/usage"
)

// A Page has what a manual page says beside the commands.
type Page struct {
	usage.Program
	Version  string
	Date     string    // of the version, as 2020-03-15
	Title    string    // one line, behind the name
	Sections []Section // behind the commands
}

// A Section is a list of words with what they mean.
type Section struct {
	Heading string
	Items   []Item
}

// An Item is a word or a line, and what it means.
type Item struct{ Word, Text string }

// Write writes a page.
func Write(w io.Writer, p Page) error {
	r := &roff{}
	r.macro("TH", strings.ToUpper(p.Name), "1", p.Date, p.Name+" "+p.Version, "User Commands")
	r.macro("SH", "NAME")
	r.text(p.Name + " - " + p.Title)
	r.macro("SH", "SYNOPSIS")
	for i, c := range p.Commands {
		if i > 0 {
			r.macro("br")
		}
		r.synopsis(p.Name, c)
	}
	r.macro("SH", "DESCRIPTION")
	r.paragraphs(p.Summary)
	r.macro("SH", "COMMANDS")
	for _, c := range p.Commands {
		r.command(p.Name, c)
	}
	r.macro("SH", "EXAMPLES")
	r.preformatted(p.Examples)
	for _, s := range p.Sections {
		r.section(s)
	}
	r.rules(p.Rules)
	_, err := io.WriteString(w, r.String())
	return err
}

// roff is a page that grows.
type roff struct{ strings.Builder }

// macro writes a request with arguments.
func (r *roff) macro(name string, args ...string) {
	r.WriteString("." + name)
	for _, arg := range args {
		r.WriteString(` "` + strings.ReplaceAll(escape(arg), `"`, `\(dq`) + `"`)
	}
	r.WriteString("\n")
}

// text writes a line, whatever it begins with.
func (r *roff) text(line string) {
	line = escape(line)
	if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
		line = `\&` + line
	}
	r.WriteString(line + "\n")
}

// escape escapes what roff would obey, and keeps hyphens and quotes as they are typed.
func escape(text string) string {
	return strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`).Replace(text)
}

func (r *roff) synopsis(name string, c usage.Command) {
	r.WriteString(`\fB` + escape(name+" "+c.Name) + `\fR ` + escape(c.Args) + "\n")
}

// preformatted writes lines as they are.
func (r *roff) preformatted(lines string) {
	r.macro("PP")
	r.macro("nf")
	for line := range strings.Lines(strings.TrimRight(lines, "\n")) {
		r.text(strings.TrimRight(line, "\n"))
	}
	r.macro("fi")
}

// paragraphs writes a text. Lines that are indented stay as they are, others are filled.
func (r *roff) paragraphs(text string) {
	for paragraph := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n\n") {
		lines := strings.Split(paragraph, "\n")
		filled := 0
		for filled < len(lines) && !strings.HasPrefix(lines[filled], " ") {
			filled++
		}
		if filled > 0 {
			r.macro("PP")
			for _, line := range lines[:filled] {
				r.text(line)
			}
		}
		if filled < len(lines) {
			r.preformatted(strings.Join(lines[filled:], "\n"))
		}
	}
}

func (r *roff) command(name string, c usage.Command) {
	r.macro("SS", name+" "+c.Name)
	r.text(sentence(c.Summary))
	if c.Details != "" {
		r.paragraphs(c.Details)
	}
	for _, f := range c.Flags {
		r.flag(f)
	}
}

func (r *roff) flag(f usage.Flag) {
	r.macro("TP")
	head := `\fB` + escape("--"+f.Name) + `\fR`
	if f.Short != "" {
		head = `\fB` + escape("-"+f.Short) + `\fR, ` + head
	}
	if f.Value != "" {
		head += ` \fI` + escape(f.Value) + `\fR`
	}
	r.WriteString(head + "\n")
	text := f.Text
	if f.Default != "" {
		text += " (default: " + f.Default + ")"
	}
	r.text(sentence(text))
}

// sentence gives a text of help a capital letter and a full stop.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + strings.TrimSuffix(text[1:], ".") + "."
}

func (r *roff) section(s Section) {
	r.macro("SH", s.Heading)
	for _, item := range s.Items {
		r.macro("TP")
		r.WriteString(`\fB` + escape(item.Word) + "\\fR\n")
		r.text(item.Text)
	}
}

// rules writes what each rule finds.
func (r *roff) rules(rules []usage.Rule) {
	r.macro("SH", "RULES")
	for _, rule := range rules {
		r.macro("TP")
		fmt.Fprintf(r, "\\fB%s\\fR (%s, %s)\n", escape(rule.Name), escape(rule.ID), escape(rule.Severity))
		r.text(rule.Summary)
	}
}

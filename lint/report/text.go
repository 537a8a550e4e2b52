package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/parallel"
)

// indent puts what is said of a finding below its source line.
const indent = "      "

// Text prints findings for people: the place in the form that editors know, the source line with a mark below what is meant,
// what happens because of it, and what fixes it. A line that counts them closes the report.
func Text(w io.Writer, r lint.Result, o Options) error {
	out := bufio.NewWriter(w)
	var pages [8][]byte // the room for them is used again and again
	for wave := range slices.Chunk(r.Diagnostics, len(pages)*pageLength) {
		found := slices.Collect(slices.Chunk(wave, pageLength))
		write := func(i int) []byte {
			pages[i] = appendText(pages[i][:0], found[i], o)
			return pages[i]
		}
		for _, page := range parallel.Map(len(found), write) {
			_, _ = out.Write(page)
		}
	}
	if o.Verbose {
		_, _ = out.WriteString(listLeftOut(r))
	}
	lines := closing(r, o)
	if o.Closing != nil {
		lines = o.Closing(r, lines)
	}
	if lines != "" {
		fmt.Fprintln(out, lines)
	}
	return out.Flush() // with the first error of all that was written
}

const (
	pageLength    = 512 // findings; several pages are written at once
	findingLength = 400 // bytes, mostly
)

func appendText(page []byte, found []lint.Diagnostic, o Options) []byte {
	p := textPrinter{page: slices.Grow(page, len(found)*findingLength), color: o.Color, convert: o.convert()}
	for i := range found {
		p.finding(&found[i])
	}
	return p.page
}

type textPrinter struct {
	page    []byte
	color   bool
	convert string // the command
}

func (p *textPrinter) finding(d *lint.Diagnostic) {
	at := d.File.Position(d.Span.Start)
	p.head(d.File.Name, at, d.Severity, d.Message)
	p.words(" [", d.Rule.Name, "]\n")
	p.snippet(d.File, at.Line, d.Span, marks{severityColor(d.Severity), "^", "~", d.Label})
	for _, rel := range d.Related {
		p.related(d, rel)
	}
	p.detail("effect", d.Consequence())
	if d.Fix != nil {
		p.detail("fix", fixWords(p.convert, d.Fix))
	}
	p.detail("help", d.Help)
	p.words("\n")
}

// related shows another place that a finding names. On the line of the finding it needs no snippet.
func (p *textPrinter) related(d *lint.Diagnostic, rel lint.Related) {
	at := rel.File.Position(rel.Span.Start)
	if rel.File == d.File && at.Line == d.File.Position(d.Span.Start).Line {
		p.detail("note", rel.Message)
		return
	}
	if rel.File != d.File {
		p.words(indent)
		p.painted(bold, "--> ", location(rel.File.Name, at))
		p.words("\n")
	}
	if !p.snippet(rel.File, at.Line, rel.Span, marks{boldCyan, "-", "-", rel.Message}) {
		p.detail("note", location(rel.File.Name, at)+": "+rel.Message)
	}
}

// detail prints a line below a snippet, "= name: text"; nothing for no text.
func (p *textPrinter) detail(name, text string) {
	if text != "" {
		p.words(indent, "= ")
		p.painted(bold, name, ":")
		p.words(" ", Printable(text), "\n")
	}
}

// words prints texts. A run may have findings by the thousand, and this is most of what printing them takes.
func (p *textPrinter) words(texts ...string) {
	for _, text := range texts {
		p.page = append(p.page, text...)
	}
}

// painted prints texts in a colour.
func (p *textPrinter) painted(sgr string, texts ...string) {
	if !p.color {
		p.words(texts...)
		return
	}
	p.words("\x1b[", sgr, "m")
	p.words(texts...)
	p.words("\x1b[0m")
}

// head prints "file:line:col: severity: message" without a line break.
func (p *textPrinter) head(file string, at manifest.Position, severity lint.Severity, message string) {
	p.painted(bold, location(file, at), ":")
	p.words(" ")
	p.painted(severityColor(severity), severity.String(), ":")
	p.words(" ", Printable(message))
}

// location is a place in the form that editors know.
func location(file string, at manifest.Position) string {
	return Printable(file) + ":" + strconv.Itoa(at.Line) + ":" + strconv.Itoa(at.Column)
}

// marks are what stands below a source line: a first mark, others for the rest of the span, and a label behind them.
type marks struct{ color, first, rest, label string }

// snippet prints the source line with its number, and the marks below it. It reports whether there is a line to show.
func (p *textPrinter) snippet(f *manifest.File, line int, s manifest.Span, m marks) bool {
	source, before, marked := snippet(f.Text(), s)
	if len(source) == 0 {
		return false
	}
	const gutter = "     "
	number := strconv.Itoa(line)
	p.words(gutter[min(len(number), len(gutter)):], number, " | ")
	p.page = append(p.page, source...)
	p.words("\n", strings.Repeat(" ", max(len(number), len(gutter))), " | ", strings.Repeat(" ", before))
	label := m.label
	if label != "" {
		label = " " + Printable(label)
	}
	p.painted(m.color, m.first, strings.Repeat(m.rest, max(marked-1, 0)), label)
	p.words("\n")
	return true
}

func severityColor(s lint.Severity) string {
	switch s {
	case lint.Error:
		return boldRed
	case lint.Warning:
		return boldYellow
	}
	return boldCyan
}

// fixWords say what a command that applies fixes can do about a finding.
func fixWords(convert string, f *lint.Fix) string {
	words := convert + " can " + f.Title
	if f.Safety == lint.Review {
		words += " (review the result)"
	}
	return words
}

// oneLine joins the message of a finding and what a person does about it, for forms that have one line for both.
func oneLine(d *lint.Diagnostic) string {
	if d.Help == "" {
		return d.Message
	}
	return d.Message + "; " + d.Help
}

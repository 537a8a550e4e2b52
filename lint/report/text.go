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
	shown, notShown := limit(r.Diagnostics, o.Limit)
	var pages [8][]byte // the room for them is used again and again
	for wave := range slices.Chunk(shown, len(pages)*pageLength) {
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
	lines := strings.Join(append([]string{closing(r, o)}, hints(r, notShown)...), "\n")
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
	p := textPrinter{page: slices.Grow(page, len(found)*findingLength), Options: o}
	for i := range found {
		p.finding(&found[i])
	}
	return p.page
}

type textPrinter struct {
	page []byte
	Options
}

func (p *textPrinter) finding(d *lint.Diagnostic) {
	at := d.File.Position(d.Span.Start)
	p.head(d, at)
	p.snippet(d.File, at.Line, d.Span, marks{severityColor(d.Severity), "^", "~", d.Label})
	shown := d.File
	for _, rel := range d.Related {
		shown = p.related(d, rel, shown)
	}
	p.detail("effect", d.Consequence())
	if d.Fix != nil {
		p.detail("fix", fixWords(p.convert(), d.Fix))
	}
	p.detail("help", d.Help)
	p.words("\n")
}

// related shows another place that a finding names, and returns the file whose line was shown last. On the line of the
// finding the place needs no snippet.
func (p *textPrinter) related(d *lint.Diagnostic, rel lint.Related, shown *manifest.File) *manifest.File {
	at := rel.File.Position(rel.Span.Start)
	if rel.File == d.File && at.Line == d.File.Position(d.Span.Start).Line {
		p.detail("note", rel.Message)
		return shown
	}
	if rel.File != shown {
		p.words(indent)
		p.painted(bold, "--> ", location(rel.File.Name, at))
		p.words("\n")
	}
	if !p.snippet(rel.File, at.Line, rel.Span, marks{boldCyan, "-", "-", rel.Message}) {
		p.detail("note", location(rel.File.Name, at)+": "+rel.Message)
	}
	return rel.File
}

// detail prints a line below a snippet, "= name: text"; nothing for no text.
func (p *textPrinter) detail(name, text string) {
	if text == "" {
		return
	}
	p.words(indent, "= ")
	p.painted(bold, name, ":")
	before := len(indent) + len("= : ") + len(name)
	p.words(" ")
	p.wrapped(Printable(text), before, before)
	p.words("\n")
}

// words prints texts. A run may have findings by the thousand, and this is most of what printing them takes.
func (p *textPrinter) words(texts ...string) {
	for _, text := range texts {
		p.page = append(p.page, text...)
	}
}

// painted prints texts in a color.
func (p *textPrinter) painted(sgr string, texts ...string) {
	if !p.Color {
		p.words(texts...)
		return
	}
	p.words("\x1b[", sgr, "m")
	p.words(texts...)
	p.words("\x1b[0m")
}

// head prints "file:line:col: severity: message [rule]".
func (p *textPrinter) head(d *lint.Diagnostic, at manifest.Position) {
	where, severity := location(d.File.Name, at), d.Severity.String()
	p.painted(bold, where, ":")
	p.words(" ")
	p.painted(severityColor(d.Severity), severity, ":")
	p.words(" ")
	const continued = 4 // cells before a line that continues the message
	column := 0
	if p.Width > 0 {
		column = cells(where) + len(severity) + len(": : ")
	}
	column = p.wrapped(Printable(d.Message), column, continued)
	if p.Width > 0 && column+len(" []")+len(d.Rule.Name) > p.Width {
		p.words("\n", spaces(continued-1))
	}
	p.words(" [")
	p.linked(d.Rule)
	p.words("]\n")
}

// linked prints the name of a rule, as a hyperlink (OSC 8) where the terminal knows them.
func (p *textPrinter) linked(r *lint.Rule) {
	if p.Links {
		if url := p.pageURL(r); url != "" {
			p.words("\x1b]8;;", url, "\x1b\\", r.Name, "\x1b]8;;\x1b\\")
			return
		}
	}
	p.words(r.Name)
}

// location is a place in the form that editors know.
func location(file string, at manifest.Position) string {
	return lineName(file) + ":" + strconv.Itoa(at.Line) + ":" + strconv.Itoa(at.Column)
}

// marks are what is below a source line: a first mark, others for the rest of the span, and a label behind them.
type marks struct{ color, first, rest, label string }

// snippet prints the source line with its number, and the marks below it. It reports whether there is a line to show.
func (p *textPrinter) snippet(f *manifest.File, line int, s manifest.Span, m marks) bool {
	const gutter = "     "
	number := strconv.Itoa(line)
	room := snippetMax
	if p.Width > 0 {
		room = min(room, max(p.Width-max(len(number), len(gutter))-len(" | ")-2*len("…"), minWidth))
	}
	source, before, marked := snippet(f.Text(), s, room)
	if len(source) == 0 {
		return false
	}
	p.words(gutter[min(len(number), len(gutter)):], number, " | ")
	p.page = append(p.page, source...)
	p.words("\n", spaces(max(len(number), len(gutter))), " | ", spaces(before))
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

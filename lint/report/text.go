package report

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// indent puts what is said of a finding under its source line.
const indent = "        "

// Text prints findings for people: the place in the form that editors know, the source line with a mark under what is
// meant, who refuses it, and what mends it. A line that counts them closes the report.
func Text(w io.Writer, r lint.Result, o Options) error {
	out := bufio.NewWriter(w)
	var pages [8]bytes.Buffer // the room for them is used again and again
	for wave := range slices.Chunk(r.Diagnostics, len(pages)*pageLength) {
		found := slices.Collect(slices.Chunk(wave, pageLength))
		for _, page := range lint.Each(len(found), func(i int) *bytes.Buffer { return writeText(&pages[i], found[i], o) }) {
			_, _ = page.WriteTo(out)
		}
	}
	fmt.Fprintln(out, closing(r, o))
	return out.Flush() // with the first error of all that was written
}

// pageLength is how many findings a page has. Several pages are written at once.
const pageLength = 512

func writeText(page *bytes.Buffer, found []lint.Diagnostic, o Options) *bytes.Buffer {
	page.Reset()
	p := textPrinter{w: page, color: o.Color, convert: o.convert()}
	for i := range found {
		p.finding(&found[i])
	}
	return page
}

type textPrinter struct {
	w       *bytes.Buffer
	color   bool
	convert string // the command
}

func (p *textPrinter) finding(d *lint.Diagnostic) {
	at := d.File.Position(d.Span.Start)
	p.head(d.File.Name, at, d.Severity, d.Message)
	p.words(" [", d.Rule.Name, "]\n")
	p.snippet(d.File, at.Line, d.Span)
	if words := stageWords(d); words != "" {
		p.words(indent, Printable(words), "\n")
	}
	if d.Fix != nil {
		p.words(indent, "fixable: ", p.convert, " (", Printable(fixWords(d.Fix)), ")\n")
	}
	for _, rel := range d.Related {
		p.words(indent)
		p.head(rel.File.Name, rel.File.Position(rel.Span.Start), lint.Note, rel.Message)
		p.words("\n")
	}
}

// words prints texts. A run may have findings by the thousand, and this is most of what printing them takes.
func (p *textPrinter) words(texts ...string) {
	for _, text := range texts {
		p.w.WriteString(text)
	}
}

// head prints "file:line:col: severity: message" without a line break.
func (p *textPrinter) head(file string, at manifest.Position, severity lint.Severity, message string) {
	where := Printable(file) + ":" + strconv.Itoa(at.Line) + ":" + strconv.Itoa(at.Column) + ":"
	p.words(p.paint(bold, where), " ", p.paint(severityColor(severity), severity.String()+":"), " ", Printable(message))
}

// snippet prints the source line with its number, and the marks under it.
func (p *textPrinter) snippet(f *manifest.File, line int, s manifest.Span) {
	source, marks, ok := snippet(f.Text(), s)
	if !ok {
		return
	}
	const gutter = "     "
	number := strconv.Itoa(line)
	number = gutter[min(len(number), len(gutter)):] + number
	caret := strings.TrimLeft(marks, " ")
	p.words(number, " | ", source, "\n", strings.Repeat(" ", len(number)), " | ", marks[:len(marks)-len(caret)], p.paint(boldGreen, caret), "\n")
}

func (p *textPrinter) paint(sgr, s string) string {
	if !p.color {
		return s
	}
	return paint(sgr, s)
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

// stageWords says who refuses what was found, and so when its author would have learned of it.
func stageWords(d *lint.Diagnostic) string {
	if d.Foreign {
		return foreignWords(d.Stage)
	}
	kind := "object"
	if d.Object != nil && d.Object.Kind != "" {
		kind = d.Object.Kind
	}
	switch d.Stage {
	case lint.Parse:
		return "kubectl cannot read it"
	case lint.Kubectl:
		return "kubectl refuses it before anything is sent"
	case lint.API:
		return "the API server refuses the " + kind
	case lint.Pods:
		if d.Severity < lint.Error { // it depends on what no manifest tells
			return "the " + kind + " is created, but its pods may be refused"
		}
		return "the " + kind + " is created, but its pods are refused"
	case lint.Runs:
		if d.Severity < lint.Error { // what it was meant to do is a guess
			return "the cluster takes it, but it may not run as it was meant to"
		}
		return "the cluster takes it, but it does not run as it was meant to"
	}
	return ""
}

// foreignWords speaks of files that kubectl and the cluster never see.
func foreignWords(stage lint.Stage) string {
	switch stage {
	case lint.Parse:
		return "it cannot be read"
	case lint.Pods:
		return "the pods that are made of it are refused"
	}
	return ""
}

func fixWords(f *lint.Fix) string {
	if f.Safety == lint.Review {
		return "review: " + f.Title
	}
	return f.Title
}

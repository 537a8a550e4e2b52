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

// indent puts what is said of a finding under its source line.
const indent = "        "

// Text prints findings for people: the place in the form that editors know, the source line with a mark under what is
// meant, who refuses it, and what fixes it. A line that counts them closes the report.
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
	p.painted(bold, Printable(file), ":", strconv.Itoa(at.Line), ":", strconv.Itoa(at.Column), ":")
	p.words(" ")
	p.painted(severityColor(severity), severity.String(), ":")
	p.words(" ", Printable(message))
}

// snippet prints the source line with its number, and the marks under it.
func (p *textPrinter) snippet(f *manifest.File, line int, s manifest.Span) {
	source, before, marked := snippet(f.Text(), s)
	if len(source) == 0 {
		return
	}
	const gutter = "     "
	number := strconv.Itoa(line)
	p.words(gutter[min(len(number), len(gutter)):], number, " | ")
	p.page = append(p.page, source...)
	p.words("\n", strings.Repeat(" ", max(len(number), len(gutter))), " | ", strings.Repeat(" ", before))
	p.painted(boldGreen, "^", strings.Repeat("~", max(marked-1, 0)))
	p.words("\n")
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

// Package terminal lays out text, tables and Markdown for a terminal.
package terminal

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint/report"
)

// Style says what a terminal can show.
type Style struct {
	Width int  // cells of a line; 0 for lines of any length
	Color bool // bold and colored text
	Links bool // hyperlinks (OSC 8)
}

// Select Graphic Rendition parameters.
const (
	bold = "1"
	cyan = "36"
)

// Bold makes a text bold where that is possible.
func (s Style) Bold(text string) string { return s.painted(bold, text) }

func (s Style) code(text string) string { return s.painted(cyan, text) }

func (s Style) painted(sgr, text string) string {
	if !s.Color || text == "" {
		return text
	}
	begin, end := "\x1b["+sgr+"m", "\x1b[0m"
	return begin + strings.ReplaceAll(text, "\n", end+"\n"+begin) + end // a pager shows lines one by one
}

// Wrap breaks a text between words into lines that fit, but not within a command in backquotes. The first line begins at
// a column, the others with as many spaces as indent.
func (s Style) Wrap(text string, column, indent int) string {
	var list []report.Word
	isCode := false
	for _, field := range strings.Fields(text) {
		w := report.Word{Text: field, Cells: utf8.RuneCountInString(field)}
		if isCode {
			last := &list[len(list)-1]
			w.Text, w.Cells = last.Text+" "+w.Text, last.Cells+1+w.Cells
			*last = w
		} else {
			list = append(list, w)
		}
		isCode = isCode != (strings.Count(field, "`")%2 == 1)
	}
	return s.flow(list, column, indent)
}

// flow joins words to lines as Wrap does.
func (s Style) flow(list []report.Word, column, indent int) string {
	var b strings.Builder
	report.Flow(slices.Values(list), s.Width, column, indent, func(text string) { b.WriteString(text) })
	return b.String()
}

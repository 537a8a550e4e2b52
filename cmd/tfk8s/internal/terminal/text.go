// Package terminal lays out text, tables and Markdown for a terminal.
package terminal

import (
	"strings"
	"unicode/utf8"
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
	var list []word
	isCode := false
	for _, field := range strings.Fields(text) {
		w := word{field, utf8.RuneCountInString(field)}
		if isCode {
			last := &list[len(list)-1]
			w.text, w.cells = last.text+" "+w.text, last.cells+1+w.cells
			*last = w
		} else {
			list = append(list, w)
		}
		isCode = isCode != (strings.Count(field, "`")%2 == 1)
	}
	return s.flow(list, column, indent)
}

// A word is a part of a text that is not broken, as a terminal prints it.
type word struct {
	text  string
	cells int
}

// flow joins words to lines as Wrap does.
func (s Style) flow(list []word, column, indent int) string {
	var b strings.Builder
	for i, w := range list {
		switch {
		case i == 0:
		case s.Width > 0 && column+1+w.cells > s.Width:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			column = indent
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(w.text)
		column += w.cells
	}
	return b.String()
}

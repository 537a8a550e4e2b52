package terminal

import (
	"strings"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint/report"
)

const (
	gap         = 2  // cells between columns
	narrowest   = 30 // cells that the last column of a table needs at least to stay beside the others
	belowIndent = 8  // the indentation of a last column that has lines of its own
)

// Table lays out rows in columns. Where lines have a width, the last column is wrapped, or put below the others if there
// is too little room beside them. The first row is the heading. Code in backquotes loses them, and is colored where that is
// possible.
func (s Style) Table(rows [][]string) string {
	widths := columnWidths(rows)
	indent := 0
	for _, width := range widths {
		indent += width + gap
	}
	isBelow := s.Width > 0 && s.Width < indent+narrowest
	var b strings.Builder
	for i, row := range rows {
		last := len(row) - 1
		var line strings.Builder
		for column, cell := range row[:last] {
			line.WriteString(Style{Color: s.Color}.flow(s.cellWords(cell), 0, 0) + strings.Repeat(" ", widths[column]+gap-cellWidth(cell)))
		}
		before := line.String()
		if isBelow {
			before = strings.TrimRight(before, " ") + "\n" + strings.Repeat(" ", belowIndent)
			indent = belowIndent
		}
		text := strings.TrimRight(before+s.flow(s.cellWords(row[last]), indent, indent), " ")
		if i == 0 {
			text = s.Bold(text)
		}
		b.WriteString(text + "\n")
	}
	return b.String()
}

// columnWidths are those of all columns but the last.
func columnWidths(rows [][]string) []int {
	var widths []int
	for _, row := range rows {
		for column, cell := range row[:len(row)-1] {
			if column == len(widths) {
				widths = append(widths, 0)
			}
			widths[column] = max(widths[column], cellWidth(cell))
		}
	}
	return widths
}

// cellWidth is how many cells of a terminal the text of a table needs.
func cellWidth(text string) int { return utf8.RuneCountInString(strings.ReplaceAll(text, "`", "")) }

// cellWords cuts the text of a table into words. Code stays together if it is short.
func (s Style) cellWords(text string) []report.Word {
	var p paragraph
	for i, part := range strings.Split(text, "`") {
		switch {
		case i%2 == 0:
			p.add(part, func(word string) string { return word })
		case utf8.RuneCountInString(part) > longestUnbroken:
			p.add(part, s.code)
		default:
			p.addPart(part, s.code)
		}
	}
	return p.words
}

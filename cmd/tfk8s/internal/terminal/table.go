package terminal

import (
	"strings"
	"unicode/utf8"
)

const (
	gap         = 2  // cells between columns
	narrowest   = 30 // cells that the last column of a table needs at least to stay beside the others
	belowIndent = 8  // the indentation of a last column that has lines of its own
)

// Table lays out rows in columns. Where lines have a width, the last column is wrapped, or put below the others if there
// is too little room beside them. The first row is the heading.
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
			line.WriteString(cell + strings.Repeat(" ", widths[column]+gap-utf8.RuneCountInString(cell)))
		}
		before := line.String()
		if isBelow {
			before = strings.TrimRight(before, " ") + "\n" + strings.Repeat(" ", belowIndent)
			indent = belowIndent
		}
		text := strings.TrimRight(before+s.Wrap(row[last], indent, indent), " ")
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
			widths[column] = max(widths[column], utf8.RuneCountInString(cell))
		}
	}
	return widths
}

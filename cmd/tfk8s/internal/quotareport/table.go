package quotareport

import (
	"fmt"
	"io"
	"strings"
)

// The colors of a cell, as parameters of a terminal's escape sequence.
const (
	plain  = ""
	red    = "1;31"
	yellow = "1;33"
)

// A cell is a text of a table with its color. The color does not count for the width.
type cell struct{ text, color string }

// printTable prints cells in columns. The first column and those from firstWords on are aligned left, the others right.
func printTable(w io.Writer, table [][]cell, firstWords int, color bool) {
	widths := make([]int, len(table[0]))
	for _, line := range table {
		for i, c := range line {
			widths[i] = max(widths[i], len([]rune(c.text)))
		}
	}
	for _, line := range table {
		var text strings.Builder
		for i, c := range line {
			pad := strings.Repeat(" ", widths[i]-len([]rune(c.text)))
			if i == 0 || i >= firstWords {
				text.WriteString("  " + painted(c, color) + pad)
			} else {
				text.WriteString("  " + pad + painted(c, color))
			}
		}
		fmt.Fprintln(w, strings.TrimRight(text.String(), " "))
	}
}

func painted(c cell, color bool) string {
	if !color || c.color == plain || c.text == "" {
		return c.text
	}
	return "\x1b[" + c.color + "m" + c.text + "\x1b[0m"
}

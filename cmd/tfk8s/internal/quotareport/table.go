package quotareport

import (
	"fmt"
	"io"
	"strings"
)

// How a cell is painted, as a terminal is told it.
const (
	plain  = ""
	red    = "1;31"
	yellow = "1;33"
)

// A cell is a text of a table with its colour, which has no width.
type cell struct{ text, color string }

// printTable prints cells in columns. The first is set to the left, as are those from words on; amounts to the right.
func printTable(w io.Writer, table [][]cell, words int, color bool) {
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
			if i == 0 || i >= words {
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

package report

import "strings"

// minWidth is the width of a line where a terminal is narrower than can be read.
const minWidth = 40

// wrapped prints a text that begins in some column, in lines that end within the width. The next lines begin at
// another one. It returns the column at its end. A word that is too long has a line of its own.
func (p *textPrinter) wrapped(text string, column, continued int) (end int) {
	if p.Width == 0 {
		p.words(text)
		return column + cells(text)
	}
	width, isFirst := max(p.Width, minWidth), true
	for word := range strings.SplitSeq(text, " ") {
		size := cells(word)
		switch {
		case isFirst:
		case column+1+size > width:
			p.words("\n", spaces(continued))
			column = continued
		default:
			p.words(" ")
			column++
		}
		p.words(word)
		column, isFirst = column+size, false
	}
	return column
}

// cells is the number of cells that a printable text fills.
func cells(text string) (n int) {
	for _, r := range text {
		n += cellsOf(r)
	}
	return n
}

func spaces(n int) string { return strings.Repeat(" ", n) }

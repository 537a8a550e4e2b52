package report

import (
	"iter"
	"strings"
)

// minWidth is the width of a line where a terminal is narrower than can be read.
const minWidth = 40

// A Word is a part of a text that is not broken, as a terminal prints it, and the cells that it fills.
type Word struct {
	Text  string
	Cells int
}

// Flow joins words to lines that end within a width; 0 is no limit. The first line begins in a column, the next ones at another. It
// writes the lines and returns the column at their end. A word that is too long has a line of its own.
func Flow(words iter.Seq[Word], width, column, continued int, write func(string)) (end int) {
	isFirst := true
	for word := range words {
		switch {
		case isFirst:
		case width > 0 && column+1+word.Cells > width:
			write("\n" + spaces(continued))
			column = continued
		default:
			write(" ")
			column++
		}
		write(word.Text)
		column, isFirst = column+word.Cells, false
	}
	return column
}

// wrapped prints a text as Flow does, within the width of the terminal. Where there is no terminal, nobody needs the column at the end.
func (p *textPrinter) wrapped(text string, column, continued int) (end int) {
	if p.Width == 0 {
		p.words(text)
		return column
	}
	words := func(yield func(Word) bool) {
		for word := range strings.SplitSeq(text, " ") {
			if !yield(Word{word, cells(word)}) {
				return
			}
		}
	}
	return Flow(words, max(p.Width, minWidth), column, continued, func(text string) { p.words(text) })
}

// cells is the number of cells that a printable text fills.
func cells(text string) (n int) {
	for _, r := range text {
		n += cellsOf(r)
	}
	return n
}

func spaces(n int) string { return strings.Repeat(" ", n) }

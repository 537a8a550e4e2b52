package report

import (
	"bytes"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint/manifest"
)

const (
	snippetMax = 120 // characters of a source line that are shown where there is room for them
	tabStop    = 4
	ellipsis   = "…"
)

// snippet shows the line on which a span begins, or as many characters of it as there is room for. It returns how many cells
// of it are before the span, and how many are the span's. It is empty where there is nothing to see: on a blank line. The work
// does not depend on the length of the source line, which may be the file.
func snippet(text []byte, s manifest.Span, room int) (source []byte, before, marked int) {
	start := min(max(s.Start, 0), len(text))
	if line, before, ok := plainLine(text, start, room); ok {
		return bytes.TrimRight(line, " "), before, min(s.End-start, len(line)-before)
	}
	from, to := window(text, start, room)
	source = make([]byte, 0, to-from+2*len(ellipsis))
	column := 0
	if !lineBegins(text, from) {
		source, column, before = append(source, ellipsis...), 1, 1
	}
	for pos := from; pos < to; {
		r, size := utf8.DecodeRune(text[pos:to])
		n := 1
		if r >= ' ' && r <= '~' {
			source = append(source, byte(r))
		} else {
			var shown string
			shown, n = cell(r, column)
			source = append(source, shown...)
		}
		column += n
		switch {
		case pos < start:
			before += n
		case pos < s.End:
			marked += n
		}
		pos += size
	}
	if !lineEnds(text, to) {
		source = append(source, ellipsis...)
	}
	return bytes.TrimRight(source, " "), before, marked
}

// plainLine is the line of a place, and how much of it is before that, if it is shown as it is: as nearly all are.
func plainLine(text []byte, position, room int) (line []byte, before int, ok bool) {
	head, tail := text[max(position-room, 0):position], text[position:min(position+room, len(text))]
	tail, _, _ = bytes.Cut(tail, []byte{'\n'})
	from, to := position-len(head)+bytes.LastIndexByte(head, '\n')+1, position+len(tail)
	line = text[from:to]
	return line, position - from, len(line) <= room && isPlain(line) && lineBegins(text, from) && lineEnds(text, to)
}

// cell is a character as it is shown in a given column, and the number of its cells there. Tabs become spaces, so
// that marks stay aligned wherever a terminal has its tab stops.
func cell(r rune, column int) (shown string, width int) {
	if r == '\t' {
		width = tabStop - column%tabStop
		return spaces(width), width
	}
	if shown = show(r); hidden(r) {
		return shown, len(shown) // escapes are ASCII
	}
	return shown, cellsOf(r)
}

// window is the part of a line to show around the place start: all of it unless it is too long.
func window(text []byte, start, room int) (from, to int) {
	from = back(text, start, room)
	to = forward(text, from, room)
	if lineBegins(text, from) && lineEnds(text, to) {
		return from, to
	}
	to = forward(text, back(text, start, room/3), room)
	return back(text, to, room), to // more of what is before, where little comes after
}

// back moves up to n characters toward the beginning of the line.
func back(text []byte, pos, n int) int {
	for ; n > 0 && pos > 0; n-- {
		r, size := runeBefore(text, pos)
		if isBreak(r) {
			break
		}
		pos -= size
	}
	return pos
}

// forward moves up to n characters toward the end of the line.
func forward(text []byte, pos, n int) int {
	for ; n > 0 && pos < len(text); n-- {
		r, size := utf8.DecodeRune(text[pos:])
		if isBreak(r) {
			break
		}
		pos += size
	}
	return pos
}

func lineBegins(text []byte, pos int) bool {
	if pos == 0 {
		return true
	}
	r, _ := runeBefore(text, pos)
	return isBreak(r)
}

// runeBefore is utf8.DecodeLastRune, quick where the text is ASCII.
func runeBefore(text []byte, pos int) (r rune, size int) {
	if c := text[pos-1]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeLastRune(text[:pos])
}

func lineEnds(text []byte, pos int) bool {
	r, _ := utf8.DecodeRune(text[pos:])
	return pos == len(text) || isBreak(r)
}

// isBreak knows the line breaks that manifest.File counts.
func isBreak(r rune) bool {
	switch r {
	case '\n', '\r', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

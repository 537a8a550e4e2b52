// Package text keeps the text of a document, and finds places in it as editors count them.
//
// An editor counts characters in UTF-16 units, unless both sides agree on bytes. Only LF, CRLF and CR end a line.
package text

import (
	"sort"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
)

// Lines finds places in a text. It may be used by several goroutines.
type Lines struct {
	text   []byte
	starts []int // of the lines
	bytes  bool  // characters are bytes
}

// NewLines counts the lines of a text. The encoding is that of the positions: protocol.UTF8 or protocol.UTF16.
func NewLines(src []byte, encoding string) *Lines {
	l := &Lines{text: src, starts: []int{0}, bytes: encoding == protocol.UTF8}
	for i, c := range src {
		if c == '\n' || c == '\r' && (i+1 == len(src) || src[i+1] != '\n') {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

// Position returns the place of an offset.
func (l *Lines) Position(offset int) protocol.Position {
	offset = min(max(offset, 0), len(l.text))
	line := sort.SearchInts(l.starts, offset+1) - 1
	units := offset - l.starts[line]
	if !l.bytes {
		units = utf16Len(l.text[l.starts[line]:offset])
	}
	return protocol.Position{Line: line, Character: units}
}

// Range returns the range of a span of offsets.
func (l *Lines) Range(start, end int) protocol.Range {
	return protocol.Range{Start: l.Position(start), End: l.Position(max(start, end))}
}

// Offset returns the offset of a place. A place behind the end of its line is at the end, as the protocol wants it, and one within a
// character is before it.
func (l *Lines) Offset(p protocol.Position) int {
	switch {
	case p.Line < 0:
		return 0
	case p.Line >= len(l.starts):
		return len(l.text)
	}
	start, end := l.starts[p.Line], l.LineEnd(p.Line)
	units := 0
	for i := start; i < end; {
		r, n := utf8.DecodeRune(l.text[i:end])
		switch {
		case l.bytes:
			units += n
		case r > 0xFFFF:
			units += 2
		default:
			units++
		}
		if units > p.Character {
			return i
		}
		i += n
	}
	return end
}

// LineStart returns the offset at which the line of an offset begins.
func (l *Lines) LineStart(offset int) int {
	return l.starts[sort.SearchInts(l.starts, offset+1)-1]
}

// LineEnd returns the offset at which a line ends, without its line break.
func (l *Lines) LineEnd(line int) int {
	if line+1 >= len(l.starts) {
		return len(l.text)
	}
	end := l.starts[line+1]
	for end > l.starts[line] && (l.text[end-1] == '\n' || l.text[end-1] == '\r') {
		end--
	}
	return end
}

func utf16Len(text []byte) (units int) {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if units++; r > 0xFFFF {
			units++
		}
		i += n
	}
	return units
}

// Change applies changes to a text, one after the other.
func Change(src []byte, changes []protocol.ContentChange, encoding string) []byte {
	for _, c := range changes {
		if c.Range == nil {
			src = []byte(c.Text)
			continue
		}
		lines := NewLines(src, encoding)
		start := lines.Offset(c.Range.Start)
		end := max(start, lines.Offset(c.Range.End))
		next := make([]byte, 0, start+len(c.Text)+len(src)-end)
		src = append(append(append(next, src[:start]...), c.Text...), src[end:]...)
	}
	return src
}

package manifest

import (
	"bytes"
	"slices"
)

// breaks are the line breaks of YAML: NEL, LS and PS are among them.
const breaks = "\r\n\u0085\u2028\u2029"

// breakLen is the length of the line break at pos, 0 if there is none.
func breakLen(text []byte, pos int) int {
	switch c := text[pos]; {
	case c == '\r' && pos+1 < len(text) && text[pos+1] == '\n':
		return 2
	case c == '\n', c == '\r':
		return 1
	case c == 0xC2 && bytes.HasPrefix(text[pos:], []byte("\u0085")):
		return 2
	case c == 0xE2 && (bytes.HasPrefix(text[pos:], []byte("\u2028")) || bytes.HasPrefix(text[pos:], []byte("\u2029"))):
		return 3
	}
	return 0
}

// firstLineRaw is the text up to the first line break.
func firstLineRaw(text []byte) []byte {
	for i, c := range text {
		if (c == '\n' || c == '\r' || c >= 0xC2) && breakLen(text, i) > 0 {
			return text[:i]
		}
	}
	return text
}

// firstLine is the first line without blanks at its end.
func firstLine(text []byte) []byte { return bytes.TrimRight(firstLineRaw(text), " \t") }

// nextLine is the offset of the line that follows the one of pos.
func nextLine(text []byte, pos int) int {
	pos += len(firstLineRaw(text[pos:]))
	if pos < len(text) {
		pos += breakLen(text, pos)
	}
	return pos
}

// lineStarts finds the offsets at which lines begin. It counts the line breaks that the YAML scanner counts, since a
// node's line number is the scanner's.
func lineStarts(text []byte) []int {
	starts := make([]int, 1, 1+bytes.Count(text, []byte{'\n'}))
	for i := 0; i < len(text); i++ {
		if c := text[i]; c > '\r' && c < 0xC2 {
			continue
		}
		if n := breakLen(text, i); n > 0 {
			i += n - 1
			starts = append(starts, i+1)
		}
	}
	return starts
}

// lineStart is the offset at which the line of an offset begins.
func (f *File) lineStart(offset int) int {
	starts := f.lineStarts()
	line, exact := slices.BinarySearch(starts, offset)
	if !exact {
		line--
	}
	return starts[line]
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// isSpaceAt reports whether a blank or line break is at pos; the end of the text counts as one.
func isSpaceAt(text []byte, pos int) bool {
	return pos >= len(text) || isBlank(text[pos]) || breakLen(text, pos) > 0
}

// beginsComment reports whether the "#" at pos begins a comment: it does behind white space.
func beginsComment(text []byte, pos int) bool {
	if text[pos] != '#' {
		return false
	}
	return pos == 0 || isBlank(text[pos-1]) || endsBreak(text[:pos])
}

func endsBreak(text []byte) bool {
	switch n := len(text); {
	case n == 0:
		return false
	case text[n-1] == '\n', text[n-1] == '\r':
		return true
	case n >= 2 && breakLen(text, n-2) == 2:
		return true
	default:
		return n >= 3 && breakLen(text, n-3) == 3
	}
}

// skipBlanks passes white space, line breaks and comments.
func skipBlanks(text []byte, pos int) int {
	for pos < len(text) {
		switch {
		case isBlank(text[pos]):
			pos++
		case breakLen(text, pos) > 0:
			pos += breakLen(text, pos)
		case beginsComment(text, pos):
			pos += len(firstLineRaw(text[pos:]))
		default:
			return pos
		}
	}
	return pos
}

func countIndent(line []byte) int { return len(line) - len(bytes.TrimLeft(line, " ")) }

// A runeTable counts code points quickly in a text that is not ASCII. Some files are one long line, and must not be
// counted through for every position.
type runeTable []int32 // code points before each block of runeBlock bytes

const runeBlock = 1024

func newRuneTable(text []byte) runeTable {
	table := make(runeTable, 0, len(text)/runeBlock+1)
	var count int32
	for i, c := range text {
		if i%runeBlock == 0 {
			table = append(table, count)
		}
		if beginsRune(c) {
			count++
		}
	}
	return table
}

func beginsRune(c byte) bool { return c&0xC0 != 0x80 }

// before is the number of code points that begin before an offset.
func (t runeTable) before(text []byte, offset int) int {
	if len(t) == 0 {
		return 0
	}
	block := min(offset/runeBlock, len(t)-1)
	n := int(t[block])
	for _, c := range text[block*runeBlock : offset] {
		if beginsRune(c) {
			n++
		}
	}
	return n
}

// offset is where code point number n begins, the end of the text if there are not as many.
func (t runeTable) offset(text []byte, n int) int {
	block, _ := slices.BinarySearch(t, int32(n)+1)
	block = max(block-1, 0)
	pos := block * runeBlock
	for left := n; pos < len(text); pos++ {
		if beginsRune(text[pos]) {
			if left == int(t[block]) {
				break
			}
			left--
		}
	}
	return pos
}

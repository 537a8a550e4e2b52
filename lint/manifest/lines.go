package manifest

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf8"
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

// lineBreak is breakLen, quick where most characters are no line break.
func lineBreak(text []byte, pos int) int {
	if c := text[pos]; c > '\r' && c < 0xC2 {
		return 0
	}
	return breakLen(text, pos)
}

// firstLineRaw is the text up to the first line break.
func firstLineRaw(text []byte) []byte {
	for i := range text {
		if lineBreak(text, i) > 0 {
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
		if n := lineBreak(text, i); n > 0 {
			i += n - 1
			starts = append(starts, i+1)
		}
	}
	return starts
}

func isASCII(text []byte) bool {
	for ; len(text) >= 16; text = text[16:] {
		if (binary.NativeEndian.Uint64(text)|binary.NativeEndian.Uint64(text[8:]))&0x8080808080808080 != 0 {
			return false
		}
	}
	return !slices.ContainsFunc(text, func(c byte) bool { return c >= utf8.RuneSelf })
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

// A lineTable finds lines quickly. It keeps a mark for each block of the text rather than every line: a file of 50 MB has
// two million.
type lineTable struct {
	marks []lineMark
	plain bool // every line break has a LF, and is as long as that or CRLF
}

const lineBlock = 1024

// A lineMark is what is known where a block begins, or behind the line break that lies across its beginning.
type lineMark struct {
	from  int // the offset
	lines int // how many begin before it, the first one of the text left out
	start int // where the line of the offset begins
}

// extend adds what a text has from an offset on, which is the beginning of a line.
func (t *lineTable) extend(text []byte, start int, ascii bool) {
	added := text[start:]
	plain := (ascii || !hasWideBreaks(added)) && bytes.Count(added, []byte{'\r'}) == bytes.Count(added, []byte("\r\n"))
	t.plain = plain && (t.plain || start == 0)
	if start == 0 {
		t.marks = append(make([]lineMark, 0, len(text)/lineBlock+1), lineMark{})
	}
	mark := t.marks[len(t.marks)-1]
	for next := len(t.marks) * lineBlock; next <= len(text); next += lineBlock {
		if t.plain {
			mark.count(text, next)
		} else {
			mark.scan(text, next)
		}
		t.marks = append(t.marks, mark)
	}
}

// hasWideBreaks reports whether a text has line breaks of more than one byte.
func hasWideBreaks(text []byte) bool {
	return bytes.ContainsFunc(text, func(r rune) bool { return r == '\u0085' || r == '\u2028' || r == '\u2029' })
}

// count moves a mark on to an offset of a text with plain breaks.
func (m *lineMark) count(text []byte, to int) {
	passed := text[m.from:to]
	if last := bytes.LastIndexByte(passed, '\n'); last >= 0 {
		m.lines += bytes.Count(passed, []byte{'\n'})
		m.start = m.from + last + 1
	}
	m.from = to
}

// scan moves a mark on to an offset, and behind the line break that lies across it.
func (m *lineMark) scan(text []byte, to int) {
	for m.from < to {
		n := lineBreak(text, m.from)
		m.from += max(n, 1)
		if n > 0 {
			m.lines++
			m.start = m.from
		}
	}
}

// at returns the index of the line of an offset, and where that line begins.
func (t *lineTable) at(text []byte, offset int) (line, start int) {
	block := min(offset/lineBlock, len(t.marks)-1)
	if block > 0 && t.marks[block].from > offset {
		block--
	}
	mark := t.marks[block]
	if t.plain {
		mark.count(text, offset)
		return mark.lines, mark.start
	}
	line, start = mark.lines, mark.start
	for pos := mark.from; pos < offset; pos++ {
		if n := lineBreak(text, pos); n > 0 && pos+n <= offset {
			line, start = line+1, pos+n
			pos = start - 1
		}
	}
	return line, start
}

// start returns where a line begins, given its index; ok is false where the text has fewer.
func (t *lineTable) start(text []byte, line int) (start int, ok bool) {
	block, _ := slices.BinarySearchFunc(t.marks, line, func(m lineMark, line int) int { return m.lines - line })
	mark := t.marks[max(block-1, 0)] // that of a block which begins on an earlier line, or the first
	for mark.lines < line && mark.from < len(text) {
		mark.scan(text, mark.from+1)
	}
	return mark.start, line >= 0 && mark.lines == line
}

// A runeTable counts code points quickly in a text that is not ASCII. Some files are one long line, and must not be
// counted through for every position.
type runeTable []int32 // code points before each block of runeBlock bytes

const runeBlock = 1024

// extend adds what a text has from an offset on; all of it where nothing is counted yet.
func (t *runeTable) extend(text []byte, start int) {
	if len(*t) == 0 {
		*t, start = make(runeTable, 0, len(text)/runeBlock+1), 0
	}
	count := int32(t.before(text, start))
	for i := start; i < len(text); i++ {
		if i%runeBlock == 0 {
			*t = append(*t, count)
		}
		if beginsRune(text[i]) {
			count++
		}
	}
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

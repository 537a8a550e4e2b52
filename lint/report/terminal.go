package report

import (
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Select Graphic Rendition parameters.
const (
	bold       = "1"
	boldRed    = "1;31"
	boldGreen  = "1;32"
	boldYellow = "1;33"
	boldCyan   = "1;36"
)

// Printable escapes what a terminal would obey or hide rather than show: control characters, line breaks, marks that
// turn the direction of text, odd spaces. What comes out is one line.
func Printable(s string) string {
	if isPlain([]byte(s)) || !strings.ContainsFunc(s, hidden) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		b.WriteString(show(r))
	}
	return b.String()
}

// isPlain reports whether a text has ASCII letters and signs only, as most have. It looks at eight of them at a time.
func isPlain(text []byte) bool {
	const each = 0x0101010101010101
	for ; len(text) >= 8; text = text[8:] {
		if c := binary.NativeEndian.Uint64(text); (c-' '*each|c|c+each)&(0x80*each) != 0 { // less than ' ', or more than '~'
			return false
		}
	}
	return !slices.ContainsFunc(text, func(c byte) bool { return c < ' ' || c > '~' })
}

// hidden reports whether a character needs to be escaped.
func hidden(r rune) bool { return !strconv.IsPrint(r) }

// show is a character as Printable writes it.
func show(r rune) string {
	if hidden(r) {
		return strings.Trim(strconv.QuoteRune(r), "'")
	}
	return string(r)
}

// cellsOf is the number of cells that a printable character fills on a terminal.
func cellsOf(r rune) int {
	switch {
	case r < 0x300: // Latin, no combining marks
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

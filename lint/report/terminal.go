package report

import (
	"encoding/binary"
	"fmt"
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
// turn the direction of text, odd spaces, bytes that are not UTF-8. What comes out is one line.
func Printable(s string) string {
	if isPlain([]byte(s)) || !strings.ContainsFunc(s, hidden) && utf8.ValidString(s) {
		return s
	}
	return string(appendPrintable(nil, s))
}

// PrintableLines does the same line by line: line breaks and tabs stay as they are.
func PrintableLines(s string) string {
	var out []byte
	for line := range strings.Lines(s) {
		text, isLong := strings.CutSuffix(line, "\r\n")
		if !isLong {
			text = strings.TrimSuffix(line, "\n")
		}
		for i, part := range strings.Split(text, "\t") {
			if i > 0 {
				out = append(out, '\t')
			}
			out = appendPrintable(out, part)
		}
		out = append(out, line[len(text):]...)
	}
	return string(out)
}

func appendPrintable(out []byte, s string) []byte {
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && size == 1 {
			out = fmt.Appendf(out, `\x%02x`, s[0])
		} else {
			out = append(out, show(r)...)
		}
		s = s[size:]
	}
	return out
}

// lineName is the name of a file where it begins a line. One that GitHub Actions would take for a command gets a folder.
func lineName(name string) string {
	if shown := strings.TrimSpace(name); strings.HasPrefix(shown, "::") || strings.HasPrefix(shown, "##[") {
		name = "./" + name
	}
	return Printable(name)
}

// isPlain reports whether a text has ASCII letters and signs only, as most have. It looks at eight of them at a time.
func isPlain(text []byte) bool {
	const each = 0x0101010101010101
	for ; len(text) >= 8; text = text[8:] {
		// The highest bit of a byte shows that it is less than ' ', not ASCII, or more than '~'. The first of such bytes may
		// spoil those behind it, which then matter no more.
		if c := binary.LittleEndian.Uint64(text); ((c-' '*each)|c|(c+each))&(0x80*each) != 0 {
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

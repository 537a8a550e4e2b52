package plan

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Text is a line of words, some of them code.
type Text []Part

// A Part is a run of words, or of code.
type Part struct {
	Text string
	Code bool
}

// code is a part of [text] that is written literally.
type code string

// text joins words and code.
func text(parts ...any) Text {
	var t Text
	for _, p := range parts {
		switch p := p.(type) {
		case code:
			t = append(t, Part{string(p), true})
		case string:
			t = append(t, Part{p, false})
		case Text:
			t = append(t, p...)
		}
	}
	return t
}

// listSome is list for a list that may be long: it names the first ones and counts the others.
func listSome(args []string) Text {
	const maxNamed = 3
	if more := len(args) - maxNamed; more > 0 {
		return append(list(args[:maxNamed]), Part{Text: fmt.Sprintf(" and %d more", more)})
	}
	return list(args)
}

// list joins code by commas, and by "and" before the last.
func list(args []string) Text {
	var t Text
	for i, w := range args {
		switch {
		case i > 0 && i == len(args)-1:
			t = append(t, Part{Text: " and "})
		case i > 0:
			t = append(t, Part{Text: ", "})
		}
		t = append(t, Part{w, true})
	}
	return t
}

// printable escapes the characters that a terminal would obey or hide. The result is one line.
func printable(s string) string {
	if !strings.ContainsFunc(s, hidden) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if hidden(r) {
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func hidden(r rune) bool { return !strconv.IsPrint(r) }

package main

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestHelpIsNarrowAndPlain(t *testing.T) {
	const maxWidth = 120 // characters
	var out bytes.Buffer
	printUsage(&out)
	for _, cmd := range commands() {
		cmd.help(&out)
	}
	for line := range strings.Lines(out.String()) {
		if n := utf8.RuneCountInString(strings.TrimSpace(line)); n > maxWidth {
			t.Errorf("the line has %d characters: %s", n, line)
		}
	}
	checkWords(t, "the help", out.String())
}

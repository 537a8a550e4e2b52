package rules

import (
	"fmt"
	"strings"
)

// clip cuts a text that is too long to be read.
func clip(s string, most int) string {
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// brief is a text for a message: its blanks as one, its end left out where it is long.
func brief(text string) string { return clip(strings.Join(strings.Fields(text), " "), 60) }

// listed joins words as a sentence does: all of them.
func listed(words []string) string { return enumerate(words, " and ") }

// either joins words as a sentence does: one of them.
func either(words []string) string { return enumerate(words, " or ") }

func enumerate(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + last + words[len(words)-1]
}

// some leaves out words where there are too many to be read.
func some(words []string) []string {
	const most = 20
	if len(words) <= most {
		return words
	}
	return append(words[:most:most], fmt.Sprintf("%d more", len(words)-most))
}

// plural is a word for one of something, or for several.
func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

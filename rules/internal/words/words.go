// Package words puts values into the sentences of messages.
package words

import (
	"fmt"
	"strings"
)

// Article returns a noun with the indefinite article: "an Ingress".
func Article(noun string) string {
	if noun != "" && strings.ContainsRune("AEIOaeio", rune(noun[0])) { // a U sounds as in "a user" mostly
		return "an " + noun
	}
	return "a " + noun
}

// Clip cuts a text to a number of characters.
func Clip(s string, most int) string {
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// Brief shortens a text for a message: to one line, with single blanks, and not too long.
func Brief(text string) string { return Clip(strings.Join(strings.Fields(text), " "), 60) }

// Listed joins words with commas and "and".
func Listed(wordList []string) string { return enumerate(wordList, " and ") }

// Either joins words with commas and "or".
func Either(wordList []string) string { return enumerate(wordList, " or ") }

func enumerate(wordList []string, last string) string {
	if len(wordList) < 2 {
		return strings.Join(wordList, "")
	}
	return strings.Join(wordList[:len(wordList)-1], ", ") + last + wordList[len(wordList)-1]
}

// Some keeps the first words of a long list, and counts the rest.
func Some(wordList []string) []string {
	const most = 20
	if len(wordList) <= most {
		return wordList
	}
	return append(wordList[:most:most], fmt.Sprintf("%d more", len(wordList)-most))
}

// Plural returns a noun in the singular or plural.
func Plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

// Count returns a number with its noun: "1 space", "3 spaces".
func Count(n int, word string) string { return fmt.Sprintf("%d %s", n, Plural(n, word)) }

// Package spelling finds the name that a misspelled word is probably meant to be.
package spelling

import (
	"iter"
	"strings"
)

// Nearest returns the one name with the fewest typos in the word, if there are no more than atMost; the case of letters
// does not count. It is "" where there is none, or more than one.
func Nearest(word string, atMost int, names iter.Seq[string]) string {
	word = strings.ToLower(word)
	near, least, several := "", atMost, false
	for name := range names {
		if name == near || len(name)-len(word) > least || len(word)-len(name) > least {
			continue
		}
		switch typos := Distance(word, strings.ToLower(name)); {
		case typos > least:
		case typos < least || near == "":
			near, least, several = name, typos, false
		default:
			several = true
		}
	}
	if several {
		return ""
	}
	return near
}

// Meant returns the name that a word of a command line probably means: the only one that it is with two neighbors swapped,
// or else the only one that it begins, or else the nearest. It is "" where there is none.
func Meant(word string, names iter.Seq[string]) string {
	word = strings.ToLower(word)
	swapped := func(name string) bool { return isSwapped(word, strings.ToLower(name)) }
	begun := func(name string) bool { return len(word) > 1 && strings.HasPrefix(strings.ToLower(name), word) }
	for _, is := range []func(string) bool{swapped, begun} {
		if name := only(names, is); name != "" {
			return name
		}
	}
	return Nearest(word, AllowedTypos(word), names)
}

// only returns the one name for which something is true, "" where there are others or none.
func only(names iter.Seq[string], is func(string) bool) string {
	found := ""
	for name := range names {
		switch {
		case name == found || !is(name):
		case found != "":
			return ""
		default:
			found = name
		}
	}
	return found
}

// isSwapped reports whether two words differ in that two neighbors changed places.
func isSwapped(a, b string) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return len(a) == len(b) && i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// AllowedTypos is how many typos a word may have, so that short words are not mistaken for each other.
func AllowedTypos(word string) int {
	switch {
	case len(word) < 3:
		return 0
	case len(word) < 5:
		return 1
	}
	return 2
}

// Distance counts the letters to insert, delete or replace, and the neighbors to swap, to get from a to b (optimal string
// alignment).
func Distance(a, b string) int {
	const usual = 32 // letters: the rows of such words are on the stack
	var rows [3][usual + 1]int
	above, row, next := rows[0][:], rows[1][:], rows[2][:] // above and row: distances of a[:i-1] and a[:i] to every b[:j]
	if len(b) > usual {
		above, row, next = make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	}
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		next[0] = i + 1
		for j := range len(b) {
			cost := row[j]
			if a[i] != b[j] {
				cost++
			}
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				cost = min(cost, above[j-1]+1)
			}
			next[j+1] = min(cost, next[j]+1, row[j+1]+1)
		}
		above, row, next = row, next, above
	}
	return row[len(b)]
}

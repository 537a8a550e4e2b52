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

// Distance counts the letters to insert, delete or replace to get from a to b (Levenshtein), two neighbours that changed
// places counting two.
func Distance(a, b string) int {
	row := make([]int, len(b)+1) // distances of a[:i] to every b[:j]
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

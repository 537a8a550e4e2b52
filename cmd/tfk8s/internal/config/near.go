package config

import (
	"fmt"
	"strings"

	"github.com/toolforge/tfk8s/schemas"
)

// maxTypos is how many letters may differ between a word and the one that it is taken for.
const maxTypos = 2

// meant asks for the one known word that is near to another; where there is none, it says something else.
func meant(word string, known []string, otherwise string) string {
	near, least := "", min(maxTypos, len(word)/2)+1
	for _, k := range known {
		switch typos := schemas.Distance(strings.ToLower(word), k); {
		case typos < least:
			near, least = k, typos
		case typos == least:
			near = ""
		}
	}
	if near == "" {
		return otherwise
	}
	return fmt.Sprintf("did you mean %q?", near)
}

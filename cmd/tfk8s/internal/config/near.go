package config

import (
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/schemas/spelling"
)

// maxTypos is how many letters may differ between a word and the one that it is taken for.
const maxTypos = 2

// meant asks for the one known word that is near to another; where there is none, it says something else.
func meant(word string, known []string, otherwise string) string {
	near := spelling.Nearest(word, min(maxTypos, len(word)/2), slices.Values(known))
	if near == "" {
		return otherwise
	}
	return fmt.Sprintf("did you mean %q?", near)
}

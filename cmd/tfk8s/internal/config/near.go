package config

import (
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/schemas/spelling"
)

// maxTypos is the largest number of letters in which a word and the suggested one may differ.
const maxTypos = 2

// meant suggests the known word that is nearest to a word. If there is none, it returns otherwise.
func meant(word string, known []string, otherwise string) string {
	near := spelling.Nearest(word, min(maxTypos, len(word)/2), slices.Values(known))
	if near == "" {
		return otherwise
	}
	return fmt.Sprintf("did you mean %q?", near)
}

package words

import (
	"github.com/toolforge/tfk8s/schemas"
	"github.com/toolforge/tfk8s/schemas/spelling"
)

// Nearest returns the name that a word is taken for: the one that is closest and has the same digits, for php7.2 is not a
// misspelt php7.3. It is "" where there is none, or more than one.
func Nearest(word string, names []string) string {
	return spelling.Nearest(word, spelling.AllowedTypos(word), func(yield func(string) bool) {
		for _, name := range names {
			if schemas.Digits(word) == schemas.Digits(name) && !yield(name) {
				return
			}
		}
	})
}

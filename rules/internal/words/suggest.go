package words

import (
	"github.com/toolforge/tfk8s/schemas"
	"github.com/toolforge/tfk8s/schemas/spelling"
)

// Nearest returns the name that a word is probably meant to be: the closest one with the same digits, since php7.2 is not a
// misspelled php7.3. It returns "" where there is none, or more than one.
func Nearest(word string, names []string) string {
	return spelling.Nearest(word, spelling.AllowedTypos(word), func(yield func(string) bool) {
		for _, name := range names {
			if schemas.Digits(word) == schemas.Digits(name) && !yield(name) {
				return
			}
		}
	})
}

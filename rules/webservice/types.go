package webservice

import (
	"strings"

	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/schemas"
)

// laterType returns the row of the image that a type got later, nil if it never got one. The name of the image is the type without
// dots.
func (s *ServiceFile) laterType(name string) *schemas.LaterImage {
	stem := strings.ReplaceAll(name, ".", "")
	for i := range s.Policy.Images.Later {
		if row := &s.Policy.Images.Later[i]; row.Name == stem && row.Since > s.Policy.AsOf {
			return row
		}
	}
	return nil
}

// newestLike returns the newest type of the language that a type begins with, "" if there is none.
func (s *ServiceFile) newestLike(name string) (newest string) {
	language := strings.TrimRight(name, "0123456789.")
	for i := range s.Policy.Images.Table {
		if row := &s.Policy.Images.Table[i]; row.Type != "" && row.Language == language && !row.Deprecated {
			newest = row.Type
		}
	}
	return newest
}

// suggested says what to use instead of an unknown name: the nearest one, those that begin with the same word, or any.
func suggested(name string, known []string) string {
	if near := words.Nearest(name, known); near != "" {
		return near
	}
	var akin []string
	word := strings.TrimRight(strings.ToLower(name), "0123456789.-")
	for _, k := range known {
		if word != "" && strings.TrimRight(k, "0123456789.-") == word {
			akin = append(akin, k)
		}
	}
	if len(akin) == 0 {
		akin = known
	}
	return words.Either(akin)
}

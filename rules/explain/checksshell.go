package explain

import (
	"strings"

	"github.com/toolforge/tfk8s/rules/internal/words"
)

// addNearChoice adds the choice that a misspelled one probably means.
func (q *query) addNearChoice() bool {
	choices := strings.FieldsFunc(q.values["choice"], func(r rune) bool { return strings.ContainsRune(` ,'"`, r) })
	q.values["choice"] = words.Listed(choices)
	q.values["what"] = words.Article(strings.ToLower(q.values["what"]))
	if near := words.Nearest(q.values["value"], choices); near != "" {
		q.values["near"] = ": did you mean " + near + "?"
	}
	return true
}

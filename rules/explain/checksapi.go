package explain

import (
	"strings"

	"github.com/toolforge/tfk8s/rules/internal/words"
)

// addKindName adds the kind of a resource with its article: "a Service" for services.
func (q *query) addKindName() {
	q.values["kindName"] = q.values["kind"]
	for _, r := range q.Bundle.Resources() {
		if r.Plural == q.values["kind"] {
			q.values["kindName"] = r.Kind
		}
	}
	q.values["aKind"] = words.Article(q.values["kindName"])
}

func (q *query) isReserved() bool {
	for _, r := range q.Policy.Tools.ReservedObjects {
		if r.Name == q.values["name"] && strings.HasPrefix(q.values["kind"], strings.ToLower(r.Kind)) {
			return true
		}
	}
	return false
}

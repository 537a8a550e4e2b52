package explain

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/rules/workload"
)

// A Topic is one shape of errors and its answer. In place of the values that only an error has, it has names in capitals.
type Topic struct {
	Sign        string // a part of the text of such errors
	Means, Help string
}

// Search returns the shapes of errors whose texts match, in the order of the table.
func Search(s *workload.Settings, matches func(text string) bool) (topics []Topic) {
	known := clusterValues(s)
	fill := func(text string) string {
		return fillIn(text, func(name string) string {
			if value, ok := known[name]; ok {
				return value
			}
			return strings.ToUpper(name)
		})
	}
	for _, m := range messages(s) {
		t := Topic{m.signs[0], fill(m.means), fill(m.help)}
		isSaid := slices.ContainsFunc(topics, func(other Topic) bool { return other.Means == t.Means && other.Help == t.Help })
		if !isSaid && matches(strings.Join(append([]string{t.Means, t.Help}, m.signs...), "\n")) {
			topics = append(topics, t)
		}
	}
	return topics
}

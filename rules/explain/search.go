package explain

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
)

// A Topic is one shape of errors and its answer. In place of the values that only an error has, it has names in capitals.
type Topic struct {
	Sign        string // a part of the text of such errors
	Means, Help string
}

// Search returns the shapes of errors whose texts match: by what such errors say, by what they mean, or only together with
// their help. Each list is in the order of the table.
func Search(s *workload.Settings, matches func(text string) bool) (bySigns, byMeaning, other []Topic) {
	known := clusterValues(s)
	fill := func(text string) string {
		return fillIn(text, func(name string) string {
			if value, ok := known[name]; ok {
				return value
			}
			return strings.ToUpper(name)
		})
	}
	var all []Topic
	for _, m := range tableOf(s) {
		help := m.Help
		if isValue().MatchString(help) {
			help = "`tfk8s lint FILE` names what to use"
		}
		t := Topic{m.Signs[0], fill(m.Means), fill(help)}
		isSaid := slices.ContainsFunc(all, func(earlier Topic) bool { return earlier.Means == t.Means && earlier.Help == t.Help })
		if isSaid {
			continue
		}
		all = append(all, t)
		if i := slices.IndexFunc(m.Signs, matches); i >= 0 {
			t.Sign = m.Signs[i]
			bySigns = append(bySigns, t)
		} else if matches(t.Means) {
			byMeaning = append(byMeaning, t)
		} else if matches(strings.Join(append([]string{t.Means, t.Help}, m.Signs...), "\n")) {
			other = append(other, t)
		}
	}
	return bySigns, byMeaning, other
}

// isValue recognizes a help that is a value of the error alone.
var isValue = words.Pattern(`^\{\w+\}$`)

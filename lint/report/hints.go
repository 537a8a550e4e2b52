package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
)

// A tally is how many findings there are of a rule.
type tally struct {
	rule            *lint.Rule
	findings, fixes int
}

// tallies counts findings by rule, the most frequent ones first.
func tallies(found []lint.Diagnostic) []*tally {
	byRule := map[*lint.Rule]*tally{}
	for i := range found {
		t := byRule[found[i].Rule]
		if t == nil {
			t = &tally{rule: found[i].Rule}
			byRule[t.rule] = t
		}
		t.findings++
		if found[i].Fix != nil {
			t.fixes++
		}
	}
	return slices.SortedFunc(maps.Values(byRule), func(a, b *tally) int {
		return cmp.Or(cmp.Compare(b.findings, a.findings), cmp.Compare(a.rule.ID, b.rule.ID))
	})
}

// limit leaves out the findings of each rule beyond a number of them. Those are the rest. A limit of 0 is none.
func limit(found []lint.Diagnostic, perRule int) (shown, rest []lint.Diagnostic) {
	if perRule == 0 {
		return found, nil
	}
	seen := map[*lint.Rule]int{}
	for i := range found {
		if seen[found[i].Rule]++; seen[found[i].Rule] > perRule {
			rest = append(rest, found[i])
		} else {
			shown = append(shown, found[i])
		}
	}
	return shown, rest
}

const (
	manyFindings = 10 // above this, the most frequent rules are named
	mostFrequent = 3  // so many of them
)

// hints are lines below those that sum up a report: what was not shown, which rules found most, and where to read more.
func hints(r lint.Result, notShown []lint.Diagnostic) (lines []string) {
	if len(notShown) > 0 {
		lines = append(lines, "not shown: "+listed(tallies(notShown))+" (--limit 0 shows all)")
	}
	if len(r.Diagnostics) == 0 {
		return lines
	}
	all := tallies(r.Diagnostics)
	if len(r.Diagnostics) > manyFindings && len(all) > 1 {
		lines = append(lines, "most frequent: "+listed(all[:min(len(all), mostFrequent)]))
	}
	return append(lines, "to read more about a rule: tfk8s explain "+r.Diagnostics[0].Rule.Name)
}

// listed lists rules with how many findings there are: "12 legacy-image, 3 deprecated-api".
func listed(all []*tally) string {
	parts := make([]string, len(all))
	for i, t := range all {
		parts[i] = fmt.Sprintf("%d %s", t.findings, t.rule.Name)
	}
	return strings.Join(parts, ", ")
}

package convert_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/parallel"
	"github.com/toolforge/tfk8s/rules"
)

// TestWhatConvertReportsIsWhatLintSaysOfItsOutput checks every sample: convert keeps parsed documents, and the results of one round
// must not influence later rounds.
func TestWhatConvertReportsIsWhatLintSaysOfItsOutput(t *testing.T) {
	all := slices.Concat(samples(t), generated(), mistaken())
	problems := parallel.Map(len(all), func(i int) (found []string) {
		for direction, cfg := range directions() {
			for _, safeOnly := range []bool{false, true} {
				name := fmt.Sprintf("%s, %s, SafeOnly %t", all[i].name, direction, safeOnly)
				found = append(found, misreported(name, &convert.Options{Config: cfg, Pin: rules.Pin, SafeOnly: safeOnly}, all[i])...)
			}
		}
		return found
	})
	for _, problem := range slices.Concat(problems...) {
		t.Error(problem)
	}
}

func misreported(name string, o *convert.Options, in sample) (problems []string) {
	r, err := convert.File(o, manifest.Parse(in.file, []byte(in.text)))
	if err != nil {
		return []string{err.Error()}
	}
	reported := countFindings(lint.Merge(o.Config, []lint.FileResult{r.Lint}))
	is := countFindings(lint.Run(o.Config, []*manifest.File{manifest.Parse(in.file, r.File.Src)}))
	for _, said := range slices.Sorted(maps.Keys(is)) {
		if reported[said] != is[said] {
			problems = append(problems, fmt.Sprintf("%s: convert reports %d times, lint %d times: %s\n%s", name, reported[said], is[said], said, clip(in.text)))
		}
		delete(reported, said)
	}
	for _, said := range slices.Sorted(maps.Keys(reported)) {
		problems = append(problems, fmt.Sprintf("%s: convert reports what lint does not: %s\n%s", name, said, clip(in.text)))
	}
	return problems
}

func countFindings(r lint.Result) map[string]int {
	count := map[string]int{}
	for _, d := range r.Diagnostics {
		title := ""
		if d.Fix != nil {
			title = d.Fix.Title
		}
		count[fmt.Sprintf("%v %s %s: %s [%s] %v", d.Span, d.Rule.Name, d.Path, d.Message, title, d.Object)]++
	}
	return count
}

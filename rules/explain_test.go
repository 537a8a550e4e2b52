package rules_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/explain"
	"github.com/toolforge/tfk8s/rules/workload"
)

// TestExplainAnswersEveryVerdict gives every error of testdata/verdicts to Explain, as the server gave it. Among the
// rules of the answer must be one that lint finds in the manifest.
func TestExplainAnswersEveryVerdict(t *testing.T) {
	settings := workload.NewSettings()
	asked, missed := 0, 0
	for _, file := range byCase(readVerdicts(t)) {
		found := lintCase(t, file[0])
		for _, v := range file {
			blamed := map[string]bool{}
			for _, d := range found.of(v) {
				if isRefusal(d) {
					blamed[d.Rule.Name] = true
				}
			}
			for _, text := range slices.Concat(v.Kubectl, v.API, v.Pods) {
				asked++
				blamed := blamed
				if there := at(found.of(v), text); len(there) > 0 {
					blamed = there
				}
				answers, unknown := explain.Explain(settings, text)
				if complaint := complainOf(answers, unknown, blamed); complaint != "" {
					missed++
					t.Errorf("%s: %s: %q", v.Case, complaint, text)
				}
			}
		}
	}
	if asked == 0 {
		t.Error("no verdict has an error")
	}
	t.Logf("%d errors, %d of them not answered with what lint finds", asked, missed)
}

// at names the rules that find something at the path that an error names.
func at(found []lint.Diagnostic, text string) map[string]bool {
	rules := map[string]bool{}
	for _, d := range found {
		if d.Severity == lint.Error && d.Path != "" && strings.Contains(text, " "+d.Path+": ") {
			rules[d.Rule.Name] = true
		}
	}
	return rules
}

func complainOf(answers []explain.Answer, unknown []string, blamed map[string]bool) string {
	var named []string
	for _, a := range answers {
		named = append(named, a.Rules...)
		if text := a.Means + a.Help; strings.Contains(text, " …") {
			return fmt.Sprintf("a value is missing in %q", text)
		}
	}
	switch {
	case len(unknown) > 0:
		return fmt.Sprintf("not answered: %q", unknown)
	case !slices.ContainsFunc(named, func(name string) bool { return blamed[name] }):
		return fmt.Sprintf("the answer names %q, lint finds %v", named, blamed)
	}
	return ""
}

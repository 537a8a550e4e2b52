package rules_test

import (
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// TestThePolicySaysUntilWhenLinksAreBroken lints the example of the page with policies of several days.
func TestThePolicySaysUntilWhenLinksAreBroken(t *testing.T) {
	i := len(rules.All) - 1
	for rules.All[i].Name != "dumps-symlink" {
		i--
	}
	file := manifest.Parse("bad.yaml", []byte(readPage(t, rules.All[i].Doc).bad))
	for asOf, want := range map[string]int{"2020-03-15": 1, "2020-04-26": 1, "2020-04-27": 0, "2021-01-01": 0} {
		settings := workload.NewSettings()
		policy := *settings.Policy
		policy.AsOf = asOf
		settings.Policy = &policy
		if got := lint.Run(rules.Config(settings, rules.All[i:i+1]), []*manifest.File{file}).Diagnostics; len(got) != want {
			t.Errorf("as of %s: %d findings, want %d", asOf, len(got), want)
		}
	}
}

package rules_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// TestAdviceFollowedWorks runs testdata/advice/<rule>.txtar: of before.yaml the rule has a finding without a fix, whose
// message and help hold the lines of advice.txt; in each other file somebody followed it. What convert makes of that is clean.
func TestAdviceFollowedWorks(t *testing.T) {
	files, err := filepath.Glob("../testdata/advice/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("there is no advice to follow", err)
	}
	cfg := rules.Config(workload.NewSettings(), rules.All)
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		rule, advice := strings.TrimSuffix(filepath.Base(name), ".txtar"), ""
		for _, f := range archive.Files {
			t.Run(rule+"/"+f.Name, func(t *testing.T) {
				in := manifest.Parse(f.Name, f.Data)
				switch f.Name {
				case "advice.txt":
					advice = strings.TrimSpace(string(f.Data))
				case "before.yaml":
					testGivesAdvice(t, cfg, in, rule, strings.Split(advice, "\n"))
				default:
					out := manifest.Parse(f.Name, fix(t, cfg, in).Src)
					for _, d := range lint.Run(cfg, []*manifest.File{out}).Diagnostics {
						if d.Severity > lint.Note || d.Rule.Name == rule {
							t.Errorf("somebody followed the advice, and lint finds: %s [%s]", d.Message, d.Rule.Name)
						}
					}
				}
			})
		}
	}
}

// testGivesAdvice checks that a rule has one finding about a file, without a fix, that says all of the advice, and that
// no other rule says anything that matters.
func testGivesAdvice(t *testing.T, cfg *lint.Config, in *manifest.File, rule string, advice []string) {
	t.Helper()
	said := 0
	for _, d := range lint.Run(cfg, []*manifest.File{in}).Diagnostics {
		switch {
		case d.Rule.Name == rule:
			said++
			for _, line := range advice {
				if !strings.Contains(d.Message+"; "+d.Help, line) {
					t.Errorf("the finding does not say %q: %s; %s", line, d.Message, d.Help)
				}
			}
			if d.Fix != nil {
				t.Errorf("the finding has a fix: %s", d.Message)
			}
		case d.Severity > lint.Note:
			t.Errorf("another finding: %s [%s]", d.Message, d.Rule.Name)
		}
	}
	if said != 1 {
		t.Errorf("the rule has %d findings", said)
	}
}

package rules_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
)

// twoMistakes are the pairs of rules that may find errors in the same text, and why these are two.
var twoMistakes = []struct{ one, other, why string }{
	{"missing-field", "missing-field", missing},
	{"missing-field", "selector-required", missing},
	{"invalid-value", "missing-field", missing},
	{"files-not-mounted", "files-not-mounted", "each names another folder, and convert mounts one by one"},
	{"files-not-mounted", "home-not-set", "the variable is not set by a mount"},
	{"over-max", "request-over-default-limit", "a request that was lowered still needs a limit"},
	{"capabilities", "invalid-value", "the capability may not be added, whatever allowPrivilegeEscalation says"},
	{"host-port", "invalid-value", "a port that the pod has twice may not be had once"},
	{"legacy-image", "webservice-runner-on-base", "the image is of the legacy cluster, and of the wrong type as well"},
}

const missing = "two fields are missing, each with a value of its own"

// TestOneMistakeIsOneFinding looks at the pages, the cases and the manifests of the verdicts: no two findings of them are about
// the same text and the same mistake. They are if both are errors, if both say the same, or if one edit fixes both.
func TestOneMistakeIsOneFinding(t *testing.T) {
	used := map[[2]string]bool{}
	eachSample(t, func(name string, found []lint.Diagnostic) {
		for i := range found {
			for j := i + 1; j < len(found) && found[j].Span == found[i].Span && found[j].File == found[i].File; j++ {
				a, b := found[i], found[j]
				pair := []string{a.Rule.Name, b.Rule.Name}
				slices.Sort(pair)
				if isOneMistake(a, b) && !areTwoMistakes(a, b, pair) {
					t.Errorf("%s: one mistake, two findings:\n%s", name, listing(lint.Result{Diagnostics: []lint.Diagnostic{a, b}}))
				}
				used[[2]string(pair)] = true
			}
		}
	})
	for _, two := range twoMistakes {
		if !used[[2]string{two.one, two.other}] {
			t.Errorf("nothing shows that %s and %s may be about the same text", two.one, two.other)
		}
	}
}

func isOneMistake(a, b lint.Diagnostic) bool {
	if a.Rule == b.Rule && a.Message == b.Message {
		return true
	}
	return a.Severity == lint.Error && b.Severity == lint.Error || a.Fix != nil && b.Fix != nil && slices.Equal(a.Fix.Edits, b.Fix.Edits)
}

// areTwoMistakes reports whether a pair of rules is excepted. Two fields that are missing have two paths.
func areTwoMistakes(a, b lint.Diagnostic, pair []string) bool {
	for _, two := range twoMistakes {
		if two.one == pair[0] && two.other == pair[1] {
			return two.why != missing || a.Path != b.Path
		}
	}
	return false
}

// eachSample lints all manifests that there are here.
func eachSample(t *testing.T, look func(name string, found []lint.Diagnostic)) {
	t.Helper()
	lintOne := func(name, file, flags string, src []byte) {
		cfg := rules.Config(settingsOf(t, flags), rules.All)
		look(name, lint.Run(cfg, []*manifest.File{manifest.Parse(nameOf(flags, file), src)}).Diagnostics)
	}
	for _, verdicts := range byCase(readVerdicts(t)) {
		look(verdicts[0].Case, lintCase(t, verdicts[0]).all)
	}
	for _, rule := range rules.All {
		p := readPage(t, rule.Doc)
		lintOne(rule.Name+".md", "bad.yaml", p.flags, []byte(p.bad))
	}
	names, err := filepath.Glob("*/testdata/*/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal(len(names), err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		c := filesOf(archive)
		lintOne(name, "in"+c.suffix, c.flags, c.in)
	}
}

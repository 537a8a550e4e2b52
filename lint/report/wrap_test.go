package report

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

func TestTextIsWrappedToTheWidthOfTheTerminal(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte("kind: Job\nmetadata: {name: bot, namespace: tool-bot, labels: {name: bot}}\n"))
	d := finding(legacyImage, f, "labels", "the message of this finding has more words than a line of the terminal")
	d.Object = &manifest.ID{Kind: "Job"}
	d.Effect = "what happens because of it takes two lines too"
	expect(t, printed(t, Text, result(d), Options{Width: 50}), `a.yaml:2:44: error: the message of this finding
    has more words than a line of the terminal
    [legacy-image]
    2 | …amespace: tool-bot, labels: {name: bot}}
      |                      ^~~~~~
      = effect: what happens because of it takes
                two lines too

1 error in 1 file (1 object)
to read more about a rule: tfk8s explain legacy-image
`)
}

func TestAWordThatIsTooLongHasALineOfItsOwn(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte("kind: Job\n"))
	word := strings.Repeat("x", 60)
	d := finding(noLimits, f, "Job", "see "+word+" and 漢字漢字漢字漢字漢字漢字 there")
	got := printed(t, Text, result(d), Options{Width: minWidth})
	expect(t, strings.Join(strings.Split(got, "\n")[:4], "\n"), "a.yaml:1:7: note: see\n    "+word+"\n    and 漢字漢字漢字漢字漢字漢字 there\n    [no-limits]")
}

func TestATerminalIsShownSomeFindingsOfEachRule(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte(deployment))
	found := []lint.Diagnostic{
		finding(legacyImage, f, "image", "one"), finding(noLimits, f, "kind", "two"), finding(legacyImage, f, "web", "three"), finding(legacyImage, f, "spec", "four"),
	}
	got := printed(t, Text, result(found...), Options{Limit: 1})
	if strings.Contains(got, "three") || strings.Contains(got, "four") || !strings.Contains(got, "one") || !strings.Contains(got, "two") {
		t.Errorf("not the first of each rule:\n%s", got)
	}
	_, closing, _ := strings.Cut(got, "\n3 errors")
	expect(t, closing, `, 1 note in 1 file (1 object)
not shown: 2 legacy-image (--limit 0 shows all)
to read more about a rule: tfk8s explain legacy-image
`)
}

func TestTheMostFrequentRulesAreNamedWhereThereAreManyFindings(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte(deployment))
	var found []lint.Diagnostic
	for range manyFindings {
		found = append(found, finding(legacyImage, f, "image", "old"))
	}
	if got := printed(t, Text, result(found...), Options{}); strings.Contains(got, "most frequent") {
		t.Errorf("one rule has all findings:\n%s", got)
	}
	found = append(found, finding(noLimits, f, "kind", "odd"))
	if got := printed(t, Text, result(found...), Options{}); !strings.Contains(got, "\nmost frequent: 10 legacy-image, 1 no-limits\n") {
		t.Error(got)
	}
}

func TestStatisticsCountTheFindingsOfEachRule(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte(deployment))
	rule := &lint.Rule{ID: "TFK900", Name: "odd-name", Severity: lint.Warning, Doc: "# TFK900 odd-name\n\nA name is odd.\n"}
	fixed := finding(rule, f, "web", "odd")
	fixed.Fix = &lint.Fix{Title: "rename it"}
	expect(t, printed(t, Statistics, result(finding(noLimits, f, "kind", "odd"), fixed, finding(rule, f, "web", "odd")), Options{}), `     2     1 fixable  odd-name   A name is odd.
     1                no-limits
2 warnings, 1 note in 1 file (1 object); tfk8s convert can fix 1
`)
}

func TestARulesNameLinksToItsPage(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte(deployment))
	page := func(r *lint.Rule) string { return "https://example.org/" + r.Name }
	got := printed(t, Text, result(finding(noLimits, f, "kind", "odd")), Options{Links: true, PageURL: page})
	if want := "odd [\x1b]8;;https://example.org/no-limits\x1b\\no-limits\x1b]8;;\x1b\\]\n"; !strings.Contains(got, want) {
		t.Errorf("%q", got)
	}
	got = printed(t, printSARIF, result(finding(noLimits, f, "kind", "odd")), Options{Version: func() string { return "v1.2.3" }, PageURL: page})
	for _, want := range []string{`"helpUri": "https://example.org/no-limits"`, `"version": "1.2.3"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in:\n%s", want, got)
		}
	}
}

func TestShortIsALineForEachFinding(t *testing.T) {
	f := manifest.Parse("a\n.yaml", []byte(deployment))
	d := finding(legacyImage, f, "image", "the image is gone")
	d.Help = "use another"
	expect(t, printed(t, printShort, result(finding(noLimits, f, "kind", "odd"), d), Options{}), `a\n.yaml:2:1: note: odd [no-limits]
a\n.yaml:9:9: error: the image is gone; use another [legacy-image]
1 error, 1 note in 1 file (1 object)
`)
}

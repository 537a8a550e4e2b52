package rules_test

import (
	"flag"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/convert/diff"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/report"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

var update = flag.Bool("update", false, "rewrite what the pages say and the files that the cases want")

func TestEveryPageTellsTheTruth(t *testing.T) {
	for _, rule := range rules.All {
		t.Run(rule.Name, func(t *testing.T) { testPage(t, rule) })
	}
}

func testPage(t *testing.T, rule *lint.Rule) {
	p := readPage(t, rule.Doc)
	settings := settingsOf(t, p.flags)
	// The page speaks of its rule alone: Says and Good do not change with the other rules.
	alone := rules.Config(settings, append([]*lint.Rule{rule}, with(t, p.flags)...))
	bad := manifest.Parse(nameOf(p.flags, "bad.yaml"), []byte(p.bad))
	says := sayings(t, settings, lint.Run(alone, []*manifest.File{bad}))
	good := p.good
	if rule.Fix != lint.NoFix {
		good = string(fix(t, alone, bad).Src)
	}
	if *update {
		if err := rewritePage(filepath.Join(domainOf(t, rule), rule.Name+".md"), says, good); err != nil {
			t.Fatal(err)
		}
		return
	}
	if says != p.says {
		t.Errorf("what lint says of Bad (+) is not what the page says (-):\n%s", diff.Unified("Says", []byte(p.says), []byte(says), nil))
	}
	if good != p.good {
		t.Errorf("what convert makes of Bad (+) is not what the page shows (-):\n%s", diff.Unified("Good", []byte(p.good), []byte(good), nil))
	}
	if says == "" {
		t.Error("the example shows nothing: lint finds nothing in Bad")
	}
	everything := rules.Config(settings, rules.All)
	for _, d := range lint.Run(everything, []*manifest.File{manifest.Parse(nameOf(p.flags, "good.yaml"), []byte(p.good))}).Diagnostics {
		if d.Severity > lint.Note || d.Rule == rule {
			t.Errorf("lint of Good is not silent: %s [%s]", d.Message, d.Rule.Name)
		}
	}
}

// fix converts a file under a configuration and fails the test if that is not possible.
func fix(t *testing.T, cfg *lint.Config, f *manifest.File) *manifest.File {
	t.Helper()
	r, err := convert.File(&convert.Options{Config: cfg, Pin: rules.Pin}, f)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Dropped {
		t.Errorf("the fix %q was dropped: %s", d.Diagnostic.Fix.Title, d.Reason)
	}
	return r.File
}

// sayings is the text report without its closing line.
func sayings(t *testing.T, settings *workload.Settings, r lint.Result) string {
	t.Helper()
	var b strings.Builder
	look := report.Options{Closing: func(lint.Result, string) string { return "" }}
	if settings.ToLegacy {
		look.Convert = "tfk8s convert --to legacy"
	}
	if len(r.Diagnostics) == 0 {
		return ""
	}
	if err := report.Text(&b, r, look); err != nil {
		t.Fatal(err)
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// domainOf is the folder of the domain that a rule belongs to.
func domainOf(t *testing.T, rule *lint.Rule) string {
	t.Helper()
	pages, err := filepath.Glob("*/" + rule.Name + ".md")
	if err != nil || len(pages) != 1 {
		t.Fatalf("the page of %s is not in one domain: %q, %v", rule.Name, pages, err)
	}
	return filepath.Dir(pages[0])
}

// with returns the rules that an example needs beside its own: --with=legacy-image.
func with(t *testing.T, flags string) []*lint.Rule {
	t.Helper()
	var more []*lint.Rule
	for _, f := range strings.Fields(flags) {
		name, ok := strings.CutPrefix(f, "--with=")
		if !ok {
			continue
		}
		i := slices.IndexFunc(rules.All, func(r *lint.Rule) bool { return r.Name == name })
		if i < 0 {
			t.Fatalf("there is no rule %q", name)
		}
		more = append(more, rules.All[i])
	}
	return more
}

// nameOf is the name of the file of an example, if rules look at the name: --file=service.manifest.
func nameOf(flags, otherwise string) string {
	for _, f := range strings.Fields(flags) {
		if name, ok := strings.CutPrefix(f, "--file="); ok {
			return name
		}
	}
	return otherwise
}

// settingsOf reads the flags of a page or case: those of the command line that rules look at.
func settingsOf(t *testing.T, flags string) *workload.Settings {
	t.Helper()
	s := workload.NewSettings()
	for _, f := range strings.Fields(flags) {
		name, value, _ := strings.Cut(strings.TrimPrefix(f, "--"), "=")
		switch name {
		case "with", "file": // flags of the tests alone: see with and nameOf
		case "to":
			s.ToLegacy = value == "legacy"
		case "tool":
			s.Tool = value
		case "preserve-defaults":
			s.PreserveDefaults = true
		case "apply":
			s.Apply = true
		case "singleton":
			s.Singleton = true
		case "upgrade-runtime":
			s.UpgradeRuntime = true
		case "resources":
			mode, err := rules.ParseResources(value)
			if err != nil {
				t.Fatal(err)
			}
			s.Resources = mode
		default:
			t.Fatalf("no rule looks at the flag %q", f)
		}
	}
	return s
}

package rules_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/report"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

var update = flag.Bool("update", false, "rewrite what the pages say and the files that the cases want")

// A page is the documentation of a rule, with its example: the text before each fence, and what is in them.
type page struct {
	flags           string // behind ```yaml of Bad
	bad, says, good string
}

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
		rewritePage(t, rule, says, good)
		return
	}
	if says != p.says {
		t.Errorf("lint of Bad says:\n%s\nthe page says:\n%s", says, p.says)
	}
	if good != p.good {
		t.Errorf("convert makes of Bad:\n%s\nthe page shows:\n%s", good, p.good)
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

// readPage cuts a page at its headings.
func readPage(t *testing.T, doc string) page {
	t.Helper()
	var p page
	p.flags, p.bad = fenceUnder(t, doc, "## Bad")
	_, p.says = fenceUnder(t, doc, "## Says")
	_, p.good = fenceUnder(t, doc, "## Good")
	return p
}

// fenceUnder returns the first fenced block under a heading, and what its first line says behind the language.
func fenceUnder(t *testing.T, doc, heading string) (info, body string) {
	t.Helper()
	start, end := fence(t, doc, heading)
	first, _, _ := strings.Cut(doc[strings.LastIndex(doc[:start-1], "\n")+1:], "\n")
	_, info, _ = strings.Cut(first, " ")
	return info, doc[start:end]
}

func fence(t *testing.T, doc, heading string) (start, end int) {
	t.Helper()
	at := strings.Index(doc, "\n"+heading+"\n")
	if at < 0 {
		t.Fatalf("the page has no %q", heading)
	}
	open := strings.Index(doc[at:], "\n```")
	if open < 0 {
		t.Fatalf("the page has no example under %q", heading)
	}
	start = at + open + 1
	start += strings.IndexByte(doc[start:], '\n') + 1
	end = start + strings.Index("\n"+doc[start:], "\n```")
	return start, end
}

func rewritePage(t *testing.T, rule *lint.Rule, says, good string) {
	t.Helper()
	doc := rule.Doc
	start, end := fence(t, doc, "## Good")
	doc = doc[:start] + good + doc[end:]
	start, end = fence(t, doc, "## Says")
	doc = doc[:start] + says + doc[end:]
	if doc == rule.Doc {
		return
	}
	if err := os.WriteFile(filepath.Join(domainOf(t, rule), rule.Name+".md"), []byte(doc), 0o644); err != nil {
		t.Fatal(err)
	}
}

// domainOf is the folder of the domain that a rule belongs to.
func domainOf(t *testing.T, rule *lint.Rule) string {
	t.Helper()
	pages, err := filepath.Glob("*/" + rule.Name + ".md")
	if err != nil || len(pages) != 1 {
		t.Fatalf("the page of %s is none of one domain: %q, %v", rule.Name, pages, err)
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

// nameOf is the name of the file that an example stands for, where rules look at it: --file=service.manifest.
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

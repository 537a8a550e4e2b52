package rules_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

func TestRulesAreInTheOrderOfTheirIDs(t *testing.T) {
	for _, list := range [][]*lint.Rule{rules.All, rules.ToLegacy} {
		last := ""
		for _, r := range list {
			if r.ID <= last {
				t.Errorf("%s %s comes after %s", r.ID, r.Name, last)
			}
			last = r.ID
		}
	}
}

func TestEveryRuleRunsInADirectionAndIsDocumented(t *testing.T) {
	there, back := workload.NewSettings(), workload.NewSettings()
	back.ToLegacy = true
	for _, r := range rules.All {
		if !rules.Applies(there, r) && !rules.Applies(back, r) {
			t.Errorf("%s runs in neither direction", r.Name)
		}
	}
	for _, r := range rules.ToLegacy {
		if !slices.Contains(rules.All, r) {
			t.Errorf("%s is not in All", r.Name)
		}
	}
}

func TestEveryRuleIsWellFormed(t *testing.T) {
	id, slug := regexp.MustCompile(`^TFK\d{3}$`), regexp.MustCompile(`^[a-z0-9]+([-.][a-z0-9]+)*$`)
	names := map[string]bool{}
	for _, r := range rules.All {
		if !id.MatchString(r.ID) || !slug.MatchString(r.Name) || names[r.Name] {
			t.Errorf("%s %q: not TFK and three digits, or no slug, or used twice", r.ID, r.Name)
		}
		names[r.Name] = true
		if looks := count(r.Document != nil, r.Object != nil, r.Foreign != nil); looks > 1 {
			t.Errorf("%s looks at %d of documents, objects and foreign files", r.Name, looks)
		}
		if r.Severity == lint.Error && r.Stage == lint.Advice {
			t.Errorf("%s is an error, and yet only advice", r.Name)
		}
		if !strings.HasPrefix(r.Doc, "# "+r.ID+" "+r.Name+"\n\n") {
			t.Errorf("the page of %s does not begin with its id and name", r.Name)
		}
		domain := domainOf(t, r)
		if _, err := os.Stat(filepath.Join(domain, r.Name+".go")); err != nil {
			t.Errorf("%s has no file of its own: %v", r.Name, err)
		}
		if cases, _ := filepath.Glob(filepath.Join(domain, "testdata", r.Name, "*.txtar")); len(cases) == 0 {
			t.Errorf("%s has no case in %s/testdata/%s", r.Name, domain, r.Name)
		}
	}
}

func count(flags ...bool) int {
	n := 0
	for _, f := range flags {
		if f {
			n++
		}
	}
	return n
}

// Convert works on files by themselves, so it never sees what a set finds.
func TestARuleAboutNothingButASetHasNoFix(t *testing.T) {
	for _, r := range rules.All {
		if r.Set != nil && r.Object == nil && r.Document == nil && r.Fix != lint.NoFix {
			t.Errorf("%s looks at a set and fixes something", r.Name)
		}
	}
}

func TestEveryPageAndEveryFolderOfCasesBelongsToARule(t *testing.T) {
	pages, _ := filepath.Glob("*/*.md")
	folders, _ := filepath.Glob("*/testdata/*")
	if len(pages) == 0 || len(folders) == 0 {
		t.Fatal("there are no pages or no cases")
	}
	for _, path := range slices.Concat(pages, folders) {
		name := strings.TrimSuffix(filepath.Base(path), ".md")
		if !slices.ContainsFunc(rules.All, func(r *lint.Rule) bool { return r.Name == name }) {
			t.Errorf("%s belongs to no rule", path)
		}
	}
}

// TestMessagesSpeakInOneVoice looks at the findings of all pages: they begin in lower case or with the name of a thing,
// and end without a full stop.
func TestMessagesSpeakInOneVoice(t *testing.T) {
	for _, r := range rules.All {
		p := readPage(t, r.Doc)
		settings := settingsOf(t, p.flags)
		for _, d := range lint.Run(rules.Config(settings, rules.All), []*manifest.File{manifest.Parse(nameOf(p.flags, "bad.yaml"), []byte(p.bad))}).Diagnostics {
			if d.Rule != r {
				continue
			}
			voice(t, r, d.Message)
			if d.Fix != nil {
				voice(t, r, d.Fix.Title)
			}
			if d.Fix != nil && d.Fix.Safety > r.Fix {
				t.Errorf("a fix of %s claims to be %s, the rule %s", r.Name, d.Fix.Safety, r.Fix)
			}
		}
	}
}

func voice(t *testing.T, r *lint.Rule, text string) {
	t.Helper()
	first, _, _ := strings.Cut(text, " ")
	switch {
	case strings.HasSuffix(text, "."), strings.Contains(text, "\n"), strings.TrimSpace(text) != text, text == "":
		t.Errorf("%s: %q is not one line without a full stop", r.Name, text)
	case first[0] >= 'A' && first[0] <= 'Z' && strings.ToLower(first[1:]) == first[1:] && !isKind(first):
		t.Errorf("%s: %q does not begin in lower case", r.Name, text)
	}
}

// isKind reports whether a word names a Kubernetes kind, which is written with a capital.
func isKind(word string) bool {
	return len(workload.NewSettings().Bundle.ServedVersions(word)) > 0
}

// sections are those of the index, with the first id that each may have.
var sections = []struct{ from, title string }{
	{"TFK001", "Reading, and ignoring"},
	{"TFK051", "The way back to the legacy cluster"},
	{"TFK101", "Tool, namespace and labels"},
	{"TFK201", "Images"},
	{"TFK301", "API versions and fields"},
	{"TFK401", "Volumes, mounts and variables"},
	{"TFK501", "Security"},
	{"TFK601", "Resources and quota"},
	{"TFK701", "Services and Ingresses"},
	{"TFK801", "Jobs and CronJobs"},
	{"TFK901", "Text, commands and service.manifest"},
}

const indexHead = `# Rules

<!-- Written by "make generate" from the rules. -->

| stage | what happens |
| --- | --- |
| parse | kubectl cannot read the file |
| kubectl | kubectl rejects the file |
| api | the API server rejects the object |
| pods | the object is created, but its pods are rejected |
| runs | the pods start, but do not work as intended |
| advice | nothing fails now |

| fix | what convert does |
| --- | --- |
| safe | fixes it; the cluster creates the same object, or rejected the old text |
| review | fixes it; a person should look at what changes |
| | nothing; a person must decide |
` + "\n`tfk8s explain NAME` prints the page of a rule.\n"

func TestTheIndexIsUpToDate(t *testing.T) {
	var b strings.Builder
	b.WriteString(indexHead)
	next := sections
	for _, r := range rules.All {
		if len(next) > 0 && r.ID >= next[0].from {
			fmt.Fprintf(&b, "\n## %s\n\n| id | rule | stage | severity | fix | what it finds |\n| --- | --- | --- | --- | --- | --- |\n", next[0].title)
			next = next[1:]
		}
		fix := r.Fix.String()
		if r.Fix == lint.NoFix {
			fix = ""
		}
		fmt.Fprintf(&b, "| %s | [%s](%s/%s.md) | %s | %s | %s | %s |\n", r.ID, r.Name, domainOf(t, r), r.Name, r.Stage, r.Severity, fix, r.Summary())
	}
	if *update {
		if err := os.WriteFile("README.md", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if have, err := os.ReadFile("README.md"); err != nil || string(have) != b.String() {
		t.Errorf("rules/README.md is not up to date (%v): run `make generate`", err)
	}
}

// TestNoRuleHoldsANameOrNumberOfTheCluster looks for what belongs in schemas/toolforge.yaml in the strings of rules.
func TestNoRuleHoldsANameOrNumberOfTheCluster(t *testing.T) {
	p := workload.NewSettings().Policy
	taboo := []string{p.Registry.Host, p.Current.NamespacePrefix, p.Tools.HomeRoot, p.Images.Prefix, p.Images.LegacyPrefix, p.Current.Title, p.LimitRange.Default.Memory}
	files, _ := filepath.Glob("*/*.go")
	if len(files) == 0 {
		t.Fatal("there are no rules")
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if _, isImport := n.(*ast.ImportSpec); isImport {
				return false
			}
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && !isRuleName(lit.Value) {
				for _, word := range taboo {
					if strings.Contains(lit.Value, word) {
						t.Errorf("%s holds %q in %s: that is policy", name, word, lit.Value)
					}
				}
			}
			return true
		})
	}
}

// isRuleName reports whether a literal is the name of a rule, which may say what kind of name it is about.
func isRuleName(literal string) bool {
	return slices.ContainsFunc(rules.All, func(r *lint.Rule) bool { return fmt.Sprintf("%q", r.Name) == literal })
}

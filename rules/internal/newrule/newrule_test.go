package main

import (
	"bytes"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// someDomains are job, quota and security: enough for most tests, which are faster so.
const someDomains = "[jqs][oue][bco]*"

// copyRules copies the Go files of some domains, by a pattern, into a temporary folder.
func copyRules(t *testing.T, domains string) string {
	t.Helper()
	root := t.TempDir()
	files, err := filepath.Glob(filepath.Join("../..", domains, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no rules: %v", err)
	}
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		folder := filepath.Join(root, filepath.Base(filepath.Dir(name)))
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, filepath.Base(name)), src, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestARuleIsWrittenAndRegisteredOnceInTheOrderOfIDs(t *testing.T) {
	root := copyRules(t, "*")
	domains, _, err := readDomains(root)
	if err != nil || len(domains) == 0 {
		t.Fatalf("there are no domains: %v", err)
	}
	var all []*newRule
	for domain := range domains {
		made, err := plan(root, domain, domain+"-unheard.2of", "")
		if err == nil {
			err = made.write()
		}
		if err != nil {
			t.Fatalf("%s: %v", domain, err)
		}
		all = append(all, made)
	}
	after, _, err := readDomains(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, made := range all {
		if got := after[made.Domain].ids[made.Var]; got != made.ID {
			t.Errorf("the id of %s is %q, want %s", made.Var, got, made.ID)
		}
		checkWritten(t, made)
	}
}

func checkWritten(t *testing.T, made *newRule) {
	t.Helper()
	for _, name := range []string{made.code(), made.list()} {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parser.ParseFile(token.NewFileSet(), name, src, parser.AllErrors); err != nil {
			t.Error(err)
		}
		if formatted, err := format.Source(src); err != nil || !bytes.Equal(formatted, src) {
			t.Errorf("%s is not formatted (%v)", name, err)
		}
	}
	list, err := os.ReadFile(made.list())
	if n := bytes.Count(list, []byte("\t"+made.Var+",\n")); err != nil || n != 1 {
		t.Errorf("%s is %d times in the list: %v\n%s", made.Var, n, err, list)
	}
	for name, want := range map[string][]string{
		made.page():      {"# " + made.ID + " " + made.Name + "\n\n", "## Why it matters\n", "## How to fix it\n", "## Bad\n\n```yaml", "## Says\n\n```\n", "## Good\n\n```yaml\n", "## See also\n"},
		made.firstCase(): {"\n-- in.yaml --\n", "\n-- want.txt --\n"},
	} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range want {
			if !strings.Contains(string(text), part) {
				t.Errorf("%s lacks %q", name, part)
			}
		}
	}
}

func TestAnIDOfOnesOwnIsPutWhereItBelongs(t *testing.T) {
	root := copyRules(t, someDomains)
	made, err := plan(root, "quota", "some-name", "TFK603")
	if err != nil {
		t.Fatal(err)
	}
	if err := made.write(); err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadFile(made.list())
	if err != nil || !strings.Contains(string(list), "\tUnderMin,\n\tsomeName,\n\tRequestOverDefaultLimit,\n") {
		t.Errorf("TFK603 is not between TFK602 and TFK604 (%v):\n%s", err, list)
	}
}

func TestTheNextIDIsBehindTheLastOfTheDomain(t *testing.T) {
	all := []known{{id: "TFK713"}}
	for _, c := range []struct {
		why  string
		ids  []string
		want string
	}{
		{"a gap is not filled", []string{"TFK701", "TFK704"}, "TFK705"},
		{"most of the rules decide on the hundred", []string{"TFK109", "TFK701", "TFK704"}, "TFK705"},
		{"another domain has the id behind", []string{"TFK711", "TFK712"}, "TFK714"},
		{"the hundred is full", []string{"TFK799"}, ""},
	} {
		d := &domain{ids: map[string]string{}}
		for _, id := range c.ids {
			d.ids["rule"+id] = id
		}
		if got, ok := d.nextID(all); got != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q, %v", c.why, got, ok)
		}
	}
}

func TestWhatCannotBeARuleIsSaidAndNothingIsWritten(t *testing.T) {
	root := copyRules(t, someDomains)
	for _, c := range []struct{ domain, name, id, want string }{
		{"quotas", "some-name", "", `there is no domain "quotas": DOMAIN is one of job, quota, security`},
		{"quota/..", "some-name", "", "there is no domain"},
		{"quota", "Some_Name", "", `"Some_Name" is not a rule name`},
		{"quota", "../some", "", "is not a rule name"},
		{"quota", "-some", "", "is not a rule name"},
		{"quota", "9lives", "", "is not a rule name"},
		{"quota", "", "", "is not a rule name"},
		{"quota", "low-port", "", "there is a rule low-port already, TFK507 in security"},
		{"quota", "some-name", "TFK507", "the id TFK507 belongs to low-port in security"},
		{"quota", "some-name", "TFK6", `"TFK6" is not a rule id`},
		{"quota", "usage", "", "usage.go exists already"},
		{"job", "ttl-ignored", "TFK899", "there is a rule ttl-ignored already"},
	} {
		made, err := plan(root, c.domain, c.name, c.id)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, %v", c, made, err)
		}
	}
	if made, _ := filepath.Glob(filepath.Join(root, "*", "*.md")); len(made) > 0 {
		t.Errorf("it wrote %q", made)
	}
}

func TestANameOfThePackageIsNotDeclaredAgain(t *testing.T) {
	root := copyRules(t, someDomains)
	src := "package quota\n\ntype someName struct{}\n"
	if err := os.WriteFile(filepath.Join(root, "quota", "names.go"), []byte(src), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := plan(root, "quota", "some-name", ""); err == nil || !strings.Contains(err.Error(), "package quota declares someName already") {
		t.Error(err)
	}
	made, err := plan(root, "quota", "range", "")
	if err != nil || made.Var != "rangeRule" {
		t.Errorf("the variable of the rule range is %+v, %v", made, err)
	}
}

package main

import (
	"fmt"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/report"
	"github.com/toolforge/tfk8s/rules"
)

func TestTheDocsListTheFormsOfAReportAndTheExitCodes(t *testing.T) {
	page := textOf(t, readDocuments(t), "docs/ci.md")
	for _, name := range report.Names() {
		if !strings.Contains(page, "\n| `"+name+"` | ") {
			t.Errorf("docs/ci.md does not list the form %s", name)
		}
	}
	for _, c := range commands() {
		if c.name != versionCommand.name && !regexp.MustCompile(`(?m)^\| ([a-z, ]+, )?`+c.name+`(, [a-z, ]+)? \| `).MatchString(page) {
			t.Errorf("docs/ci.md does not list the exit codes of %s", c.name)
		}
	}
}

// TestTheDocsShowCodeThatCompiles looks for the Go code of the documents in the examples of packages. TestTheDocsHaveAProgram builds
// the program that they show.
func TestTheDocsShowCodeThatCompiles(t *testing.T) {
	all := readDocuments(t)
	var compiled strings.Builder
	eachPackage(t, ".", func(folder string) {
		for _, name := range goFiles(t, folder, true) {
			if filepath.Base(name) == "example_test.go" {
				compiled.WriteString(withoutIndentation(mustRead(t, name)))
			}
		}
	})
	checked := 0
	for _, d := range all {
		blocks, err := d.blocks()
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range blocks {
			code := d.text[b.bodyFrom:b.bodyTo]
			if b.language != "go" || strings.HasPrefix(code, "package main\n") {
				continue
			}
			checked++
			if !strings.Contains(compiled.String(), withoutIndentation(code)) {
				t.Errorf("%s shows code that is in no example_test.go:\n%s", d.path, code)
			}
		}
	}
	if checked == 0 {
		t.Error("the documents show no code")
	}
}

func withoutIndentation(text string) string {
	return regexp.MustCompile(`(?m)^[ \t]+`).ReplaceAllString(text, "")
}

func TestTheDocsNameTheVersionOfGo(t *testing.T) {
	all := readDocuments(t)
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(mustRead(t, "go.mod"))
	if version == nil || !strings.Contains(textOf(t, all, "README.md"), "You need Go "+version[1]+" ") {
		t.Errorf("README.md does not name the version of go.mod, %q", version)
	}
}

func TestTheDocsShowConfigurationsThatAreRead(t *testing.T) {
	checked := 0
	for _, d := range readDocuments(t) {
		blocks, err := d.blocks()
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range blocks {
			body := d.text[b.bodyFrom:b.bodyTo]
			if b.language != "yaml" || !strings.HasPrefix(body, "tool: ") {
				continue
			}
			checked++
			if _, err := configFormat().Parse(d.path, []byte(body)); err != nil {
				t.Error(err)
			}
		}
	}
	if checked == 0 {
		t.Error("the documents show no .tfk8s.yaml")
	}
}

func TestTheDocsIgnoreRulesThatExist(t *testing.T) {
	checked := 0
	for _, d := range readDocuments(t) {
		for _, match := range regexp.MustCompile(`# tfk8s:ignore(?:-file)? (\S+)`).FindAllStringSubmatch(d.text, -1) {
			for name := range strings.SplitSeq(match[1], ",") {
				checked++
				if !slices.ContainsFunc(rules.All, func(r *lint.Rule) bool { return r.Is(name) }) {
					t.Errorf("%s ignores %s, which is no rule", d.path, name)
				}
			}
		}
	}
	if checked == 0 {
		t.Error("the documents ignore no rule")
	}
}

func TestTheDocsNameTheHooks(t *testing.T) {
	all := readDocuments(t)
	hooks := mustRead(t, ".pre-commit-hooks.yaml")
	checked := 0
	for _, d := range all {
		for _, match := range regexp.MustCompile(`(?m)^ *- (id: [\w-]+)`).FindAllStringSubmatch(d.text, -1) {
			checked++
			if !strings.Contains(hooks, "- "+match[1]+"\n") {
				t.Errorf("%s shows the hook %q, which .pre-commit-hooks.yaml does not have", d.path, match[1])
			}
		}
	}
	if checked == 0 {
		t.Error("no document shows a hook")
	}
}

// TestTheDocsDescribeTheJSON looks for the names of the fields in docs/json.md.
func TestTheDocsDescribeTheJSON(t *testing.T) {
	page := textOf(t, readDocuments(t), "docs/json.md")
	for _, source := range []string{"lint/report/json.go", "cmd/tfk8s/internal/quotareport/json.go"} {
		src := mustRead(t, source)
		fields := regexp.MustCompile("`json:\"(\\w+)").FindAllStringSubmatch(src, -1)
		if len(fields) == 0 {
			t.Errorf("%s has no fields of JSON", source)
		}
		for _, field := range fields {
			if !strings.Contains(page, "`"+field[1]+"`") {
				t.Errorf("docs/json.md does not describe %s of %s", field[1], source)
			}
		}
	}
}

// TestTheDocsGiveAReasonForEachDependency compares the table in docs/design.md with what the modules require directly.
func TestTheDocsGiveAReasonForEachDependency(t *testing.T) {
	var src strings.Builder
	for _, folder := range moduleFolders(t) {
		src.WriteString(mustRead(t, filepath.Join(folder, "go.mod")))
	}
	page := textOf(t, readDocuments(t), "docs/design.md")
	required := map[string]bool{}
	for _, match := range regexp.MustCompile(`(?m)^(?:\t|require )(\S+) v\S+( // indirect)?$`).FindAllStringSubmatch(src.String(), -1) {
		if match[2] == "" && match[1]+"/" != module {
			required[match[1]] = true
		}
	}
	if len(required) == 0 {
		t.Fatal("no go.mod requires anything")
	}
	_, table, _ := strings.Cut(page, "\n## Dependencies\n")
	named := map[string]bool{}
	for _, match := range regexp.MustCompile("`([a-z0-9.]+/[^` ]+)`").FindAllStringSubmatch(table, -1) {
		named[match[1]] = true
		if !required[match[1]] && !regexp.MustCompile(`(?m)^(\t|require )`+regexp.QuoteMeta(match[1])+` v`).MatchString(src.String()) {
			t.Errorf("docs/design.md gives a reason for %s, which no go.mod requires", match[1])
		}
	}
	for path := range required {
		if !named[path] {
			t.Errorf("docs/design.md gives no reason for %s", path)
		}
	}
}

func TestTheMakefileSaysWhatEachTargetDoes(t *testing.T) {
	src := mustRead(t, "../../Makefile")
	targets := regexp.MustCompile(`(?m)^([\w-]+):([^=].*)?$`).FindAllStringSubmatch(src, -1)
	if len(targets) == 0 {
		t.Error("there are no targets")
	}
	phony := strings.Fields(regexp.MustCompile(`(?m)^\.PHONY: (.+)$`).FindString(src))
	for _, target := range targets {
		if !strings.Contains(target[2], "## ") {
			t.Errorf("%s has no ## comment, so make help does not list it", target[1])
		}
		// A target that has the name of a folder does nothing unless it is phony.
		if !slices.Contains(phony, target[1]) {
			t.Errorf("%s is not in .PHONY", target[1])
		}
	}
}

// TestTheDocsListThePackages keeps the table of packages in docs/design.md equal to the package comments.
func TestTheDocsListThePackages(t *testing.T) {
	all := readDocuments(t)
	page := textOf(t, all, "docs/design.md")
	const head = "| package | what it is for |\n| --- | --- |\n"
	before, rest, ok := strings.Cut(page, head)
	if !ok {
		t.Fatalf("docs/design.md has no table that begins with\n%s", head)
	}
	_, after, _ := strings.Cut(rest, "\n\n")
	var table strings.Builder
	eachPackage(t, ".", func(folder string) {
		fmt.Fprintf(&table, "| `%s` | %s |\n", filepath.ToSlash(folder), purpose(t, folder))
	})
	keepUpToDate(t, document{"docs/design.md", page}, before+head+table.String()+"\n"+after)
}

// purpose returns the first sentence of a package comment, without the name of the package.
func purpose(t *testing.T, folder string) string {
	t.Helper()
	for _, file := range goFiles(t, folder, false) {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if text := new(doc.Package).Synopsis(parsed.Doc.Text()); text != "" {
			text = regexp.MustCompile(`^(Package|Command) \w+ |^[A-Z]\w+ `).ReplaceAllString(text, "")
			return strings.TrimSuffix(text, ".")
		}
	}
	t.Errorf("%s has no package comment", folder)
	return ""
}

package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A reference is something that a page in docs names in backticks, or a command line on a line of its own.
type reference struct{ page, text string }

// docReferences returns what the pages in docs name, seen from the root of the module.
func docReferences(t *testing.T) []reference {
	t.Helper()
	t.Chdir("../..")
	pages, err := filepath.Glob("docs/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatalf("docs has no pages: %v", err)
	}
	var all []reference
	for _, page := range pages {
		src, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range regexp.MustCompile("(?m)`([^`\n]+)`|^    (.+)$").FindAllStringSubmatch(string(src), -1) {
			all = append(all, reference{page, match[1] + match[2]})
		}
	}
	return all
}

func TestTheDocsNamePathsThatExist(t *testing.T) {
	checked := 0
	for _, r := range docReferences(t) {
		if strings.Contains(r.text, " ") || !strings.Contains(r.text, "/") {
			continue
		}
		checked++
		pattern := regexp.MustCompile(`<\w+>`).ReplaceAllString(r.text, "*")
		// A new rule calls its first case first.txtar; those of others have names that say more.
		pattern = strings.Replace(pattern, "/first.txtar", "/*.txtar", 1)
		if found, err := filepath.Glob(pattern); err != nil || len(found) == 0 {
			t.Errorf("%s names %s, which does not exist (%v)", r.page, r.text, err)
		}
	}
	if checked == 0 {
		t.Error("docs names no path")
	}
}

func TestTheDocsLinkToWhatIsThere(t *testing.T) {
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatalf("docs has no pages: %v", err)
	}
	for _, page := range pages {
		src, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range regexp.MustCompile(`\]\(([^):]+)\)`).FindAllStringSubmatch(string(src), -1) {
			if _, err := os.Stat(filepath.Join("../../docs", link[1])); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
		if name := filepath.Base(page); name != "README.md" {
			index, err := os.ReadFile("../../docs/README.md")
			if err != nil || !bytes.Contains(index, []byte("("+name+")")) {
				t.Errorf("docs/README.md does not link to %s (%v)", name, err)
			}
		}
	}
}

func TestTheDocsNameCommandsThatExist(t *testing.T) {
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, r := range docReferences(t) {
		words := strings.Fields(r.text)
		if rest, ok := strings.CutPrefix(r.text, "go run ./cmd/tfk8s "); ok {
			words = append([]string{"tfk8s"}, strings.Fields(rest)...)
		}
		if len(words) < 2 {
			continue
		}
		checked++
		switch words[0] {
		case "make":
			if !bytes.Contains(makefile, []byte("\n"+words[1]+":")) {
				t.Errorf("%s names %q: the Makefile has no such target", r.page, r.text)
			}
		case "tfk8s":
			checkUsage(t, r, words[1:])
		case "go":
			checkGoCommand(t, r, words[2:])
		default:
			checked--
		}
	}
	if checked == 0 {
		t.Error("docs names no command")
	}
}

// checkUsage checks the command and the flags of a command line of the program.
func checkUsage(t *testing.T, r reference, args []string) {
	t.Helper()
	var out bytes.Buffer
	c := &console{out: &out, err: &out, getenv: os.Getenv, terminal: func() bool { return false }}
	if code := run([]string{args[0], "--help"}, c); code != exitOK {
		t.Errorf("%s names %q: there is no such command", r.page, r.text)
	}
	for _, arg := range args[1:] {
		if strings.HasPrefix(arg, "--") && !strings.Contains(out.String(), arg+" ") {
			t.Errorf("%s names %q: the help does not name %s", r.page, r.text, arg)
		}
	}
}

// checkGoCommand checks that the packages of a go command exist, and that its -run finds a test in them.
func checkGoCommand(t *testing.T, r reference, args []string) {
	t.Helper()
	for i, arg := range args {
		switch {
		case strings.HasPrefix(arg, "./"):
			if _, err := os.Stat(arg); err != nil {
				t.Errorf("%s names %q: %v", r.page, r.text, err)
			}
		case arg == "-run" && i > 0 && i+1 < len(args):
			pattern, _, _ := strings.Cut(args[i+1], "/")
			found := false
			for name := range declared(t, args[i-1], true) {
				found = found || strings.HasPrefix(name, "Test") && strings.Contains(name, pattern)
			}
			if !found {
				t.Errorf("%s names %q: no test has %q in its name", r.page, r.text, pattern)
			}
		}
	}
}

func TestTheDocsNameGoIdentifiersThatExist(t *testing.T) {
	folders := map[string]string{} // of packages, by name
	references := docReferences(t)
	eachPackage(t, ".", func(folder string) { folders[filepath.Base(folder)] = folder })
	known := map[string]map[string]bool{} // by folder
	checked := 0
	for _, r := range references {
		if !regexp.MustCompile(`^[a-z]+(\.[A-Z]\w*)+$`).MatchString(r.text) {
			continue
		}
		checked++
		pkg, name, _ := strings.Cut(r.text, ".")
		folder, ok := folders[pkg]
		if !ok {
			t.Errorf("%s names %s: there is no package %s", r.page, r.text, pkg)
			continue
		}
		if known[folder] == nil {
			known[folder] = declared(t, folder, false)
		}
		if !known[folder][name] {
			t.Errorf("%s names %s: %s declares no such name", r.page, r.text, folder)
		}
	}
	if checked == 0 {
		t.Error("docs names no Go identifier")
	}
}

// declared is what a package declares at the top: names, and the fields and methods of its types behind a dot. With tests,
// it is what its tests declare.
func declared(t *testing.T, folder string, tests bool) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, name := range goFiles(t, folder, tests) {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			addDeclared(names, decl)
		}
	}
	return names
}

func addDeclared(names map[string]bool, decl ast.Decl) {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		name := decl.Name.Name
		if decl.Recv != nil {
			receiver := decl.Recv.List[0].Type
			if pointer, ok := receiver.(*ast.StarExpr); ok {
				receiver = pointer.X
			}
			if of, ok := receiver.(*ast.Ident); ok {
				name = of.Name + "." + name
			}
		}
		names[name] = true
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					names[name.Name] = true
				}
			case *ast.TypeSpec:
				names[spec.Name.Name] = true
				addFields(names, spec)
			}
		}
	}
}

func addFields(names map[string]bool, spec *ast.TypeSpec) {
	fields, ok := spec.Type.(*ast.StructType)
	if !ok {
		return
	}
	for _, field := range fields.Fields.List {
		for _, name := range field.Names {
			names[spec.Name.Name+"."+name.Name] = true
		}
	}
}

package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A reference is something that a document names in backticks, or a command line on a line of its own.
type reference struct{ page, text string }

// docReferences returns what the documents name, seen from the root of the module.
func docReferences(t *testing.T) []reference {
	t.Helper()
	var all []reference
	for _, d := range readDocuments(t) {
		prose, commands := d.split(t)
		for _, match := range regexp.MustCompile("(?m)`([^`\n]+)`|^    (.+)$").FindAllStringSubmatch(prose, -1) {
			commands = append(commands, match[1]+match[2])
		}
		for _, text := range commands {
			text, _, _ = strings.Cut(text, " #")
			all = append(all, reference{d.path, strings.TrimSpace(text)})
		}
	}
	return all
}

func TestTheDocsNamePathsThatExist(t *testing.T) {
	checked := 0
	for _, r := range docReferences(t) {
		if strings.Contains(r.text, " ") || !strings.Contains(r.text, "/") || !isOfRepository(r) {
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
		t.Error("the documents name no path")
	}
}

// isOfRepository reports whether a path is one of this repository: all that are not modules in documents about the code, and
// in those for users the ones in a folder that exists here.
func isOfRepository(r reference) bool {
	first, _, _ := strings.Cut(r.text, "/")
	switch first {
	case ".git", "bin": // what git keeps and what make writes there differs from clone to clone
		return false
	case "net", "crypto": // packages of the standard library
		return false
	}
	if slices.Contains(ofTheCode, r.page) {
		return !strings.Contains(first, ".") || strings.HasPrefix(first, ".")
	}
	info, err := os.Stat(first)
	return first != "." && err == nil && info.IsDir()
}

func TestTheDocsNameCommandsThatExist(t *testing.T) {
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, r := range docReferences(t) {
		args := words(commandOfProgram(r.text))
		if len(args) > 3 && slices.Equal(args[:3], []string{"go", "run", "./cmd/tfk8s"}) {
			args = slices.Concat([]string{"tfk8s"}, args[3:])
		}
		if len(args) < 2 {
			continue
		}
		checked++
		switch args[0] {
		case "make":
			if !bytes.Contains(makefile, []byte("\n"+args[1]+":")) {
				t.Errorf("%s names %q: the Makefile has no such target", r.page, r.text)
			}
		case "tfk8s":
			checkUsage(t, r, args[1:])
		case "go":
			checkGoCommand(t, r, args[2:])
		default:
			checked--
		}
	}
	if checked == 0 {
		t.Error("the documents name no command")
	}
}

// commandOfProgram returns the part of a pipe that runs tfk8s, or else all of it.
func commandOfProgram(line string) string {
	for part := range strings.SplitSeq(line, " | ") {
		if strings.HasPrefix(part, "tfk8s ") {
			return part
		}
	}
	return line
}

// checkUsage checks the command and the flags of a command line of the program. COMMAND means any command.
func checkUsage(t *testing.T, r reference, args []string) {
	t.Helper()
	if args[0] == "COMMAND" || strings.HasPrefix(args[0], "-") {
		return
	}
	help, code := runProgram([]string{args[0], "--help"})
	if code != exitOK {
		t.Errorf("%s names %q: there is no such command", r.page, r.text)
	}
	if args[0] == explainCommand.name && len(args) == 2 && args[1] != "-" {
		if out, code := runProgram(args); code != exitOK {
			t.Errorf("%s names %q, which answers: %s", r.page, r.text, out)
		}
	}
	for _, arg := range args[1:] {
		if !hasFlag(help, arg) {
			t.Errorf("%s names %q: the help does not name %s", r.page, r.text, arg)
		}
	}
}

// hasFlag reports whether the help of a command names a flag. It is true for what is no flag.
func hasFlag(help, arg string) bool {
	arg, _, _ = strings.Cut(arg, "=")
	switch {
	case arg == "--help": // of every command
		return true
	case strings.HasPrefix(arg, "--"):
		return strings.Contains(help, " "+arg+" ")
	case len(arg) == 2 && arg[0] == '-':
		return strings.Contains(help, " "+arg+", ")
	}
	return true
}

func TestTheDocsNameFlagsThatExist(t *testing.T) {
	references := docReferences(t)
	help, _ := runProgram([]string{"--help"})
	for _, c := range commands() {
		of, _ := runProgram([]string{c.name, "--help"})
		help += of
	}
	checked := 0
	for _, r := range references {
		if !strings.HasPrefix(r.text, "--") || strings.HasPrefix(r.text, "---") {
			continue
		}
		checked++
		if arg := words(r.text)[0]; !hasFlag(help, arg) {
			t.Errorf("%s names %s: no command has this flag", r.page, arg)
		}
	}
	if checked == 0 {
		t.Error("the documents name no flag")
	}
}

// checkGoCommand checks that the packages of a go command exist, and that its -run finds a test in them.
func checkGoCommand(t *testing.T, r reference, args []string) {
	t.Helper()
	for i, arg := range args {
		switch {
		case strings.HasPrefix(arg, "./"):
			if _, err := os.Stat(strings.TrimSuffix(arg, "...")); err != nil {
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
		t.Error("the documents name no Go identifier")
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

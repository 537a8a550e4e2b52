package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// These limits keep the code easy to read, as that of "make complexity" does. The packages about large specifications, the text of YAML, the API of Kubernetes and
// what it admits of resources, may be longer.
const (
	mostLinesOfFile     = 300
	mostLinesOfFunction = 60
	mostLinesOfPackage  = 2500 // of code
)

var longPackages = []string{"lint/manifest", "rules/validation"}

// sources parses the Go files of the module by package, without tests and generated files.
func sources(t *testing.T) (*token.FileSet, map[string][]*ast.File) {
	t.Helper()
	files, packages := token.NewFileSet(), map[string][]*ast.File{}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && d.Name() != ".."):
			if path != "../.." {
				return filepath.SkipDir
			}
		case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") && !strings.HasSuffix(path, "gen.go"):
			file, err := parser.ParseFile(files, path, nil, 0)
			if err != nil {
				return err
			}
			folder, err := filepath.Rel("../..", filepath.Dir(path))
			packages[filepath.ToSlash(folder)] = append(packages[filepath.ToSlash(folder)], file)
			return err
		}
		return nil
	})
	if err != nil || len(packages) == 0 {
		t.Fatalf("%d packages, %v", len(packages), err)
	}
	return files, packages
}

func TestFilesFunctionsAndPackagesAreShort(t *testing.T) {
	files, packages := sources(t)
	for name, pkg := range packages {
		total := 0
		for _, file := range pkg {
			name := files.Position(file.Pos()).Filename
			if lines := files.Position(file.FileEnd).Line; lines > mostLinesOfFile {
				t.Errorf("%s has %d lines", name, lines)
			}
			total += linesOfCode(t, name)
			for _, d := range file.Decls {
				f, ok := d.(*ast.FuncDecl)
				if !ok || isData(f) {
					continue
				}
				if lines := files.Position(f.End()).Line - files.Position(f.Pos()).Line; lines > mostLinesOfFunction {
					t.Errorf("%s: %s has %d lines", files.Position(f.Pos()), f.Name.Name, lines)
				}
			}
		}
		if total > mostLinesOfPackage && !slices.Contains(longPackages, name) {
			t.Errorf("package %s has %d lines", name, total)
		}
	}
}

// linesOfCode counts the lines of a file that are not blank, and not only a comment.
func linesOfCode(t *testing.T, name string) (n int) {
	t.Helper()
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(src)) {
		if text := strings.TrimSpace(line); text != "" && !strings.HasPrefix(text, "//") {
			n++
		}
	}
	return n
}

// isData reports whether a function only returns a literal: it is a table.
func isData(f *ast.FuncDecl) bool {
	if f.Body == nil || len(f.Body.List) != 1 {
		return false
	}
	r, ok := f.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(r.Results) != 1 {
		return false
	}
	_, ok = r.Results[0].(*ast.CompositeLit)
	return ok
}

// TestNoLocalNameHidesOneOfThePackage keeps a name from meaning two things in a package.
func TestNoLocalNameHidesOneOfThePackage(t *testing.T) {
	files, packages := sources(t)
	for _, pkg := range packages {
		top := namesOfPackage(pkg)
		for _, file := range pkg {
			ast.Inspect(file, func(n ast.Node) bool {
				for _, id := range localNames(n) {
					if top[id.Name] {
						t.Errorf("%s: %s is a name of the package too", files.Position(id.Pos()), id.Name)
					}
				}
				return true
			})
		}
	}
}

func namesOfPackage(pkg []*ast.File) map[string]bool {
	top := map[string]bool{}
	for _, file := range pkg {
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil {
					top[d.Name.Name] = true
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					for _, id := range namesOfSpec(s) {
						top[id.Name] = true
					}
				}
			}
		}
	}
	delete(top, "_")
	return top
}

func namesOfSpec(s ast.Spec) []*ast.Ident {
	switch s := s.(type) {
	case *ast.TypeSpec:
		return []*ast.Ident{s.Name}
	case *ast.ValueSpec:
		return s.Names
	}
	return nil
}

// localNames are those that a node declares within a function.
func localNames(n ast.Node) (names []*ast.Ident) {
	identifiers := func(list ...ast.Expr) {
		for _, e := range list {
			if id, ok := e.(*ast.Ident); ok {
				names = append(names, id)
			}
		}
	}
	switch n := n.(type) {
	case *ast.FuncDecl:
		if n.Recv != nil {
			names = append(names, n.Recv.List[0].Names...)
		}
	case *ast.FuncType:
		for _, list := range []*ast.FieldList{n.Params, n.Results} {
			if list != nil {
				for _, field := range list.List {
					names = append(names, field.Names...)
				}
			}
		}
	case *ast.AssignStmt:
		if n.Tok == token.DEFINE {
			identifiers(n.Lhs...)
		}
	case *ast.RangeStmt:
		if n.Tok == token.DEFINE {
			identifiers(n.Key, n.Value)
		}
	case *ast.DeclStmt:
		if d, ok := n.Decl.(*ast.GenDecl); ok {
			for _, s := range d.Specs {
				names = append(names, namesOfSpec(s)...)
			}
		}
	}
	return names
}

// TestWhatIsExportedIsCalledFromElsewhere holds for functions: types may be met as the fields of others.
func TestWhatIsExportedIsCalledFromElsewhere(t *testing.T) {
	files, packages := sources(t)
	used := usedOutside(t)
	for folder, pkg := range packages {
		for _, file := range pkg {
			for _, d := range file.Decls {
				f, ok := d.(*ast.FuncDecl)
				if ok && f.Recv == nil && file.Name.Name != "main" && f.Name.IsExported() && !used[folder+"."+f.Name.Name] {
					t.Errorf("%s: nobody outside of the package uses %s", files.Position(f.Pos()), f.Name.Name)
				}
			}
		}
	}
}

// usedOutside lists the names of packages that other packages of the module use, tests included.
func usedOutside(t *testing.T) map[string]bool {
	t.Helper()
	used := map[string]bool{}
	eachFile(t, func(folder string, file *ast.File) {
		imported := map[string]string{}
		for _, spec := range file.Imports {
			if path, ok := strings.CutPrefix(strings.Trim(spec.Path.Value, `"`), module); ok {
				name := path[strings.LastIndexByte(path, '/')+1:]
				if spec.Name != nil {
					name = spec.Name.Name
				}
				imported[name] = path
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if id, ok := sel.X.(*ast.Ident); ok && imported[id.Name] != "" {
					used[imported[id.Name]+"."+sel.Sel.Name] = true
				}
			}
			return true
		})
	})
	if len(slices.Collect(maps.Keys(used))) == 0 {
		t.Fatal("nothing is used")
	}
	return used
}

// eachFile calls visit with every Go file of the module.
func eachFile(t *testing.T, visit func(folder string, file *ast.File)) {
	t.Helper()
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel("../..", filepath.Dir(path))
		visit(filepath.ToSlash(folder), file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

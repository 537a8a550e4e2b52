package main

import (
	"go/doc"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// eachPackage calls do for every folder below root that holds Go files of the program.
func eachPackage(t *testing.T, root string, do func(folder string)) {
	t.Helper()
	found := 0
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !d.IsDir():
			return nil
		case d.Name() == "testdata" || name != root && strings.HasPrefix(d.Name(), "."):
			return filepath.SkipDir
		}
		if len(goFiles(t, name, false)) > 0 {
			found++
			do(name)
		}
		return nil
	})
	if err != nil || found == 0 {
		t.Fatalf("%d packages below %s: %v", found, root, err)
	}
}

// goFiles lists the Go files of a folder: its tests, or those of the program.
func goFiles(t *testing.T, folder string, tests bool) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var of []string
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") == tests {
			of = append(of, name)
		}
	}
	return of
}

func TestEveryPackageSaysWhatItIsForAndShowsIt(t *testing.T) {
	eachPackage(t, filepath.Join("..", ".."), func(folder string) {
		comment, name := "", ""
		for _, file := range goFiles(t, folder, false) {
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly|parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			comment += parsed.Doc.Text()
			if name == "" || name == "main" { // a generator beside the package is a program
				name = parsed.Name.Name
			}
		}
		if comment == "" {
			t.Errorf("%s has no package comment", folder)
		}
		if name == "main" || isOfTests(folder) {
			return
		}
		for _, file := range goFiles(t, folder, true) {
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution|parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			for _, example := range doc.Examples(parsed) {
				if example.Output != "" {
					return
				}
			}
		}
		t.Errorf("%s has no runnable example: func Example with an Output comment, which shows what the package is for", folder)
	})
}

// isOfTests reports whether a package serves only tests and generators.
func isOfTests(folder string) bool { return filepath.Base(folder) == "compile" }

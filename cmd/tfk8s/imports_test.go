package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/toolforge/tfk8s/"

// mayImport is the order of the packages: each may import those named, and no other of the module.
var mayImport = map[string][]string{
	"lint/manifest":            {},
	"schemas/spelling":         {},
	"lint/parallel":            {},
	"lint/shell":               {},
	"lint/internal/bulk":       {},
	"lint":                     {"lint/internal/bulk", "lint/manifest", "lint/parallel", "schemas/spelling"},
	"lint/report":              {"lint", "lint/manifest", "lint/parallel", "lint/shell"},
	"schemas":                  {"schemas/spelling"},
	"schemas/internal/compile": {"schemas"},
	"schemas/internal/gen":     {"schemas", "schemas/internal/compile"},
	"schemas/internal/newer":   {"schemas"},
	"rules": {"lint", "lint/manifest", "rules/api", "rules/content", "rules/field", "rules/image", "rules/ingress", "rules/job", "rules/legacy", "rules/podpreset",
		"rules/quota", "rules/security", "rules/tool", "rules/webservice", "rules/workload", "rules/yaml", "schemas"},
	"rules/api":                {"lint", "lint/manifest", "rules/content", "rules/ingress", "rules/internal/words", "rules/kubectl", "rules/podpreset", "rules/workload", "schemas", "schemas/spelling"},
	"rules/field":              {"lint", "lint/manifest", "rules/api", "rules/internal/words", "rules/kubectl", "rules/podpreset", "rules/quota", "rules/validation", "rules/workload", "schemas", "schemas/spelling"},
	"rules/explain":            {"rules/api", "rules/explain/messages", "rules/field", "rules/internal/words", "rules/kubectl", "rules/workload", "schemas"},
	"rules/explain/messages":   {},
	"rules/image":              {"lint", "lint/manifest", "rules/internal/words", "rules/workload", "schemas"},
	"rules/ingress":            {"lint", "lint/manifest", "rules/internal/words", "rules/podpreset", "rules/quota", "rules/workload", "schemas"},
	"rules/internal/javaheap":  {"lint/manifest", "rules/internal/words"},
	"rules/internal/newrule":   {},
	"rules/internal/words":     {"lint", "lint/manifest", "schemas", "schemas/spelling"},
	"rules/job":                {"lint", "lint/manifest", "rules/internal/words", "rules/kubectl", "rules/validation", "rules/workload", "schemas"},
	"rules/kubectl":            {"lint", "lint/manifest", "rules/internal/words", "rules/validation", "rules/workload", "schemas", "schemas/spelling"},
	"rules/legacy":             {"lint", "lint/manifest", "rules/api", "rules/field", "rules/internal/words", "rules/kubectl", "rules/podpreset", "rules/quota", "rules/workload", "schemas"},
	"rules/podpreset":          {"lint", "lint/manifest", "rules/internal/words", "rules/kubectl", "rules/validation", "rules/workload", "schemas", "schemas/spelling"},
	"rules/quota":              {"lint", "lint/manifest", "rules/internal/javaheap", "rules/internal/words", "rules/kubectl", "rules/validation", "rules/workload", "schemas"},
	"rules/security":           {"lint", "lint/manifest", "rules/internal/words", "rules/validation", "rules/workload", "schemas"},
	"rules/tool":               {"lint", "lint/manifest", "rules/internal/words", "rules/podpreset", "rules/workload", "schemas"},
	"rules/webservice":         {"lint", "lint/manifest", "rules/content", "rules/internal/javaheap", "rules/internal/words", "rules/quota", "rules/workload", "rules/yaml", "schemas"},
	"rules/workload":           {"lint", "lint/manifest", "rules/content", "rules/internal/words", "rules/validation", "schemas"},
	"rules/yaml":               {"lint", "lint/manifest", "rules/content", "rules/internal/words", "rules/kubectl", "rules/workload", "schemas"},
	"rules/content":            {"lint", "lint/manifest", "schemas", "schemas/spelling"},
	"rules/validation":         {"lint/manifest", "rules/internal/words", "schemas", "schemas/spelling"},
	"convert":                  {"convert/diff", "lint", "lint/manifest", "lint/parallel"},
	"convert/diff":             {"lint/parallel"},
	"ci/tools/dist":            {},
	"cmd/bench":                {"lint/manifest/generate"},
	"cmd/bench/floor":          {},
	"lint/manifest/generate":   {},
	"convert/plan":             {"convert", "lint", "lint/manifest", "lint/shell", "rules", "rules/podpreset", "rules/webservice", "rules/workload", "schemas"},
	"cmd/tfk8s/internal/files": {},
	"cmd/tfk8s":                {"cmd/tfk8s/internal/changes", "cmd/tfk8s/internal/completion", "cmd/tfk8s/internal/config", "cmd/tfk8s/internal/explainpage", "cmd/tfk8s/internal/files", "cmd/tfk8s/internal/flagerror", "cmd/tfk8s/internal/heap", "cmd/tfk8s/internal/input", "cmd/tfk8s/internal/leftout", "cmd/tfk8s/internal/lsp", "cmd/tfk8s/internal/lsp/project", "cmd/tfk8s/internal/manpage", "cmd/tfk8s/internal/quotareport", "cmd/tfk8s/internal/reports", "cmd/tfk8s/internal/rewrite", "cmd/tfk8s/internal/selection", "cmd/tfk8s/internal/source", "cmd/tfk8s/internal/terminal", "cmd/tfk8s/internal/usage", "cmd/tfk8s/internal/version", "lint", "lint/manifest", "lint/parallel", "lint/report", "schemas", "rules", "rules/explain", "rules/quota", "rules/workload", "convert", "convert/diff", "convert/plan", "schemas/spelling"},

	"cmd/tfk8s/internal/changes": {"lint", "lint/manifest"},
	"cmd/tfk8s/internal/reports": {"cmd/tfk8s/internal/input", "lint", "lint/report"},
	"web/bridge":                 {"convert", "convert/diff", "convert/plan", "lint", "lint/manifest", "rules", "rules/quota", "rules/workload"},
	"web/wasm":                   {"web/bridge"},
	"web/build":                  {"web/pack"},
	"web/pack":                   {},
	"web/replaced/sigs.k8s.io/kustomize/kyaml/yaml": {},

	"cmd/tfk8s/internal/config":      {"cmd/tfk8s/internal/files", "cmd/tfk8s/internal/source", "lint/manifest", "schemas/spelling"},
	"cmd/tfk8s/internal/explainpage": {"cmd/tfk8s/internal/selection", "cmd/tfk8s/internal/terminal", "lint", "rules", "rules/explain", "rules/workload"},
	"cmd/tfk8s/internal/heap":        {},
	"cmd/tfk8s/internal/input":       {"cmd/tfk8s/internal/source", "lint/manifest"},
	"cmd/tfk8s/internal/leftout":     {"lint", "lint/report", "rules/quota"},
	"cmd/tfk8s/internal/lsp": {"cmd/tfk8s/internal/config", "cmd/tfk8s/internal/lsp/actions", "cmd/tfk8s/internal/lsp/complete", "cmd/tfk8s/internal/lsp/diagnose", "cmd/tfk8s/internal/lsp/hover",
		"cmd/tfk8s/internal/lsp/project", "cmd/tfk8s/internal/lsp/protocol", "cmd/tfk8s/internal/lsp/symbols", "cmd/tfk8s/internal/lsp/text", "lint", "lint/manifest"},
	"cmd/tfk8s/internal/lsp/actions":  {"cmd/tfk8s/internal/lsp/diagnose", "cmd/tfk8s/internal/lsp/project", "cmd/tfk8s/internal/lsp/protocol", "cmd/tfk8s/internal/lsp/text", "convert", "convert/diff", "lint", "lint/manifest", "rules"},
	"cmd/tfk8s/internal/lsp/complete": {"cmd/tfk8s/internal/lsp/fields", "cmd/tfk8s/internal/lsp/outline", "cmd/tfk8s/internal/lsp/project", "cmd/tfk8s/internal/lsp/protocol", "schemas"},
	"cmd/tfk8s/internal/lsp/diagnose": {"cmd/tfk8s/internal/lsp/protocol", "cmd/tfk8s/internal/lsp/text", "lint", "lint/manifest", "rules"},
	"cmd/tfk8s/internal/lsp/fields":   {"cmd/tfk8s/internal/lsp/outline", "schemas"},
	"cmd/tfk8s/internal/lsp/hover":    {"cmd/tfk8s/internal/lsp/fields", "cmd/tfk8s/internal/lsp/outline", "cmd/tfk8s/internal/lsp/project", "cmd/tfk8s/internal/lsp/protocol", "lint", "lint/manifest", "rules", "rules/quota", "rules/workload", "schemas"},
	"cmd/tfk8s/internal/lsp/outline":  {},
	"cmd/tfk8s/internal/lsp/project":  {"cmd/tfk8s/internal/input", "cmd/tfk8s/internal/lsp/protocol", "cmd/tfk8s/internal/lsp/text", "convert", "lint", "lint/manifest", "rules", "rules/quota", "rules/workload"},
	"cmd/tfk8s/internal/lsp/protocol": {},
	"cmd/tfk8s/internal/lsp/symbols":  {"cmd/tfk8s/internal/lsp/project", "cmd/tfk8s/internal/lsp/protocol", "lint/manifest", "rules/workload"},
	"cmd/tfk8s/internal/lsp/text":     {"cmd/tfk8s/internal/lsp/protocol"},
	"cmd/tfk8s/internal/quotareport":  {"lint/manifest", "lint/report", "rules/quota"},
	"cmd/tfk8s/internal/rewrite":      {"cmd/tfk8s/internal/source"},
	"cmd/tfk8s/internal/source":       {},
	"cmd/tfk8s/internal/flagerror":    {"schemas/spelling"},
	"cmd/tfk8s/internal/terminal":     {"lint/report"},
	"cmd/tfk8s/internal/version":      {},
	"cmd/tfk8s/internal/usage":        {},
	"cmd/tfk8s/internal/completion":   {"cmd/tfk8s/internal/usage"},
	"cmd/tfk8s/internal/manpage":      {"cmd/tfk8s/internal/usage"},
	"cmd/tfk8s/internal/selection":    {"cmd/tfk8s/internal/files", "lint", "schemas", "schemas/spelling"},
}

// onlyIn names the packages that may import something from outside, and nobody else.
var onlyIn = map[string][]string{
	"sigs.k8s.io/kustomize/kyaml": {"lint/manifest"},
	"k8s.io/kubectl":              {"schemas/internal/compile"},
	"golang.org/x/sys":            {"cmd/tfk8s/internal/rewrite"},
	"github.com/spf13/pflag":      {"cmd/tfk8s", "cmd/tfk8s/internal/flagerror", "cmd/tfk8s/internal/usage"},
	"os/exec":                     {"ci/tools/dist", "cmd/bench", "cmd/tfk8s/internal/changes", "schemas/internal/newer", "web/build"},
	"os": {"ci/tools/dist", "cmd/bench", "cmd/bench/floor", "cmd/tfk8s", "cmd/tfk8s/internal/changes", "cmd/tfk8s/internal/config", "cmd/tfk8s/internal/files",
		"cmd/tfk8s/internal/rewrite", "cmd/tfk8s/internal/source", "rules/internal/newrule", "schemas/internal/gen", "schemas/internal/newer", "web/build"},
}

func TestPackagesImportOnlyWhatIsBelowThem(t *testing.T) {
	eachImport(t, func(pkg, path string) {
		allowed, known := mayImport[pkg]
		if !known {
			t.Errorf("package %s has no place in the order of imports", pkg)
		}
		if own, ok := strings.CutPrefix(path, module); ok && !has(allowed, own) {
			t.Errorf("%s imports %s", pkg, own)
		}
		for prefix, only := range onlyIn {
			if (path == prefix || strings.HasPrefix(path, prefix+"/")) && !has(only, pkg) {
				t.Errorf("%s imports %s, which only %v may", pkg, path, only)
			}
		}
	})
}

func TestNothingImportsTheNetwork(t *testing.T) {
	eachImport(t, func(pkg, path string) {
		if (path == "net" || strings.HasPrefix(path, "net/")) && path != "net/netip" { // which only reads addresses
			t.Errorf("%s imports %s: tfk8s works offline", pkg, path)
		}
	})
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// eachImport calls do for the imports of every file that is part of the program: no tests, no generators.
func eachImport(t *testing.T, do func(pkg, path string)) {
	t.Helper()
	root := filepath.Join("..", "..")
	seen := map[string]bool{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || name != root && strings.HasPrefix(d.Name(), ".") && d.Name() != ".."):
			return filepath.SkipDir
		case !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.ImportsOnly)
		if err != nil {
			return err
		}
		if len(file.Comments) > 0 && strings.HasPrefix(file.Comments[0].List[0].Text, "//go:build ignore") {
			return nil
		}
		pkg, _ := filepath.Rel(root, filepath.Dir(name))
		seen[filepath.ToSlash(pkg)] = true
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			do(filepath.ToSlash(pkg), path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range mayImport {
		if !seen[pkg] {
			t.Errorf("there is no package %s", pkg)
		}
	}
}

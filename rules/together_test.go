package rules

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// Documents that are linted one after the other have their nodes in the same memory: what a rule keeps of one would be of
// another later.
func TestNoRuleKeepsNodesOfADocument(t *testing.T) {
	names, err := filepath.Glob("../testdata/verdicts/cases/*")
	if err != nil || len(names) == 0 {
		t.Fatal(len(names), err)
	}
	cfg := Config(workload.NewSettings(), All)
	said := func(run func([]*manifest.File) []lint.FileResult) (lines []string) {
		var files []*manifest.File
		for _, name := range names {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, manifest.Parse(name, src))
		}
		for _, d := range lint.Merge(cfg, run(files)).Diagnostics {
			lines = append(lines, fmt.Sprint(d.File.Name, d.Span, d.Rule.Name, d.Path, d.Message, d.Fix != nil, len(d.Related)))
		}
		return lines
	}
	together := said(func(files []*manifest.File) []lint.FileResult { return lint.Files(cfg, files) })
	alone := said(func(files []*manifest.File) (results []lint.FileResult) {
		for _, f := range files {
			results = append(results, lint.File(cfg, f))
		}
		return results
	})
	if len(alone) == 0 || !slices.Equal(together, alone) {
		t.Errorf("%d findings together, %d alone", len(together), len(alone))
		for i := range min(len(together), len(alone)) {
			if together[i] != alone[i] {
				t.Fatalf("together: %s\nalone:    %s", together[i], alone[i])
			}
		}
	}
}

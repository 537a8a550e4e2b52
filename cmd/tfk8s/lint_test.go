package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/input"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

func TestABugInOneFileLeavesTheOthers(t *testing.T) {
	buggy := &lint.Rule{Document: func(_ *lint.Pass, d *manifest.Document) {
		if d.Root().Field("bug").Exists() {
			panic("index out of range")
		}
	}}
	dir := t.TempDir()
	var files []input.File
	var want []string
	for i := range 192 { // enough for chunks of several files
		name, text := filepath.Join(dir, fmt.Sprintf("%03d.yaml", i)), "kind: b\n"
		files = append(files, input.File{Name: name})
		switch i % 50 {
		case 20:
			continue // there is no such file
		case 30:
			text = strings.Repeat("kind: b\n---\n", i) + "bug: here\n" // a file of many documents is linted in pieces
		default:
			want = append(want, name)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	all := lintInputs(&console{}, &lint.Config{Rules: []*lint.Rule{buggy}}, files)
	var got []string
	for _, r := range all.results {
		got = append(got, r.File.Name)
		if r.Objects != 1 {
			t.Errorf("%s: %d objects, want 1", r.File.Name, r.Objects)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("linted %q, want %q", got, want)
	}
	var failed []string
	for _, err := range all.failed {
		failed = append(failed, err.Error())
	}
	if bugs := strings.Count(strings.Join(failed, "\n"), "030.yaml: this is a bug of tfk8s"); len(failed) != 8 || bugs != 1 {
		t.Errorf("failed: %q", failed)
	}
}

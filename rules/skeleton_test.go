package rules_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestNothingOfASkeletonIsLeft looks for what `make new-rule` marks to be replaced.
func TestNothingOfASkeletonIsLeft(t *testing.T) {
	searched := 0
	for _, pattern := range []string{"*/*.go", "*/*.md", "*/testdata/*/*.txtar"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			searched++
			if bytes.Contains(src, []byte("TODO")) {
				t.Errorf("%s has a TODO", name)
			}
		}
	}
	if searched == 0 {
		t.Error("there are no rules")
	}
}

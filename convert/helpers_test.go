package convert_test

import (
	"os"
	"path/filepath"
	"testing"
)

// glob finds files. It fails if there are none, because a test without files checks nothing.
func glob(t testing.TB, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("there is no %s (%v)", pattern, err)
	}
	return names
}

func readFile(t testing.TB, name string) string {
	t.Helper()
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

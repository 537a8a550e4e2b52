package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAFileIsReadUpToTheLimit(t *testing.T) {
	name := filepath.Join(t.TempDir(), "lamp.yaml")
	if err := os.WriteFile(name, []byte("a: 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, most := range []int64{5, 6, DefaultMax} {
		if text, err := Read(name, most); err != nil || string(text) != "a: 1\n" {
			t.Errorf("%d: %q, %v", most, text, err)
		}
		if text, err := ReadAll(strings.NewReader("a: 1\n"), most); err != nil || string(text) != "a: 1\n" {
			t.Errorf("%d: %q, %v", most, text, err)
		}
	}
	if _, err := Read(name, 4); !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), name) {
		t.Error(err)
	}
	if _, err := ReadAll(strings.NewReader("a: 1\n"), 4); err != ErrTooLarge {
		t.Error(err)
	}
}

func TestAnErrorNamesTheFileOnce(t *testing.T) {
	folder := t.TempDir()
	for name, want := range map[string]error{folder: nil, filepath.Join(folder, "none"): fs.ErrNotExist} {
		_, err := Read(name, DefaultMax)
		if err == nil || strings.Count(err.Error(), name) != 1 || want != nil && !errors.Is(err, want) {
			t.Error(err)
		}
	}
}

func TestSizesAreReadAsTheyAreWritten(t *testing.T) {
	for text, want := range map[string]Size{"1": 1, "512Mi": 512 << 20, "3Gi": 3 << 30, "7Ki": 7 << 10, "5k": 5000, "2M": 2e6, "1G": 1e9} {
		var got Size
		if err := got.Set(text); err != nil || got != want || got.String() != text {
			t.Errorf("%q: %d, written %q, %v", text, got, got, err)
		}
	}
	if s := Size(0).String(); s != "0" {
		t.Error(s)
	}
	for _, text := range []string{"", "0", "-1", "Mi", "1.5Gi", "1 Mi", "1T", "9223372036854775807", "9223372036854775807Gi", "1e3"} {
		got := Size(42)
		if err := got.Set(text); err == nil || got != 42 {
			t.Errorf("%q: %d", text, got)
		}
	}
}

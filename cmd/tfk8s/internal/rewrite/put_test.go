package rewrite

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func TestPutWritesAWholeFile(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := Put("new", []byte("one")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("old", []byte("before"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("old", "link"); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink("later", "dangling"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"link", "dangling"} {
		if err := Put(name, []byte("two")); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{"new": "one", "old": "two", "later": "two"} {
		if got, err := os.ReadFile(name); err != nil || string(got) != want {
			t.Errorf("%s holds %q, %v", name, got, err)
		}
	}
	if info, err := os.Stat("old"); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the mode became %v, %v", info.Mode(), err)
	}
	if target, err := os.Readlink("link"); err != nil || target != "old" {
		t.Errorf("the link leads to %q, %v", target, err)
	}
	if left, err := filepath.Glob(".tfk8s-*"); err != nil || len(left) > 0 {
		t.Errorf("%q are left, %v", left, err)
	}
}

func TestPutSaysWhyItCannotWrite(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, want := range map[string]string{".": "it is a folder", filepath.Join("missing", "a"): "no such file or directory"} {
		if err := Put(name, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := os.WriteFile("locked", []byte("before"), 0o444); err != nil {
		t.Fatal(err)
	}
	if os.Getuid() == 0 {
		t.Skip("root may write to read-only files")
	}
	if err := Put("locked", []byte("after")); err == nil {
		t.Error("a read-only file is replaced")
	}
}

func TestPutWritesIntoAPipe(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = read.Close() }()
	name := filepath.Join("/dev/fd", strconv.Itoa(int(write.Fd())))
	if _, err := os.Stat(name); err != nil {
		t.Skip(err)
	}
	if err := Put(name, []byte("text")); err != nil {
		t.Fatal(err)
	}
	_ = write.Close()
	text := make([]byte, 10)
	if n, err := read.Read(text); err != nil || string(text[:n]) != "text" {
		t.Errorf("%q, %v", text[:n], err)
	}
}

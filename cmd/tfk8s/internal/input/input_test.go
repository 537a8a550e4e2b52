package input

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/toolforge/tfk8s/lint/manifest"
)

func TestABugInOneFileIsAnErrorThatNamesIt(t *testing.T) {
	err := Contain("job.yaml", func() error { panic("index out of range") })
	if err == nil || !strings.HasPrefix(err.Error(), "job.yaml: this is a bug of tfk8s") {
		t.Errorf("got %v", err)
	}
	wrong := errors.New("wrong")
	if err := Contain("job.yaml", func() error { return wrong }); err != wrong {
		t.Errorf("got %v, want the error of the work", err)
	}
}

func TestAFileIsReadByItsNameAndStandardInputInPlaceOfOne(t *testing.T) {
	name := filepath.Join(t.TempDir(), "lamp.yaml")
	if err := os.WriteFile(name, []byte("a: 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for stdin, want := range map[bool]string{false: "a: 1\n", true: "b: 2\n"} {
		f, err := File{Name: name, Stdin: stdin}.Load(strings.NewReader("b: 2\n"))
		if err != nil || f.Name != name || string(f.Src) != want {
			t.Errorf("standard input %v: %v, %v", stdin, f, err)
		}
	}
}

func TestAnEmptyFileIsNoErrorAndEmptyStandardInputIs(t *testing.T) {
	name := filepath.Join(t.TempDir(), "empty.yaml")
	if err := os.WriteFile(name, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := (File{Name: name}).Load(nil); err != nil {
		t.Error(err)
	}
	for _, src := range []string{"", " \r\n\t\n"} {
		if f, err := (File{Name: name, Stdin: true}).Load(strings.NewReader(src)); f != nil || err != errEmpty {
			t.Errorf("%q: %v, %v", src, f, err)
		}
	}
}

func TestWhatCannotBeReadIsAnError(t *testing.T) {
	if _, err := (File{Name: filepath.Join(t.TempDir(), "none.yaml")}).Load(nil); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	broken := errors.New("the pipe is broken")
	if _, err := (File{Name: StdinName, Stdin: true}).Load(iotest.ErrReader(broken)); !errors.Is(err, broken) || !strings.Contains(err.Error(), StdinName) {
		t.Error(err)
	}
}

func TestALargeFileIsAnErrorThatNamesTheLimit(t *testing.T) {
	name := filepath.Join(t.TempDir(), "large.yaml")
	if err := os.WriteFile(name, []byte("a: 12345\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, stdin := range []bool{false, true} {
		_, err := File{Name: name, Stdin: stdin, Max: 8}.Load(strings.NewReader("a: 12345\n"))
		if err == nil || err.Error() != "read "+name+": the file is larger than 8; --max-size sets the limit" {
			t.Error(err)
		}
		if _, err := (File{Name: name, Stdin: stdin, Max: 9}).Load(strings.NewReader("a: 12345\n")); err != nil {
			t.Error(err)
		}
	}
}

func TestChunksHoldEachFileOnceInOrder(t *testing.T) {
	for _, n := range []int{0, 1, 63, 64, 500, 10000} {
		files := make([]File, n)
		for i := range files {
			files[i].Name = fmt.Sprint(i)
		}
		chunks := Chunks(files)
		if !slices.Equal(slices.Concat(chunks...), files) {
			t.Errorf("%d files are %d others in chunks", n, len(slices.Concat(chunks...)))
		}
		for _, chunk := range chunks {
			if len(chunk) > maxInChunk {
				t.Errorf("%d files: %d are in one chunk", n, len(chunk))
			}
		}
		if n >= 64 && len(chunks) < 32 {
			t.Errorf("%d files are in %d chunks, too few for several processors", n, len(chunks))
		}
	}
}

func TestABugInOneOfSeveralFilesLeavesTheOthers(t *testing.T) {
	var all []*manifest.File
	for _, name := range []string{"a", "bug", "c"} {
		all = append(all, manifest.Parse(name, []byte("kind: x\n")))
	}
	var done, failed []string
	Together(all, func(f *manifest.File) *manifest.File { return f }, func(some []*manifest.File) {
		for _, f := range some {
			if f.Name == "bug" {
				panic("index out of range")
			}
		}
		for _, f := range some {
			done = append(done, f.Name)
		}
	}, func(f *manifest.File, err error) { failed = append(failed, f.Name+": "+err.Error()) })
	if !slices.Equal(done, []string{"a", "c"}) || len(failed) != 1 || !strings.HasPrefix(failed[0], "bug: bug: this is a bug of tfk8s") {
		t.Errorf("done: %q, failed: %q", done, failed)
	}
	Together(nil, func(f *manifest.File) *manifest.File { return f }, func([]*manifest.File) { t.Error("there is nothing to do") }, nil)
}

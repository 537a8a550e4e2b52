package rewrite

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const before, after = "a: 1\n", "a: 2\n"

// lamp creates a folder with a file, and returns the file's name.
func lamp(t *testing.T, mode fs.FileMode) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "lamp.yaml")
	write(t, name, before)
	if err := os.Chmod(name, mode); err != nil {
		t.Fatal(err)
	}
	return name
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// expect compares a file, and the names of all other files in its folder.
func expect(t *testing.T, name, text string, mode fs.FileMode, beside ...string) {
	t.Helper()
	got, err := os.ReadFile(name)
	if err != nil || string(got) != text {
		t.Errorf("%s holds %q, want %q: %v", filepath.Base(name), got, text, err)
	}
	if info, err := os.Lstat(name); err != nil || info.Mode() != mode {
		t.Errorf("%s has the mode %v, want %v: %v", filepath.Base(name), info.Mode(), mode, err)
	}
	entries, err := os.ReadDir(filepath.Dir(name))
	if err != nil || len(entries) != 1+len(beside) {
		t.Errorf("in the folder there are %v: %v", entries, err)
	}
	for _, one := range beside {
		if _, err := os.Lstat(filepath.Join(filepath.Dir(name), one)); err != nil {
			t.Error(err)
		}
	}
}

func TestAFileKeepsItsModeAndSoDoesItsBackup(t *testing.T) {
	name := lamp(t, 0o640)
	if err := File(name, []byte(before), []byte(after), ""); err != nil {
		t.Error(err)
	}
	expect(t, name, after, 0o640)
	if err := File(name, []byte(after), []byte("a: 3\n"), "~"); err != nil {
		t.Error(err)
	}
	expect(t, name, "a: 3\n", 0o640, "lamp.yaml~")
	expect(t, name+"~", after, 0o640, "lamp.yaml")
}

func TestALinkIsFollowed(t *testing.T) {
	name := lamp(t, 0o600)
	link := filepath.Join(t.TempDir(), "link.yaml")
	if err := os.Symlink(name, link); err != nil {
		t.Skip(err)
	}
	if err := File(link, []byte(before), []byte(after), ".bak"); err != nil {
		t.Error(err)
	}
	expect(t, name, after, 0o600, "lamp.yaml.bak")
	if info, err := os.Lstat(link); err != nil || info.Mode().Type() != fs.ModeSymlink {
		t.Errorf("the link is one no more: %v, %v", info, err)
	}
}

func TestAReadOnlyFileStaysAsItWas(t *testing.T) {
	name := lamp(t, 0o444)
	if err := File(name, []byte(before), []byte(after), ".bak"); err == nil || err.Error() != "it is read-only" {
		t.Error(err)
	}
	expect(t, name, before, 0o444)
}

func TestAnotherBackupIsNeverOverwritten(t *testing.T) {
	name := lamp(t, 0o600)
	write(t, name+".bak", "a: 0\n")
	if err := File(name, []byte(before), []byte(after), ".bak"); err == nil || !strings.HasPrefix(err.Error(), "the backup ") {
		t.Error(err)
	}
	expect(t, name, before, 0o600, "lamp.yaml.bak")
	expect(t, name+".bak", "a: 0\n", 0o600, "lamp.yaml")
}

func TestABackupOfTheSameTextServes(t *testing.T) {
	name := lamp(t, 0o600)
	write(t, name+".bak", before)
	if err := File(name, []byte(before), []byte(after), ".bak"); err != nil {
		t.Error(err)
	}
	expect(t, name, after, 0o600, "lamp.yaml.bak")
}

func TestAFileStaysAsItWasWhereItsBackupCannotBeWritten(t *testing.T) {
	name := lamp(t, 0o600)
	if err := File(name, []byte(before), []byte(after), "/none/of.bak"); err == nil {
		t.Error("there is no such folder")
	}
	expect(t, name, before, 0o600)
}

func TestAFileThatIsGoneIsNotMade(t *testing.T) {
	name := lamp(t, 0o600)
	if err := File(name+".gone", []byte(before), []byte(after), ".bak"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	expect(t, name, before, 0o600)
}

func TestOnlyRegularFilesOfTheWorkingFolderAreWrittenTo(t *testing.T) {
	name := lamp(t, 0o600)
	for _, ok := range []string{name, name + ".gone"} {
		if err := Check(ok, ""); err != nil {
			t.Error(err)
		}
	}
	if err := Check(filepath.Dir(name), ""); err == nil || !strings.Contains(err.Error(), "is not a regular file, and -w would replace it by one") {
		t.Error(err)
	}
	if err := Check(name, "/etc/lamp.yaml"); err == nil || !strings.HasSuffix(err.Error(), "is a link out of the working folder: to change the file that it links to, name /etc/lamp.yaml") {
		t.Error(err)
	}
}

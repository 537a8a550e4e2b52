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
	if err := File(name, []byte(before), []byte(after), Options{}); err != nil {
		t.Error(err)
	}
	expect(t, name, after, 0o640)
	if err := File(name, []byte(after), []byte("a: 3\n"), Options{Backup: "~"}); err != nil {
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
	if err := File(link, []byte(before), []byte(after), Options{Backup: ".bak"}); err != nil {
		t.Error(err)
	}
	expect(t, name, after, 0o600, "lamp.yaml.bak")
	if info, err := os.Lstat(link); err != nil || info.Mode().Type() != fs.ModeSymlink {
		t.Errorf("the link is one no more: %v, %v", info, err)
	}
}

func TestAReadOnlyFileStaysAsItWas(t *testing.T) {
	name := lamp(t, 0o444)
	if err := File(name, []byte(before), []byte(after), Options{Backup: ".bak"}); err == nil || err.Error() != "it is read-only; --force replaces it anyway" {
		t.Error(err)
	}
	expect(t, name, before, 0o444)
	if err := File(name, []byte(before), []byte(after), Options{Force: true}); err != nil {
		t.Error(err)
	}
	expect(t, name, after, 0o444)
}

func TestWhatAnotherProgramWroteIsNotLost(t *testing.T) {
	for _, now := range []string{"a: 1\n# more\n", "a: 3\n", "a:", ""} {
		name := lamp(t, 0o600)
		write(t, name, now)
		for _, o := range []Options{{}, {Backup: ".bak"}, {Force: true}} {
			if err := File(name, []byte(before), []byte(after), o); !errors.Is(err, errChanged) {
				t.Errorf("%q: %v", now, err)
			}
			expect(t, name, now, 0o600)
		}
	}
}

// TestWhatIsWrittenInTheLastMomentIsNotLost writes when the file was compared for the last time.
func TestWhatIsWrittenInTheLastMomentIsNotLost(t *testing.T) {
	for what, change := range map[string]func(name string) error{
		"rewritten": func(name string) error { return os.WriteFile(name, []byte("a: 3\n"), 0o600) },
		"replaced": func(name string) error {
			if err := os.WriteFile(name+".new", []byte("a: 3\n"), 0o600); err != nil {
				return err
			}
			return os.Rename(name+".new", name)
		},
	} {
		name := lamp(t, 0o600)
		f, err := openTarget(name, []byte(before))
		if err != nil {
			t.Fatal(err)
		}
		d, err := newDraft(filepath.Dir(name), []byte(after))
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(d.giveName([]byte(before)), f.check(), change(name)); err != nil {
			t.Fatal(err)
		}
		if err := exchange(d.path, name); err != nil {
			t.Skip(err)
		}
		if err := f.verify(d, false); !errors.Is(err, errChanged) {
			t.Errorf("%s: %v", what, err)
		}
		d.discard()
		_ = f.Close()
		expect(t, name, "a: 3\n", 0o600)
	}
}

func TestADraftIsReadByItsUserOnlyAndByNoCommand(t *testing.T) {
	folder := t.TempDir()
	d, err := newDraft(folder, []byte(after))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.giveName([]byte(before)); err != nil {
		t.Fatal(err)
	}
	if name := filepath.Base(d.path); !strings.HasPrefix(name, ".tfk8s-") || filepath.Ext(name) != name {
		t.Error(name)
	}
	expect(t, d.path, after, 0o600)
	d.discard()
	if entries, err := os.ReadDir(folder); err != nil || len(entries) > 0 {
		t.Errorf("%v, %v", entries, err)
	}
}

// TestANamedDraftServesWhereFilesCannotBeWithoutAName is about file systems such as NFS.
func TestANamedDraftServesWhereFilesCannotBeWithoutAName(t *testing.T) {
	name := lamp(t, 0o600)
	for _, want := range []error{nil, fs.ErrExist} {
		d := &draft{folder: filepath.Dir(name)}
		if err := errors.Join(d.create(), d.giveName([]byte(before))); err != nil {
			t.Fatal(err)
		}
		if err := d.linkTo(name + ".bak"); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
		d.discard()
	}
	expect(t, name, before, 0o600, "lamp.yaml.bak")
}

func TestTheLongestNameIsWritten(t *testing.T) {
	name := filepath.Join(t.TempDir(), strings.Repeat("x", 250)+".yaml")
	if err := os.WriteFile(name, []byte(before), 0o600); err != nil {
		t.Skip(err)
	}
	if err := File(name, []byte(before), []byte(after), Options{}); err != nil {
		t.Error(err)
	}
	expect(t, name, after, 0o600)
	if err := File(name, []byte(after), []byte(before), Options{Backup: ".bak"}); err == nil {
		t.Error("the name of its backup is too long")
	}
	expect(t, name, after, 0o600)
}

func TestAnotherBackupIsNeverOverwritten(t *testing.T) {
	name := lamp(t, 0o600)
	write(t, name+".bak", "a: 0\n")
	if err := File(name, []byte(before), []byte(after), Options{Backup: ".bak"}); err == nil || !strings.HasPrefix(err.Error(), "the backup ") {
		t.Error(err)
	}
	expect(t, name, before, 0o600, "lamp.yaml.bak")
	expect(t, name+".bak", "a: 0\n", 0o600, "lamp.yaml")
}

func TestABackupOfTheSameTextServes(t *testing.T) {
	name := lamp(t, 0o600)
	write(t, name+".bak", before)
	if err := File(name, []byte(before), []byte(after), Options{Backup: ".bak"}); err != nil {
		t.Error(err)
	}
	expect(t, name, after, 0o600, "lamp.yaml.bak")
}

func TestAFileStaysAsItWasWhereItsBackupCannotBeWritten(t *testing.T) {
	name := lamp(t, 0o600)
	if err := File(name, []byte(before), []byte(after), Options{Backup: "/none/of.bak"}); err == nil {
		t.Error("there is no such folder")
	}
	expect(t, name, before, 0o600)
}

func TestAFileThatIsGoneIsNotMade(t *testing.T) {
	name := lamp(t, 0o600)
	if err := File(name+".gone", []byte(before), []byte(after), Options{Backup: ".bak"}); !errors.Is(err, fs.ErrNotExist) {
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

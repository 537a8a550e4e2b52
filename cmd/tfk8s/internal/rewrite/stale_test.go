//go:build linux || darwin

package rewrite

import (
	"os"
	"path/filepath"
	"testing"
)

// TestWhatAKilledRunLeftIsRemoved leaves drafts as a process does that ends at once: without a lock.
func TestWhatAKilledRunLeftIsRemoved(t *testing.T) {
	const more = before + "# more\n"
	name := lamp(t, 0o600)
	seal := sealed([]byte(before), []byte(after))
	for left, text := range map[string]string{
		unfinished + "1": "a:",   // it was not yet written
		seal + "2":       after,  // it was not yet in the place of the file
		seal + "3":       before, // it was
	} {
		write(t, filepath.Join(filepath.Dir(name), left), text)
	}
	kept := []string{seal + "4", ".tfk8s-5", ".tfk8s-x-y-6", "tfk8s-new-7"}
	for _, one := range kept {
		write(t, filepath.Join(filepath.Dir(name), one), more) // another program wrote to it
	}
	RemoveStale(filepath.Dir(name))
	expect(t, name, before, 0o600, kept...)
	RemoveStale(filepath.Join(filepath.Dir(name), "none"))
}

func TestWhatARunningProcessHoldsStays(t *testing.T) {
	name := lamp(t, 0o600)
	for _, isNamed := range []bool{false, true} {
		d := &draft{folder: filepath.Dir(name), text: []byte(after)}
		if d.File = openUnnamed(d.folder); d.File == nil || isNamed {
			if err := d.create(); err != nil {
				t.Fatal(err)
			}
			RemoveStale(d.folder)
			expect(t, name, before, 0o600, filepath.Base(d.path))
		}
		if _, err := d.WriteString(after); err != nil {
			t.Fatal(err)
		}
		if err := d.giveName([]byte(before)); err != nil {
			t.Fatal(err)
		}
		RemoveStale(d.folder)
		expect(t, name, before, 0o600, filepath.Base(d.path))
		_ = d.Close() // as the end of a process does
		RemoveStale(d.folder)
		expect(t, name, before, 0o600)
	}
}

func TestOnlyFilesAreStale(t *testing.T) {
	folder := t.TempDir()
	target := filepath.Join(folder, "target")
	write(t, target, before)
	link, inside := filepath.Join(folder, unfinished+"1"), filepath.Join(folder, unfinished+"2")
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(inside, 0o700); err != nil {
		t.Fatal(err)
	}
	RemoveStale(folder)
	expect(t, target, before, 0o600, filepath.Base(link), filepath.Base(inside))
}

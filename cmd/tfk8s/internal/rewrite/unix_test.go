//go:build linux || darwin

package rewrite

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

func TestAFileWithSeveralLinksIsReplacedByForceOnly(t *testing.T) {
	name := lamp(t, 0o600)
	other := filepath.Join(t.TempDir(), "other.yaml")
	if err := os.Link(name, other); err != nil {
		t.Skip(err)
	}
	if err := File(name, []byte(before), []byte(after), Options{}); err == nil || !strings.HasPrefix(err.Error(), "it has 2 hard links") {
		t.Error(err)
	}
	expect(t, name, before, 0o600)
	if err := File(name, []byte(before), []byte(after), Options{Force: true}); err != nil {
		t.Error(err)
	}
	expect(t, name, after, 0o600)
	expect(t, other, before, 0o600)
}

func TestAFileThatTheUserCannotWriteIsReplacedByForceOnly(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write to every file")
	}
	name := lamp(t, 0o600)
	if err := os.Chmod(name, 0o464); err != nil { // others could write to it
		t.Fatal(err)
	}
	if err := File(name, []byte(before), []byte(after), Options{}); err == nil || !strings.HasPrefix(err.Error(), "it cannot be written: ") {
		t.Error(err)
	}
	expect(t, name, before, 0o464)
}

func TestOwnerAndGroupStay(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root gives files away")
	}
	name := lamp(t, 0o640)
	if err := os.Chown(name, 1234, 2345); err != nil {
		t.Skip(err)
	}
	if err := os.Chmod(name, 0o640|os.ModeSetgid); err != nil {
		t.Skip(err)
	}
	if err := File(name, []byte(before), []byte(after), Options{Backup: ".bak"}); err != nil {
		t.Error(err)
	}
	for _, suffix := range []string{"", ".bak"} {
		var stat unix.Stat_t
		if err := unix.Stat(name+suffix, &stat); err != nil || stat.Uid != 1234 || stat.Gid != 2345 || stat.Mode&0o7777 != 0o2640 {
			t.Errorf("%q: %d:%d %o, %v", suffix, stat.Uid, stat.Gid, stat.Mode, err)
		}
	}
}

func TestExtendedAttributesStay(t *testing.T) {
	name := lamp(t, 0o600)
	value := bytes.Repeat([]byte("x"), 300)
	if err := errors.Join(unix.Setxattr(name, "user.origin", value, 0), unix.Setxattr(name, "user.none", nil, 0)); err != nil {
		t.Skip(err)
	}
	if err := File(name, []byte(before), []byte(after), Options{}); err != nil {
		t.Error(err)
	}
	room := make([]byte, 1000)
	if n, err := unix.Getxattr(name, "user.origin", room); err != nil || !bytes.Equal(room[:n], value) {
		t.Errorf("%q, %v", room[:max(n, 0)], err)
	}
	if n, err := unix.Getxattr(name, "user.none", room); err != nil || n != 0 {
		t.Errorf("%d, %v", n, err)
	}
}

func TestAttributesOfTheDraftGo(t *testing.T) {
	name := lamp(t, 0o600)
	f, err := openTarget(name, []byte(before))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	d, err := newDraft(filepath.Dir(name), []byte(after))
	if err != nil {
		t.Fatal(err)
	}
	defer d.discard()
	if err := unix.Fsetxattr(int(d.Fd()), "user.folder", []byte("x"), 0); err != nil {
		t.Skip(err)
	}
	if err := f.copyAttributes(d, false); err != nil {
		t.Error(err)
	}
	if _, err := unix.Fgetxattr(int(d.Fd()), "user.folder", nil); err == nil {
		t.Error("the attribute is still there")
	}
}

func TestAPipeInThePlaceOfTheFileIsNotOpened(t *testing.T) {
	name := lamp(t, 0o600)
	if err := errors.Join(os.Remove(name), unix.Mkfifo(name, 0o600)); err != nil {
		t.Skip(err)
	}
	if err := File(name, []byte(before), []byte(after), Options{}); err == nil || err.Error() != "it is no longer a regular file" {
		t.Error(err)
	}
}

func TestStandardInputIsRejectedUnderEachOfItsNames(t *testing.T) {
	for _, name := range []string{"/dev/stdin", "/dev/fd/0"} {
		if err := Check(name, "/somewhere"); err == nil || !strings.HasPrefix(err.Error(), "-w cannot write to "+name) {
			t.Error(err)
		}
	}
}

//go:build unix

package source

import (
	"net"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
)

func TestWhatMayNeverEndIsRejectedByName(t *testing.T) {
	folder := t.TempDir()
	pipe, link := filepath.Join(folder, "pipe.yaml"), filepath.Join(folder, "link.yaml")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink(pipe, link); err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder) // the path of a socket must be short
	listener, err := net.Listen("unix", "socket.yaml")
	if err != nil {
		t.Skip(err)
	}
	defer func() { _ = listener.Close() }()
	for name, want := range map[string]error{pipe: errPipe, link: errPipe, "socket.yaml": errSocket, "/dev/zero": errDevice, "/dev/random": errDevice} {
		if _, err := Read(name, DefaultMax); err == nil || err.Error() != "read "+name+": "+want.Error() {
			t.Errorf("%s: %v", name, err)
		}
	}
	if text, err := Read(os.DevNull, DefaultMax); err != nil || len(text) > 0 {
		t.Errorf("%q, %v", text, err)
	}
}

func TestADeviceIsRejectedAsStandardInputToo(t *testing.T) {
	for name, want := range map[string]error{"/dev/zero": errDevice, os.DevNull: nil} {
		f, err := os.Open(name)
		if err != nil {
			t.Skip(err)
		}
		if _, err := ReadAll(f, DefaultMax); err != want {
			t.Errorf("%s: %v", name, err)
		}
		_ = f.Close()
	}
}

func TestAPipeOfTheShellIsRead(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	if _, err := w.WriteString("a: 1\n"); err != nil {
		t.Fatal(err)
	}
	_ = w.Close()
	name := "/dev/fd/" + strconv.Itoa(int(r.Fd()))
	if _, err := os.Stat(name); err != nil {
		t.Skip(err)
	}
	if text, err := Read(name, DefaultMax); err != nil || string(text) != "a: 1\n" {
		t.Errorf("%q, %v", text, err)
	}
}

func TestTheNamesOfOpenFilesAreKnown(t *testing.T) {
	folder := t.TempDir()
	for link, target := range map[string]string{"in": "/dev/stdin", "again": "in", "file": "/etc/passwd", "loop": "loop"} {
		if err := os.Symlink(target, filepath.Join(folder, link)); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]bool{
		"/dev/stdin": true, "/dev/../dev/stdin": true, "/dev/fd/0": true, filepath.Join(folder, "in"): true, filepath.Join(folder, "again"): true,
		"/dev/null": false, filepath.Join(folder, "file"): false, filepath.Join(folder, "loop"): false, filepath.Join(folder, "none"): false, "lamp.yaml": false, "/": false,
	} {
		if got := IsStream(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

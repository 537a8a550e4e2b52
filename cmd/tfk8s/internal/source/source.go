// Package source reads files whole. It reads no more than a given size, and rejects what may have no end or never answer,
// such as devices and named pipes.
package source

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/term"
)

// DefaultMax is how large a file may be, in bytes, where nobody says otherwise.
const DefaultMax = 512 << 20

// ErrTooLarge is the cause of the error for a file of more bytes than were allowed.
var ErrTooLarge = errors.New("the file is too large")

var (
	errPipe   = errors.New("a named pipe cannot be read, since it may never end; redirect it to standard input and name -")
	errSocket = errors.New("a socket cannot be read")
	errDevice = errors.New("a device cannot be read, since it may never end")
)

// Read reads a file of at most so many bytes. The error names the file.
func Read(name string, most int64) ([]byte, error) {
	if info, err := os.Stat(name); err == nil { // to open a pipe may take forever
		if err := rejectMode(info); err != nil && !IsStream(name) {
			return nil, &fs.PathError{Op: "read", Path: name, Err: err}
		}
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	text, err := readOpen(f, most)
	if err != nil {
		err = &fs.PathError{Op: "read", Path: name, Err: CauseOf(err)}
	}
	_ = f.Close() // nothing was written
	return text, err
}

// ReadAll reads a stream, such as standard input, of at most so many bytes. It rejects devices, but not a terminal.
func ReadAll(r io.Reader, most int64) ([]byte, error) {
	if f, ok := r.(*os.File); ok {
		return readOpen(f, most)
	}
	return readBounded(r, 0, most)
}

func readOpen(f *os.File, most int64) ([]byte, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Mode()&fs.ModeDevice != 0 && !isNull(info) && !term.IsTerminal(int(f.Fd())) {
		return nil, errDevice
	}
	if !info.Mode().IsRegular() {
		return readBounded(f, 0, most)
	}
	if info.Size() > most {
		return nil, ErrTooLarge
	}
	return readBounded(f, info.Size(), most)
}

// readBounded reads a stream of about so many bytes. It needs no more memory than that if it is true.
func readBounded(r io.Reader, expected, most int64) ([]byte, error) {
	text, r := make([]byte, 0, expected+1), io.LimitReader(r, most+1)
	for {
		n, err := r.Read(text[len(text):cap(text)])
		text = text[:len(text)+n]
		switch {
		case int64(len(text)) > most:
			return nil, ErrTooLarge
		case errors.Is(err, io.EOF):
			return text, nil
		case err != nil:
			return text, err
		case len(text) == cap(text):
			text = slices.Grow(text, bytes.MinRead)
		}
	}
}

// rejectMode returns an error for what is neither a regular file nor a folder, for which the system has words of its own.
func rejectMode(info fs.FileInfo) error {
	switch mode := info.Mode(); {
	case mode&fs.ModeNamedPipe != 0:
		return errPipe
	case mode&fs.ModeSocket != 0:
		return errSocket
	case mode&fs.ModeDevice != 0 && !isNull(info):
		return errDevice
	}
	return nil
}

// isNull reports whether a device is the one that is always empty. Windows has no endless devices.
func isNull(info fs.FileInfo) bool {
	null, err := os.Stat(os.DevNull)
	return runtime.GOOS == "windows" || err == nil && os.SameFile(info, null)
}

// streams are the folders in which open files have names, such as the pipes of a shell for <(command).
var streams = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(/dev/fd|/proc/[^/]+(/task/\d+)?/fd)$`) })

// IsStream reports whether a name, or a link that it leads through, is that of a file which a process has open.
func IsStream(name string) bool {
	const mostLinks = 40
	for range mostLinks {
		folder, err := filepath.EvalSymlinks(filepath.Dir(name))
		if err != nil {
			return false
		}
		if folder, err = filepath.Abs(folder); err != nil || streams().MatchString(folder) {
			return err == nil
		}
		target, err := os.Readlink(name)
		if err != nil {
			return false
		}
		if name = target; !filepath.IsAbs(target) {
			name = filepath.Join(folder, target)
		}
	}
	return false
}

// CauseOf returns an error without the path or paths that it names.
func CauseOf(err error) error {
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		return at.Err
	}
	if at, ok := errors.AsType[*os.LinkError](err); ok {
		return at.Err
	}
	return err
}

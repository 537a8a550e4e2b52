package rewrite

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// openUnnamed creates a file without a name, which is gone as soon as the process is. It is nil where the file system has no
// such files, or where there is no way to name them later.
func openUnnamed(folder string) *os.File {
	fd, err := unix.Open(folder, unix.O_TMPFILE|unix.O_RDWR|unix.O_CLOEXEC, 0o600)
	if err != nil {
		return nil
	}
	f := os.NewFile(uintptr(fd), folder)
	if _, err := os.Stat(pathOf(f)); err != nil {
		_ = f.Close()
		return nil
	}
	return f
}

func pathOf(f *os.File) string { return fmt.Sprintf("/proc/self/fd/%d", f.Fd()) }

func linkUnnamed(f *os.File, path string) error {
	err := unix.Linkat(unix.AT_FDCWD, pathOf(f), unix.AT_FDCWD, path, unix.AT_SYMLINK_FOLLOW)
	if err != nil {
		return &os.PathError{Op: "link", Path: path, Err: err}
	}
	return nil
}

// exchange swaps two files. The error is errors.ErrUnsupported where the file system cannot do that, as NFS.
func exchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.EINVAL) {
		return errors.ErrUnsupported
	}
	return err
}

// lease makes other programs wait when they open a file for writing, until it is closed, and hasLease says so if one does. An
// error means that one has it open already. Not every file system has leases.
func lease(f *os.File) (isLeased bool, err error) {
	_, err = unix.FcntlInt(f.Fd(), unix.F_SETLEASE, unix.F_RDLCK)
	if errors.Is(err, unix.EAGAIN) {
		return false, errOpen
	}
	return err == nil, nil
}

// hasLease reports whether nobody waits for the end of the lease.
func hasLease(f *os.File) bool {
	kind, err := unix.FcntlInt(f.Fd(), unix.F_GETLEASE, 0)
	return err == nil && kind == unix.F_RDLCK
}

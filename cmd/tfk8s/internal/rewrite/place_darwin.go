package rewrite

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

func openUnnamed(string) *os.File { return nil }

func linkUnnamed(*os.File, string) error { return errors.ErrUnsupported }

// exchange swaps two files. The error is errors.ErrUnsupported where the file system cannot do that.
func exchange(a, b string) error {
	err := unix.RenamexNp(a, b, unix.RENAME_SWAP)
	if errors.Is(err, unix.EINVAL) {
		return errors.ErrUnsupported
	}
	return err
}

func lease(*os.File) (isLeased bool, err error) { return false, nil }

func hasLease(*os.File) bool { return false }

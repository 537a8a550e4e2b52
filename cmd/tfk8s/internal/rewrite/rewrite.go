// Package rewrite replaces the text of a file, at once or not at all, and can keep the original beside it.
package rewrite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"
)

// Check returns an error for a file that must not be written to: one that is not regular, and a link to a file outside of the
// working folder, away. It ignores a file that does not exist, because reading it fails.
func Check(name, away string) error {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a regular file, and -w would replace it by one: leave out -w to print the result", name)
	}
	if away != "" {
		return fmt.Errorf("%s is a link out of the working folder: to change the file that it links to, name %s", name, away)
	}
	return nil
}

// File replaces the text of a file in one step or not at all. It keeps the mode, and follows a link. With a suffix for backups,
// it keeps the old text in a file with that suffix.
func File(name string, before, after []byte, backup string) error {
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		return err
	}
	info, err := os.Stat(target)
	if err != nil {
		return err
	}
	if info.Mode().Perm()&0o222 == 0 { // replacing it needs only write access to the folder
		return errors.New("it is read-only")
	}
	if backup != "" {
		if err := keep(target+backup, before, info.Mode().Perm()); err != nil {
			return err
		}
	}
	return renameio.WriteFile(target, after, info.Mode().Perm(), renameio.WithExistingPermissions())
}

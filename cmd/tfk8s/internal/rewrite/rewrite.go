// Package rewrite replaces the text of a file, at once or not at all, and can keep the original beside it.
package rewrite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"
)

// Check refuses, before it is read, a file that File would not write to: what is no regular file, and a link that leads
// away to a file that nobody named. A file that does not exist is for the reader to refuse.
func Check(name, away string) error {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s is no regular file, -w would put one in its place: leave it out to get the result on standard output", name)
	}
	if away != "" {
		return fmt.Errorf("%s is a link out of the working folder: name %s to write to that", name, away)
	}
	return nil
}

// File replaces a file at once or not at all. Its mode stays, and a link is followed to the file that it names. Where a
// suffix for backups is given, the text before is kept under the name of the file and the suffix.
func File(name string, before, after []byte, backup string) error {
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		return err
	}
	info, err := os.Stat(target)
	if err != nil {
		return err
	}
	if info.Mode().Perm()&0o222 == 0 { // the folder alone would allow it
		return errors.New("it is read-only")
	}
	if backup != "" {
		if err := keep(target+backup, before, info.Mode().Perm()); err != nil {
			return err
		}
	}
	return renameio.WriteFile(target, after, info.Mode().Perm(), renameio.WithExistingPermissions())
}

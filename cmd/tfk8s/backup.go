package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/files"
)

// checkBackup refuses what could be no backup beside the file, or would be taken for a manifest by the next run.
func (o *convertOptions) checkBackup(given bool) error {
	switch {
	case !given:
		return nil
	case !o.write:
		return errors.New("--backup is for -w, which alone changes files")
	case o.backup == "":
		return errors.New("--backup needs what to add to the name of the file, such as .bak")
	case strings.ContainsAny(o.backup, `/\`):
		return fmt.Errorf("--backup is added to the name of the file, so it cannot hold a slash: %q", o.backup)
	case files.IsManifest("x" + o.backup):
		return fmt.Errorf("--backup %s makes manifests of the backups, and the next run would read them: choose another, such as .bak", o.backup)
	}
	return nil
}

// keep writes the original of a file beside it. A backup that is there already stays: if it holds anything else, that is
// an error.
func keep(name string, original []byte, mode fs.FileMode) (err error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		if there, err := os.ReadFile(name); err == nil && bytes.Equal(there, original) {
			return nil
		}
		return fmt.Errorf("there is a backup %s already: move it away, or choose another suffix", name)
	}
	if err != nil {
		return err
	}
	defer func() {
		if err != nil { // half a backup would be taken for one
			_ = os.Remove(name)
		}
	}()
	_, err = f.Write(original)
	return errors.Join(err, f.Chmod(mode), f.Close())
}

package rewrite

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/source"
)

// A draft is a new file in the folder of a target. Its name does not depend on that of the target, which may be as long as
// a name can be, and no command reads it as a manifest.
type draft struct {
	*os.File
	folder string
	path   string // "" while it has none
	text   []byte
}

// newDraft writes a text to a new file that only the user can read.
func newDraft(folder string, text []byte) (d *draft, err error) {
	d = &draft{folder: folder, text: text}
	if d.File = openUnnamed(folder); d.File == nil {
		if err = d.create(); err != nil {
			return nil, fmt.Errorf("no file can be created in its folder: %w", source.CauseOf(err))
		}
	}
	if _, err = d.Write(text); err == nil {
		err = d.Sync() // a file that is renamed before it is on disk may be empty after a crash
	}
	if err != nil {
		d.discard()
		return nil, fmt.Errorf("no copy can be written to its folder: %w", source.CauseOf(err))
	}
	return d, nil
}

// draftPath is a path that no file has: the number has 64 random bits.
func draftPath(folder, prefix string) string {
	return filepath.Join(folder, prefix+strconv.FormatUint(rand.Uint64(), 36))
}

func (d *draft) create() (err error) {
	path := draftPath(d.folder, unfinished)
	if d.File, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600); err == nil {
		d.path = path
		_ = lock(d.File) // without locks nothing is removed later
	}
	return err
}

// giveName makes a draft a file of its folder, with a name that says which text it replaces.
func (d *draft) giveName(old []byte) (err error) {
	path, notLocked := draftPath(d.folder, sealed(old, d.text)), lock(d.File)
	switch {
	case d.path == "":
		err = linkUnnamed(d.File, path)
	case notLocked != nil: // some systems do not rename open files
		return nil
	default:
		err = os.Rename(d.path, path)
	}
	if err == nil {
		d.path = path
	}
	return err
}

// linkTo gives a draft a name for good. The error is fs.ErrExist where another file has it.
func (d *draft) linkTo(path string) error {
	if d.path == "" {
		return linkUnnamed(d.File, path)
	}
	err := os.Link(d.path, path) // unlike a rename it never replaces a file
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, missing := os.Lstat(path); !errors.Is(missing, fs.ErrNotExist) {
		return fs.ErrExist
	}
	_ = d.Close()
	if err = os.Rename(d.path, path); err == nil { // the file system has no hard links
		d.path = ""
	}
	return err
}

// discard closes the draft and removes what has its path. It is removed first, in case the process is killed, but some systems do
// not remove open files.
func (d *draft) discard() {
	if d.path != "" && os.Remove(d.path) == nil {
		d.path = ""
	}
	_ = d.Close()
	if d.path != "" {
		_ = os.Remove(d.path)
	}
}

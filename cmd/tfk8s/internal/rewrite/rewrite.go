// Package rewrite replaces the text of a file, at once or not at all, and can keep the original beside it.
//
// The new text is written to a file in the same folder, which gets the mode, owner, group and extended attributes of the
// original and then takes its place. Where the system can do so, that file has no name until it is complete, so that even a
// process that is killed leaves nothing behind.
package rewrite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/source"
)

// Options say how to write.
type Options struct {
	Backup string // the suffix of the name under which the original is kept; "": it is not
	Force  bool   // replace also what has several hard links, is read-only, or cannot keep its owner or attributes
}

// To write would lose what another program wrote or is about to write.
var (
	errChanged = errors.New("another program changed it at the same time; run the command again")
	errOpen    = errors.New("another program has it open for writing; run the command again when that is done")
)

// Check rejects, before it is read, a file that File would not write to: what is no regular file, standard input under
// another name, and a link that leads away to a file that nobody named. A file that does not exist is for the reader to reject.
func Check(name, away string) error {
	if source.IsStream(name) {
		return fmt.Errorf("-w cannot write to %s, an open stream: leave it out to get the result on standard output", name)
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a regular file, and -w would replace it by one: leave out -w to print the result", name)
	}
	if away != "" {
		return fmt.Errorf("%s is a link out of the working folder: to change the file that it links to, name %s", name, away)
	}
	return nil
}

// File replaces the text of a file, which a link may name. It returns an error, and leaves the file unchanged, where its text
// is not the one given as before.
func File(name string, before, after []byte, o Options) (err error) {
	path, err := filepath.EvalSymlinks(name)
	if err != nil {
		return err
	}
	t, err := openTarget(path, before)
	if err != nil {
		return err
	}
	defer func() { _ = t.Close() }()
	if err := t.check(); err != nil {
		return err
	}
	if err := o.allow(t); err != nil {
		return err
	}
	d, err := newDraft(filepath.Dir(path), after)
	if err != nil {
		return err
	}
	defer d.discard()
	if err := t.copyAttributes(d, o.Force); err != nil {
		return err
	}
	if o.Backup != "" {
		isNew, err := t.keepAs(path + o.Backup)
		if err != nil {
			return err
		}
		defer func() {
			if err != nil && isNew {
				_ = os.Remove(path + o.Backup)
			}
		}()
	}
	err = t.replaceBy(d)
	return err
}

// allow returns an error where a person should decide whether to replace a file.
func (o Options) allow(t *target) error {
	if o.Force {
		return nil
	}
	if n := linksOf(t.info); n > 1 {
		return fmt.Errorf("it has %d hard links, and the others would keep the old text; --force replaces it anyway", n)
	}
	if t.info.Mode().Perm()&0o222 == 0 { // root may write to it nevertheless
		return errors.New("it is read-only; --force replaces it anyway")
	}
	f, err := os.OpenFile(t.path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("it cannot be written: %w; --force replaces it anyway", source.CauseOf(err))
	}
	return f.Close()
}

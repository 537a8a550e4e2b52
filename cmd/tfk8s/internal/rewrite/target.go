package rewrite

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/source"
)

// A target is the file to replace. It stays open, so that it can be compared with what has its path later.
type target struct {
	*os.File
	path string
	info fs.FileInfo
	text []byte // what is to be replaced
}

func openTarget(path string, text []byte) (*target, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() { // to open a pipe may take forever
		return nil, errors.New("it is no longer a regular file")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &target{f, path, info, text}, nil
}

// check returns an error where the file is not, or no longer, the one that was read.
func (t *target) check() error {
	now, err := os.Stat(t.path)
	if err != nil {
		return err
	}
	if !os.SameFile(now, t.info) || now.Size() != int64(len(t.text)) || !now.ModTime().Equal(t.info.ModTime()) {
		return errChanged
	}
	return t.compare(t.File)
}

// compare returns an error where a file holds another text.
func (t *target) compare(f io.ReaderAt) error {
	piece := make([]byte, min(len(t.text)+1, 64<<10))
	for rest := t.text; ; {
		n, err := f.ReadAt(piece, int64(len(t.text)-len(rest)))
		if !bytes.HasPrefix(rest, piece[:n]) {
			return errChanged
		}
		rest = rest[n:]
		switch {
		case err == io.EOF && len(rest) > 0:
			return errChanged
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
	}
}

// replaceBy puts a draft in the place of the file.
func (t *target) replaceBy(d *draft) error {
	isLeased, err := lease(t.File)
	if err != nil {
		return err
	}
	if err := t.check(); err != nil {
		return err
	}
	_ = lock(t.File) // it gets the name of the draft
	if err := d.giveName(t.text); err != nil {
		return fmt.Errorf("no file can be created in its folder: %w", source.CauseOf(err))
	}
	err = exchange(d.path, t.path)
	if errors.Is(err, errors.ErrUnsupported) {
		_, _ = d.Close(), t.Close() // Windows does not rename open files
		if err = os.Rename(d.path, t.path); err == nil {
			d.path = ""
		}
	} else if err == nil {
		return t.verify(d, isLeased)
	}
	if err != nil {
		return fmt.Errorf("it cannot be replaced: %w", source.CauseOf(err))
	}
	return nil
}

// verify undoes an exchange where the file changed after the last look at it, or is about to. The path of the draft is now that
// of what was replaced.
func (t *target) verify(d *draft, isLeased bool) error {
	var err error
	if replaced, failed := os.Lstat(d.path); failed != nil || !os.SameFile(replaced, t.info) || isLeased && !hasLease(t.File) {
		err = errChanged
	} else if !isLeased {
		err = t.compare(t.File)
	}
	if err == nil {
		return nil
	}
	if undo := exchange(d.path, t.path); undo != nil {
		kept := d.path
		d.path = "" // so that it is not removed
		return fmt.Errorf("%w, and its text is now in %s: %w", err, kept, source.CauseOf(undo))
	}
	return err
}

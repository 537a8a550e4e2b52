package rewrite

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/source"
)

// keepAs keeps the text of the file under another name, and reports whether that is new. A backup that exists is not
// replaced: it is an error if it holds another text.
func (t *target) keepAs(name string) (isNew bool, err error) {
	d, err := newDraft(filepath.Dir(name), t.text)
	if err != nil {
		return false, err
	}
	defer d.discard()
	if err := t.copyAttributes(d, true); err != nil {
		return false, err
	}
	err = d.linkTo(name)
	if errors.Is(err, fs.ErrExist) {
		if t.isIn(name) {
			return false, nil
		}
		return false, fmt.Errorf("the backup %s exists with another text: move it away, or use another suffix", name)
	}
	if err != nil {
		return false, fmt.Errorf("the backup %s cannot be written: %w", name, source.CauseOf(err))
	}
	return true, nil
}

// isIn reports whether another file holds the text of this one.
func (t *target) isIn(name string) bool {
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	return t.compare(f) == nil
}

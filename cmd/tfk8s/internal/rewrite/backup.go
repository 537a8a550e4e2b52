package rewrite

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// keep writes the original of a file beside it. It never overwrites a backup: one with another text is an error.
func keep(name string, original []byte, mode fs.FileMode) (err error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		if there, err := os.ReadFile(name); err == nil && bytes.Equal(there, original) {
			return nil
		}
		return fmt.Errorf("the backup %s exists with another text: move it away, or use another suffix", name)
	}
	if err != nil {
		return err
	}
	defer func() {
		if err != nil { // an incomplete backup would pass for a complete one
			_ = os.Remove(name)
		}
	}()
	_, err = f.Write(original)
	return errors.Join(err, f.Chmod(mode), f.Close())
}

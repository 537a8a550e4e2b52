package rewrite

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

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

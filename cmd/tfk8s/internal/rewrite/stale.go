package rewrite

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

const (
	draftPrefix = ".tfk8s-"
	unfinished  = draftPrefix + "new-" // nobody but its process writes to such a draft
)

// sealed begins the name of a complete draft, with the sums of the two texts that it may hold: the new one or, once it has taken
// the place of the file, the old one. Anything else in it is of another program.
func sealed(old, text []byte) string { return draftPrefix + sumOf(old) + "-" + sumOf(text) + "-" }

func sumOf(text []byte) string {
	sum := sha256.Sum256(text)
	return shorten(sum[:])
}

// shorten makes a sum so short that a name holds two. Nobody gains from two texts with the same one.
func shorten(sum []byte) string { return hex.EncodeToString(sum[:8]) }

// RemoveStale removes from a folder the drafts of runs that were killed. It leaves those that a process still holds, and those
// that another program has written to.
func RemoveStale(folder string) {
	entries, _ := os.ReadDir(folder) // who cannot list a folder learns that when its files are read
	for _, e := range entries {
		if e.Type().IsRegular() && strings.HasPrefix(e.Name(), draftPrefix) {
			removeStale(filepath.Join(folder, e.Name()))
		}
	}
}

func removeStale(path string) {
	f, err := openLocked(path)
	if err != nil {
		return
	}
	if isExpendable(f, filepath.Base(path)) {
		_ = os.Remove(path)
	}
	_ = f.Close()
}

// openLocked opens a draft that no process holds.
func openLocked(path string) (*os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if err = lock(f); err == nil {
		return f, nil
	}
	_ = f.Close()
	if !errors.Is(err, syscall.EBADF) {
		return nil, err
	}
	if f, err = os.OpenFile(path, os.O_RDWR, 0); err != nil { // NFS locks only what may be written
		return nil, err
	}
	if err = lock(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// isExpendable reports whether the text of a draft is one that its name says.
func isExpendable(f *os.File, name string) bool {
	if strings.HasPrefix(name, unfinished) {
		return true
	}
	parts := strings.Split(strings.TrimPrefix(name, draftPrefix), "-")
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil || len(parts) != 3 {
		return false
	}
	is := shorten(sum.Sum(nil))
	return is == parts[0] || is == parts[1]
}

package rewrite

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/source"
)

// Put makes a text the whole text of a file, which need not exist, at once or not at all. It writes into what is no regular file, such
// as a pipe.
func Put(name string, text []byte) error {
	info, err := os.Stat(name)
	isMissing := errors.Is(err, fs.ErrNotExist)
	path := name
	switch _, failed := os.Lstat(name); {
	case isMissing && failed == nil, source.IsStream(name), err == nil && !info.Mode().IsRegular() && !info.IsDir(): // a link to what it will create, a stream, a pipe
		return source.CauseOf(os.WriteFile(name, text, 0o666))
	case err == nil && info.IsDir():
		return errors.New("it is a folder")
	case err == nil:
		if path, err = filepath.EvalSymlinks(name); err == nil {
			err = checkWritable(path)
		}
	}
	if err != nil && !isMissing {
		return source.CauseOf(err)
	}
	fresh := draftPath(filepath.Dir(path), unfinished)
	err = writeNew(fresh, text, info)
	if err == nil {
		err = os.Rename(fresh, path)
	}
	if err != nil {
		_ = os.Remove(fresh)
	}
	return source.CauseOf(err)
}

// checkWritable returns an error for a file that the user may not write to, although the folder lets it be replaced.
func checkWritable(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return f.Close()
}

// writeNew writes a file that does not exist yet, with the mode of another one, or else the usual one.
func writeNew(path string, text []byte, like fs.FileInfo) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_ = lock(f) // so that no other run removes it as one that a killed run left
	_, err = f.Write(text)
	if err == nil && like != nil {
		err = f.Chmod(like.Mode().Perm())
	}
	return errors.Join(err, f.Close())
}

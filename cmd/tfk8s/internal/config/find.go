package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/source"
)

// misnamed is a name that is easily mistaken for Name.
const misnamed = ".tfk8s.yml"

// Find returns the path of the file that applies to a folder, "" if there is none. It looks in the folder and those above it, up
// to the root of the repository, which is the folder with a .git. Outside of a repository it looks up to the home folder, or only
// in the folder itself if that is not below the home folder: in /tmp, anyone can put a file.
func Find(folder, home string) (string, error) {
	folder, err := physical(folder)
	if err != nil {
		return "", err
	}
	for _, dir := range searched(folder, home) {
		name := filepath.Join(dir, Name)
		switch info, err := os.Lstat(name); {
		case err == nil && info.Mode()&fs.ModeSymlink != 0:
			return "", &fs.PathError{Path: name, Err: errors.New("a link: put the file itself here, or name it with --config")}
		case err == nil && !info.Mode().IsRegular():
			return "", &fs.PathError{Path: name, Err: errors.New("not a regular file: rename it, or put the configuration here")}
		case err == nil:
			return name, nil
		}
		if other := filepath.Join(dir, misnamed); exists(other) {
			return "", &fs.PathError{Path: other, Err: errors.New("the wrong name: rename it to " + Name)}
		}
	}
	return "", nil
}

// searched returns the folders to look in for the file of a folder, the nearest first.
func searched(folder, home string) []string {
	var up []string
	for dir := folder; ; dir = filepath.Dir(dir) {
		if up = append(up, dir); exists(filepath.Join(dir, ".git")) {
			return up
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	home, err := physical(home)
	if err == nil {
		for i, dir := range up {
			if dir == home {
				return up[:i+1]
			}
		}
	}
	return up[:1]
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// physical returns the absolute path of a folder, without links.
func physical(folder string) (string, error) {
	if folder == "" {
		return "", fs.ErrNotExist
	}
	abs, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

// maxSize is the largest size of a file, in bytes. A larger file is something else.
const maxSize = 1 << 20

// Read reads a file, which messages call name.
func (format *Format) Read(path, name string) (*File, error) {
	src, err := read(path)
	if err != nil {
		var at *fs.PathError
		if errors.As(err, &at) {
			err = at.Err
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	f, err := format.Parse(name, src)
	if err != nil {
		return nil, err
	}
	f.Folder, err = physical(filepath.Dir(path))
	return f, err
}

func read(path string) ([]byte, error) {
	src, err := source.Read(path, maxSize)
	if errors.Is(err, source.ErrTooLarge) {
		err = errors.New("larger than 1 MiB: this is not a configuration")
	}
	return src, err
}

// Inside returns the path of a file relative to the folder of the configuration, with slashes. ok is false if it is elsewhere.
func (f *File) Inside(name string) (path string, ok bool) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", false
	}
	if path, ok = below(f.Folder, abs); ok {
		return path, true
	}
	dir, err := physical(filepath.Dir(abs))
	if err != nil {
		return "", false
	}
	return below(f.Folder, filepath.Join(dir, filepath.Base(abs)))
}

func below(folder, name string) (path string, ok bool) {
	rel, err := filepath.Rel(folder, name)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

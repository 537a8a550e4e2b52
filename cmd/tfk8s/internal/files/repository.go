package files

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// ignoreName is the name of the files that say what git ignores.
const ignoreName = ".gitignore"

// A place is a folder in a repository.
type place struct {
	repository bool     // the folder is in a repository
	path       string   // relative to the root of the repository, "" or with a slash at its end
	rules      *ruleSet // of the repository and of the folders above this one
}

// locate finds the repository of a folder, given by its real path, and reads the rules for the folder.
func locate(dir string, getenv func(string) string) (place, []error) {
	for root := dir; ; {
		if git := gitFolder(root); git != "" {
			return descend(root, git, dir, getenv)
		}
		parent := filepath.Dir(root)
		if parent == root {
			return place{}, nil
		}
		root = parent
	}
}

// descend reads the rules for a folder of a repository, from the root down to the folder's parent.
func descend(root, git, dir string, getenv func(string) string) (place, []error) {
	at := enter(root, git, getenv)
	var failed []error
	if below, err := filepath.Rel(root, dir); err == nil && below != "." {
		for _, name := range strings.Split(filepath.ToSlash(below), "/") {
			if err := at.readIgnore(filepath.Join(root, filepath.FromSlash(at.path))); err != nil {
				failed = append(failed, err)
			}
			at.path += name + "/"
		}
	}
	return at, failed
}

// enter returns the place of the root of a repository.
func enter(root, git string, getenv func(string) string) place {
	at := place{repository: true}
	for _, name := range []string{userIgnore(root, git, getenv), filepath.Join(git, "info", "exclude")} {
		if src, err := readSetting(name); err == nil { // like git, go on if there is none
			at.rules = at.rules.add("", src)
		}
	}
	return at
}

// readIgnore adds the .gitignore of the folder of the place. Like git, it follows no link.
func (at *place) readIgnore(dir string) error {
	name := filepath.Join(dir, ignoreName)
	if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	src, err := readSetting(name)
	if err == nil {
		at.rules = at.rules.add(at.path, src)
	}
	return err
}

// gitFolder returns the folder in which git stores the repository with this root, "" if the folder is not a root. It is .git, or
// the folder that the file .git of a submodule or of a worktree names.
func gitFolder(root string) string {
	git := filepath.Join(root, ".git")
	info, err := os.Stat(git)
	switch {
	case err != nil:
		return ""
	case info.IsDir():
		if _, err := os.Lstat(filepath.Join(git, "HEAD")); err != nil {
			return ""
		}
		return git
	}
	named, ok := strings.CutPrefix(firstLine(git), "gitdir: ")
	if !ok {
		return ""
	}
	git = inFolder(root, named)
	if shared := firstLine(filepath.Join(git, "commondir")); shared != "" { // a worktree shares the folder of its repository
		return inFolder(git, shared)
	}
	return git
}

// inFolder resolves a path that may be relative to a folder.
func inFolder(dir, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, filepath.FromSlash(path))
}

// firstLine returns the first line of a file, "" if it cannot be read.
func firstLine(name string) string {
	src, err := readSetting(name)
	if err != nil {
		return ""
	}
	line, _, _ := bytes.Cut(src, []byte("\n"))
	return strings.TrimRight(string(line), "\r")
}

// maxSetting is the largest size of a file that readSetting reads.
const maxSetting = 16 << 20

// readSetting reads a file with settings for other files. It rejects pipes, which may never end, and very large files.
func readSetting(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err == nil && (!info.Mode().IsRegular() || info.Size() > maxSetting) {
		err = &os.PathError{Op: "read", Path: name, Err: errors.New("not a regular file, or larger than 16 MiB")}
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(name)
}

// readInside reads a file with settings below a folder. Like kustomize, it rejects a link that leads out of the folder, so that a
// report shows nothing of what lies elsewhere.
func readInside(dir, name string) ([]byte, error) {
	if _, err := os.Lstat(name); err != nil { // most folders have none
		return nil, err
	}
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		return nil, err
	}
	folder, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, err
	}
	if _, isInside := within(folder, target); !isInside {
		return nil, &os.PathError{Op: "read", Path: name, Err: errors.New("a link out of its folder")}
	}
	return readSetting(target)
}

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

// A place is a folder as git sees it.
type place struct {
	repository bool     // it lies in one
	path       string   // from the root of the repository, "" or with a slash at its end
	rules      *ruleSet // those of the folders above it, and of the repository
}

// locate finds the repository of a folder, given with its real path, and reads what holds for the folder.
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

// descend reads what holds for a folder of a repository, from the root down to the folder's parent.
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

// enter begins at the root of a repository.
func enter(root, git string, getenv func(string) string) place {
	at := place{repository: true}
	for _, name := range []string{userIgnore(root, git, getenv), filepath.Join(git, "info", "exclude")} {
		if src, err := readSetting(name); err == nil { // git reads on where there is none
			at.rules = at.rules.add("", src)
		}
	}
	return at
}

// readIgnore adds the .gitignore of a folder, which is the one that the place names. As git does, it follows no link.
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

// gitFolder returns where git keeps what belongs to the repository with this root, "" where the folder is no such root:
// its .git, or what the file .git of a submodule or of a worktree names.
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
	git = against(root, named)
	if shared := firstLine(filepath.Join(git, "commondir")); shared != "" { // that of the repository that a worktree is of
		return against(git, shared)
	}
	return git
}

// against makes of a path that is relative to a folder one that is not.
func against(dir, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, filepath.FromSlash(path))
}

// firstLine returns the first line of a file, "" where it cannot be read.
func firstLine(name string) string {
	src, err := readSetting(name)
	if err != nil {
		return ""
	}
	line, _, _ := bytes.Cut(src, []byte("\n"))
	return strings.TrimRight(string(line), "\r")
}

// mostSetting bounds the files that are read to learn about others.
const mostSetting = 16 << 20

// readSetting reads a file that says something about others. Pipes, which might never end, and giants are refused.
func readSetting(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err == nil && (!info.Mode().IsRegular() || info.Size() > mostSetting) {
		err = &os.PathError{Op: "read", Path: name, Err: errors.New("it is no regular file, or too large")}
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(name)
}

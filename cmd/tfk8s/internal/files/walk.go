package files

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// foreignFolders contain files of other programs. They are left out outside of a repository; in a repository, git ignores them.
var foreignFolders = []string{"node_modules", "vendor", "venv", "__pycache__"}

// A walk finds the files below one folder. Paths are relative to that folder and have slashes.
type walk struct {
	*finder
	root  string // the folder's real path
	above string // the path of the folder itself that globs are compared with, "" or with a slash at its end
	apart bool   // it is outside of the folder of the globs, which may be below it
}

// walk adds the files below a folder.
func (f *finder) walk(name string) {
	named, reached := f.namedPath(name)
	if named != "" && f.excluded(named, true) {
		return
	}
	root, err := f.real(name)
	if err != nil {
		f.failed = append(f.failed, err)
		return
	}
	w := walk{finder: f, root: root, apart: !reached}
	if named != "" {
		w.above = named + "/"
	}
	var at place
	if !f.NoIgnore {
		var failed []error
		at, failed = locate(root, f.Getenv)
		f.failed = append(f.failed, failed...)
	}
	found, failed := len(f.found), len(f.failed)
	w.folder(name, "", at)
	if len(f.found) == found && len(f.failed) == failed {
		f.empty = append(f.empty, name)
	}
}

// folder adds the files below a folder with the path dir, which is "" or ends with a slash.
func (w *walk) folder(name, dir string, at place) {
	entries, err := os.ReadDir(name)
	if err != nil {
		w.failed = append(w.failed, err)
		return
	}
	if !w.NoIgnore {
		at = w.enterFolder(name, dir, at, entries)
	}
	for _, e := range entries {
		base := e.Name()
		if e.IsDir() && strings.HasPrefix(base, ".") || !e.IsDir() && !w.counts(base) {
			continue
		}
		path := dir + base
		if w.leavesOut(path, e.IsDir()) {
			w.hasExcluded = true
			continue
		}
		if !w.NoIgnore && at.leavesOut(base, e.IsDir()) {
			w.ignored = true
			continue
		}
		switch {
		case e.IsDir():
			w.folder(filepath.Join(name, base), path+"/", place{at.repository, at.path + base + "/", at.rules})
		case e.Type()&os.ModeSymlink != 0:
			w.link(filepath.Join(name, base), path)
		case e.Type().IsRegular():
			w.found = append(w.found, file{filepath.Join(name, base), w.root, path, false})
		default:
			w.special = append(w.special, filepath.Join(name, base))
		}
	}
}

// enterFolder returns the place of a folder, which may be a repository of its own, and adds its .gitignore.
func (w *walk) enterFolder(name, dir string, at place, entries []os.DirEntry) place {
	has := func(target string) bool {
		_, found := slices.BinarySearchFunc(entries, target, func(e os.DirEntry, target string) int { return strings.Compare(e.Name(), target) })
		return found
	}
	if dir != "" && has(".git") { // locate found the one of the root
		if git := gitFolder(name); git != "" {
			at = enter(name, git, w.Getenv)
		}
	}
	if at.repository && has(ignoreName) {
		if err := at.readIgnore(name); err != nil {
			w.failed = append(w.failed, err)
		}
	}
	return at
}

// IsManifest reports whether the name of a file is one of a manifest.
func IsManifest(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".yaml", ".yml", ".json":
		return true
	}
	return name == "Kustomization" // a name that kustomize knows
}

// leavesOut reports whether a path is excluded. The folders above it must not be excluded.
func (w *walk) leavesOut(path string, folder bool) bool {
	if w.apart {
		below, ok := within(w.base, filepath.Join(w.root, path))
		return ok && below != "." && w.excluded(filepath.ToSlash(below), folder)
	}
	return slices.ContainsFunc(w.Exclude, func(g Glob) bool {
		return g.matches(w.above+path, folder) || w.above != "" && w.ExcludeIn == "" && g.matches(path, folder)
	})
}

// leavesOutBelow reports whether a file or a folder above it is excluded.
func (w *walk) leavesOutBelow(path string) bool {
	for i := range path {
		if path[i] == '/' && w.leavesOut(path[:i], true) {
			return true
		}
	}
	return w.leavesOut(path, false)
}

// leavesOut reports whether to ignore a file or folder in a place.
func (at *place) leavesOut(base string, folder bool) bool {
	if !at.repository {
		return folder && slices.Contains(foreignFolders, base)
	}
	return at.rules.ignores(at.path+base, folder)
}

// link adds the file that a link leads to, if it is in the folder.
func (w *walk) link(name, path string) {
	target, err := filepath.EvalSymlinks(filepath.Join(w.root, path))
	if err != nil {
		return // it leads nowhere
	}
	below, inside := within(w.root, target)
	if !inside || strings.HasPrefix(target, "/proc/") || w.leavesOutBelow(filepath.ToSlash(below)) {
		return
	}
	if info, err := os.Stat(target); err == nil && info.Mode().IsRegular() {
		w.found = append(w.found, file{name, "", target, true})
		w.aliases = true
	}
}

// counts reports whether to find a file with this name in a folder.
func (f *finder) counts(base string) bool {
	return base != f.Except && (IsManifest(base) || slices.Contains(f.Also, base))
}

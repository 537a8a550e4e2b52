package files

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// foreignFolders hold what other programs wrote. In a repository git knows it; hidden folders such as .venv are left out
// in any case.
var foreignFolders = []string{"node_modules", "vendor", "venv", "__pycache__"}

// A walk goes through one folder. Paths have slashes and begin at that folder.
type walk struct {
	*finder
	root  string // the folder's real path
	above string // the path of the folder itself for which globs are matched, "" or with a slash at its end
	apart bool   // it is not in the folder that globs are relative to, but that may be in it
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
		at = w.look(name, dir, at, entries)
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
		}
	}
}

// look sees what a folder says of the files below it: it may be a repository of its own, and have a .gitignore.
func (w *walk) look(name, dir string, at place, entries []os.DirEntry) place {
	has := func(target string) bool {
		_, found := slices.BinarySearchFunc(entries, target, func(e os.DirEntry, target string) int { return strings.Compare(e.Name(), target) })
		return found
	}
	if dir != "" && has(".git") { // the first one was located
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

// IsManifest reports whether a file in a folder counts, by its name.
func IsManifest(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".yaml", ".yml", ".json":
		return true
	}
	return name == "Kustomization" // kustomize looks for this name too
}

// leavesOut reports whether a path is excluded, of which no part before the last is.
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

// leavesOut reports whether git ignores a file or folder in a place, or would if it saw it.
func (at *place) leavesOut(base string, folder bool) bool {
	if !at.repository {
		return folder && slices.Contains(foreignFolders, base)
	}
	return at.rules.ignores(at.path+base, folder)
}

// link adds the file that a link leads to, if it is one of the folder.
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

// counts reports whether a file in a folder does, by its name.
func (f *finder) counts(base string) bool {
	return base != f.Except && (IsManifest(base) || slices.Contains(f.Also, base))
}

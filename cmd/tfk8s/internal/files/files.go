// Package files finds the files that the arguments of a command name, and what lies around a file: a Helm chart, a
// kustomization.
//
// A folder stands for the YAML and JSON files below it, as git sees it: what a .gitignore names is left out. The patterns
// alone decide, so that a file which git tracks although one matches is left out too, as other tools that walk do it.
package files

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Options say which files count.
type Options struct {
	Also      []string            // names of files in folders that count as YAML and JSON files do
	Except    string              // the name of files in folders that do not count
	Exclude   []Glob              // what is left out
	ExcludeIn string              // the folder that Exclude is relative to; "": the working folder and the one that is walked
	NoIgnore  bool                // read what git ignores too
	Getenv    func(string) string // finds the user's settings of git
}

// Found is what the arguments name.
type Found struct {
	Names    []string // sorted, each file once
	Failed   []error  // what could not be read
	Empty    []string // the folders without a file that counts
	Ignored  bool     // what git ignores, or would, was left out of a folder
	Excluded bool     // so was what the globs exclude

	// Away holds the links among the names that lead out of the working folder, with the files that they lead to.
	Away map[string]string
}

// Find lists the files that the arguments name. A file that is named counts whatever its name, unless it is excluded.
func Find(args []string, o Options) Found {
	if o.Getenv == nil {
		o.Getenv = func(string) string { return "" }
	}
	f := newFinder(o)
	f.aliases = len(args) > 1
	for _, arg := range args {
		f.find(arg)
	}
	return Found{f.names(), f.failed, f.empty, f.ignored, f.hasExcluded, f.away}
}

// Excludes reports whether a file that is named is left out, whether or not it exists.
func Excludes(name string, o Options) bool { return newFinder(o).leavesOutNamed(filepath.Clean(name)) }

// A finder collects what the arguments name.
type finder struct {
	Options
	working string            // the working folder
	here    string            // its real path
	base    string            // the real path of the folder that globs are relative to
	folders map[string]string // their real paths
	found   []file
	failed  []error
	empty   []string
	away    map[string]string
	aliases bool // one file may have been found under several names

	ignored, hasExcluded bool // something was left out of a folder
}

func newFinder(o Options) *finder {
	f := &finder{Options: o, folders: map[string]string{}, away: map[string]string{}}
	f.setFolders()
	return f
}

// A file has a name, and a path by which it is known under any name.
type file struct {
	name, dir, path string // path is relative to the real path of the folder dir, or real where that is ""
	link            bool
}

// find adds what one argument names.
func (f *finder) find(arg string) {
	info, err := os.Lstat(arg)
	link := err == nil && info.Mode()&os.ModeSymlink != 0
	if link {
		info, err = os.Stat(arg)
	}
	name := filepath.Clean(arg)
	switch {
	case err != nil:
		f.failed = append(f.failed, err)
	case info.IsDir():
		f.walk(name)
	case !f.leavesOutNamed(name):
		f.found = append(f.found, f.named(name, link))
	}
}

// leavesOutNamed reports whether a file that is named is excluded.
func (f *finder) leavesOutNamed(name string) bool {
	if len(f.Exclude) == 0 {
		return false
	}
	path, ok := f.namedPath(name)
	return ok && f.excluded(path, false)
}

// named finds out the real path of a file, where that matters.
func (f *finder) named(name string, link bool) file {
	if link {
		path, err := f.real(name)
		if err != nil { // such as a pipe of the shell
			path = name
		}
		if _, inside := within(f.here, path); !inside {
			f.away[name] = path
		}
		return file{name, "", path, true}
	}
	if !f.aliases {
		return file{name: name}
	}
	dir := filepath.Dir(name)
	folder, ok := f.folders[dir]
	if !ok {
		var err error
		if folder, err = f.real(dir); err != nil {
			folder = dir
		}
		f.folders[dir] = folder
	}
	return file{name, folder, filepath.Base(name), false}
}

// real returns the path of a file without any link in it.
func (f *finder) real(name string) (string, error) {
	if !filepath.IsAbs(name) {
		name = filepath.Join(f.working, name)
	}
	return filepath.EvalSymlinks(name)
}

// setFolders finds out where paths begin. What cannot be found out leaves paths as they are written.
func (f *finder) setFolders() {
	f.working, _ = os.Getwd()
	f.here = f.working
	if here, err := filepath.EvalSymlinks(f.working); err == nil {
		f.here = here
	}
	f.base = f.here
	if f.ExcludeIn != "" {
		if base, err := f.real(f.ExcludeIn); err == nil {
			f.base = base
		}
	}
}

// namedPath returns the path for which globs are matched: from the folder that they are relative to, or as it is written
// if it leads out of that. ok is false where globs for another folder do not reach.
func (f *finder) namedPath(name string) (path string, ok bool) {
	if below, ok := within(f.working, name); ok {
		name = below
	}
	full := name
	if !filepath.IsAbs(full) {
		full = filepath.Join(f.here, full)
	}
	if below, ok := within(f.base, full); ok {
		name = below
	} else if f.ExcludeIn != "" {
		return "", false
	}
	path = filepath.ToSlash(name[len(filepath.VolumeName(name)):]) + "/"
	for strings.HasPrefix(path, "../") {
		path = path[len("../"):]
	}
	return strings.Trim(strings.TrimPrefix(path, "./"), "/"), true
}

// within returns the path from a folder to one below it.
func within(dir, path string) (below string, ok bool) {
	if !filepath.IsAbs(dir) || !filepath.IsAbs(path) {
		return "", false
	}
	below, err := filepath.Rel(dir, path)
	return below, err == nil && filepath.IsLocal(below)
}

func (f *finder) excluded(path string, folder bool) bool {
	return slices.ContainsFunc(f.Exclude, func(g Glob) bool { return g.Match(path, folder) })
}

// names sorts what was found. Of the names of one file it keeps that of the file itself rather than that of a link, and
// a short one.
func (f *finder) names() []string {
	files := f.found
	if f.aliases {
		for i := range files {
			files[i].path = filepath.Join(files[i].dir, filepath.FromSlash(files[i].path))
		}
		slices.SortFunc(files, func(a, b file) int {
			return cmp.Or(
				strings.Compare(a.path, b.path), compareBools(a.link, b.link),
				cmp.Compare(len(a.name), len(b.name)), strings.Compare(a.name, b.name),
			)
		})
		files = slices.CompactFunc(files, func(a, b file) bool { return a.path == b.path })
	}
	names := make([]string, len(files))
	for i := range files {
		names[i] = files[i].name
	}
	slices.Sort(names)
	return names
}

// compareBools puts false first.
func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// Package files finds the files that the arguments of a command name, and the Helm charts and kustomizations that they belong to.
//
// In a folder it finds the YAML and JSON files at any depth, without those that git ignores. Only the patterns decide: it also
// leaves out a file that git tracks although a pattern matches, as other tools do.
package files

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Options say which files to find.
type Options struct {
	Also      []string            // names of other files to find in folders
	Except    string              // the name of files to leave out in folders
	Exclude   []Glob              // files and folders to leave out
	ExcludeIn string              // the folder that Exclude is relative to; "" for the working folder and each named folder
	NoIgnore  bool                // find what git ignores too
	Getenv    func(string) string // finds the user's settings of git
}

// Found lists the files that the arguments name.
type Found struct {
	Names    []string // sorted, each file once
	Failed   []error  // why files and folders could not be read
	Empty    []string // the folders in which no file was found
	Ignored  bool     // a folder contains ignored files
	Excluded bool     // a folder contains excluded files
	Special  []string // what folders contain with names of manifests that is neither a file, a folder nor a link

	// Away maps the links among the names that lead out of the working folder to the files that they lead to.
	Away map[string]string
}

// Find lists the files that the arguments name. It lists a named file whatever its name, unless it is excluded.
func Find(args []string, o Options) Found {
	if o.Getenv == nil {
		o.Getenv = func(string) string { return "" }
	}
	f := newFinder(o)
	f.aliases = len(args) > 1
	for _, arg := range args {
		f.find(arg)
	}
	return Found{f.names(), f.failed, f.empty, f.ignored, f.hasExcluded, f.special, f.away}
}

// Excludes reports whether a named file is excluded. The file need not exist.
func Excludes(name string, o Options) bool { return newFinder(o).leavesOutNamed(filepath.Clean(name)) }

// A finder collects the files that the arguments name.
type finder struct {
	Options
	working string            // the working folder
	here    string            // its real path
	base    string            // the real path of the folder that globs are relative to
	folders map[string]string // their real paths
	found   []file
	failed  []error
	empty   []string
	special []string
	away    map[string]string
	aliases bool // one file may have been found under several names

	ignored, hasExcluded bool // see Found
}

func newFinder(o Options) *finder {
	f := &finder{Options: o, folders: map[string]string{}, away: map[string]string{}}
	f.setFolders()
	return f
}

// A file has a name, and a path that identifies it under any name.
type file struct {
	name, dir, path string // path is relative to the real path of the folder dir, or a real path if dir is ""
	link            bool
}

// find adds the files that one argument names.
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

// leavesOutNamed reports whether a named file is excluded.
func (f *finder) leavesOutNamed(name string) bool {
	if len(f.Exclude) == 0 {
		return false
	}
	path, ok := f.namedPath(name)
	return ok && f.excluded(path, false)
}

// named returns a named file, with its real path if it may have several names.
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

// setFolders finds the folders that paths are relative to. If it cannot find them, paths stay as they are written.
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

// namedPath returns the path that globs are compared with. It is relative to the folder of the globs or, if it is outside of that
// folder, as it is written. ok is false if the globs belong to a folder and the path is outside of it.
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

// names returns the sorted names of the files. For a file with several names it prefers the name of the file itself to that of a
// link, and then the shortest.
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

// compareBools orders false before true.
func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

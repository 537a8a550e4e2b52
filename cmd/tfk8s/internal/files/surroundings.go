package files

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Surroundings tell what the folders around a file say of it. They are read once in a run, by any number of goroutines.
type Surroundings struct {
	working        string
	mutex          sync.Mutex
	charts         map[string]bool
	kustomizations map[string]*kustomization
}

// NewSurroundings returns surroundings for paths from the working folder.
func NewSurroundings() *Surroundings {
	working, _ := os.Getwd() // without it, relative paths have none
	return &Surroundings{working: working, charts: map[string]bool{}, kustomizations: map[string]*kustomization{}}
}

// InChart reports whether a file is a part of a Helm chart: it lies below a folder templates beside a Chart.yaml, or holds
// values beside one.
func (s *Surroundings) InChart(path string) bool {
	dir := filepath.Dir(s.absolute(path))
	if strings.HasPrefix(filepath.Base(path), "values") && s.isChart(dir) {
		return true
	}
	for {
		parent := filepath.Dir(dir)
		if parent == dir {
			return false
		}
		if filepath.Base(dir) == "templates" && s.isChart(parent) {
			return true
		}
		dir = parent
	}
}

func (s *Surroundings) isChart(dir string) bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	is, known := s.charts[dir]
	if !known {
		info, err := os.Stat(filepath.Join(dir, "Chart.yaml"))
		is = err == nil && info.Mode().IsRegular()
		s.charts[dir] = is
	}
	return is
}

// mostLevels is how far above a file its kustomization may lie.
const mostLevels = 5

// PatchOf finds the kustomization for which a file is no object by itself but a patch, or configures a transformer, a
// generator or the like. It looks in the file's folder and in those above it, within the repository.
func (s *Surroundings) PatchOf(path string) (name string, ok bool) {
	k := s.find(path, func(k *kustomization, file string) bool { return k.patches[file] })
	if k == nil {
		return "", false
	}
	return s.relative(k.name, path), true
}

// GivenTo returns what the kustomization that has a file as a resource puts into its objects; the zero value where there
// is none.
func (s *Surroundings) GivenTo(path string) Given {
	if k := s.find(path, func(k *kustomization, file string) bool { return k.whole[file] }); k != nil {
		return k.given
	}
	return Given{}
}

// find returns the kustomization that knows a file, of its folder or one above it, nil where there is none.
func (s *Surroundings) find(path string, knows func(k *kustomization, file string) bool) *kustomization {
	file := s.absolute(path)
	for level, dir := 0, filepath.Dir(file); level <= mostLevels; level++ {
		k := s.kustomization(dir)
		if knows(k, file) {
			return k
		}
		parent := filepath.Dir(dir)
		if k.top || parent == dir {
			break
		}
		dir = parent
	}
	return nil
}

func (s *Surroundings) kustomization(dir string) *kustomization {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	k := s.kustomizations[dir]
	if k == nil {
		k = readKustomization(dir)
		s.kustomizations[dir] = k
	}
	return k
}

func (s *Surroundings) absolute(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(s.working, path)
}

// relative writes a path as another one is written.
func (s *Surroundings) relative(path, as string) string {
	if !filepath.IsAbs(as) {
		if below, err := filepath.Rel(s.working, path); err == nil {
			return below
		}
	}
	return path
}

// ownFolder reports whether a name in a kustomization is that of a file of its folder: others it may not patch with.
func ownFolder(name string) bool {
	return name != "" && !strings.ContainsAny(name, "\n\x00") && filepath.IsLocal(filepath.FromSlash(name))
}

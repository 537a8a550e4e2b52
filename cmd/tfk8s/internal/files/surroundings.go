package files

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Surroundings know the Helm charts and kustomizations that files belong to. They read each folder once, and may be used by
// several goroutines.
type Surroundings struct {
	working        string
	mutex          sync.Mutex
	folders        map[string]*surrounding // by their names as written
	charts         map[string]bool
	kustomizations map[string]*kustomization
	given          map[string]Given // by file
	subfolders     map[string][]string
	indexes        map[string]index
}

// A surrounding is what is known of a folder.
type surrounding struct {
	isChart     bool             // it has a Chart.yaml
	ofTemplates bool             // it is in the folder templates of a chart
	above       []*kustomization // in the folder and in the folders above it
}

// NewSurroundings returns surroundings for paths relative to the working folder.
func NewSurroundings() *Surroundings {
	working, _ := os.Getwd() // if it fails, relative paths have no surroundings
	return &Surroundings{
		working: working, folders: map[string]*surrounding{}, charts: map[string]bool{}, kustomizations: map[string]*kustomization{},
		given: map[string]Given{}, subfolders: map[string][]string{}, indexes: map[string]index{},
	}
}

// folderOf returns what is known of the folder of a file.
func (s *Surroundings) folderOf(path string) *surrounding {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	name := path[:1+strings.LastIndexByte(path, filepath.Separator)]
	if known := s.folders[name]; known != nil {
		return known
	}
	dir := filepath.Dir(s.absolute(path))
	around := &surrounding{isChart: s.isChart(dir), ofTemplates: s.isOfTemplates(dir), above: s.kustomizationsAbove(dir)}
	s.folders[name] = around
	return around
}

// InChart reports whether a file is part of a Helm chart: it is below a folder templates that is next to a Chart.yaml, or it has
// values and is next to one.
func (s *Surroundings) InChart(path string) bool {
	around := s.folderOf(path)
	return around.ofTemplates || around.isChart && strings.HasPrefix(filepath.Base(path), "values")
}

func (s *Surroundings) isOfTemplates(dir string) bool {
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
	is, known := s.charts[dir]
	if !known {
		info, err := os.Stat(filepath.Join(dir, "Chart.yaml"))
		is = err == nil && info.Mode().IsRegular()
		s.charts[dir] = is
	}
	return is
}

// maxLevels is how many folders above a file its kustomization may be.
const maxLevels = 5

// PatchOf finds the kustomization that uses a file as a patch, or as the configuration of a transformer, a generator or the like,
// so that the file is no object. It looks in the file's folder and in those above it, within the repository.
func (s *Surroundings) PatchOf(path string) (name string, ok bool) {
	above := s.folderOf(path).above
	if len(above) == 0 {
		return "", false
	}
	target := s.absolute(path)
	for _, k := range above {
		if k.patches[target] {
			return s.relative(k.name, path), true
		}
	}
	return "", false
}

// kustomizationsAbove lists the kustomizations in a folder and in the folders above it, within the repository.
func (s *Surroundings) kustomizationsAbove(dir string) (above []*kustomization) {
	for range maxLevels + 1 {
		k := s.kustomization(dir)
		if k.name != "" {
			above = append(above, k)
		}
		parent := filepath.Dir(dir)
		if k.top || parent == dir {
			break
		}
		dir = parent
	}
	return above
}

// kustomization returns the kustomization of a folder, which it reads once.
func (s *Surroundings) kustomization(dir string) *kustomization {
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

// relative makes a path relative if another one is.
func (s *Surroundings) relative(path, as string) string {
	if !filepath.IsAbs(as) {
		if below, err := filepath.Rel(s.working, path); err == nil {
			return below
		}
	}
	return path
}

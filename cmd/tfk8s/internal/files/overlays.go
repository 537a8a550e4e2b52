package files

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A kustomization may use another that lies beside or above it. These limits keep the search short in a large tree.
const (
	mostBelow   = 3   // how far below one of those folders a kustomization may lie
	mostFolders = 100 // how many folders are searched below one of them
	mostUses    = 20  // how many kustomizations may make something of each other's objects
)

// An index lists kustomizations by the files and folders that are their resources.
type index map[string][]*kustomization

// GivenTo returns what kustomizations put into the objects of a file; the zero value where it is a resource of none.
// Where several make objects of it, it is what all of them give.
func (s *Surroundings) GivenTo(path string) Given {
	if len(s.folderOf(path).above) == 0 { // nearly every file ends here
		return Given{}
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	target := s.absolute(path)
	given, known := s.given[target]
	if !known {
		u := uses{Surroundings: s, file: target, known: map[*kustomization]Given{}}
		given = u.givenTo(target, 0)
		s.given[target] = given
	}
	return given
}

// MadeBy names the kustomizations that make objects of a file and are themselves used by no other, sorted.
func (s *Surroundings) MadeBy(path string) (names []string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	seen := map[*kustomization]bool{}
	rest := s.owners(s.absolute(path))
	for len(rest) > 0 {
		k := rest[0]
		rest = rest[1:]
		if seen[k] {
			continue
		}
		seen[k] = true
		if above := s.users(filepath.Dir(k.name)); len(above) > 0 {
			rest = append(rest, above...)
		} else {
			names = append(names, s.relative(k.name, path))
		}
	}
	slices.Sort(names)
	return names
}

// uses work out what is given to the objects of one file.
type uses struct {
	*Surroundings
	file    string
	objects *objects // of the file, nil until they are needed
	known   map[*kustomization]Given
}

// givenTo returns what is given to the objects of a file, or to those that the kustomization of a folder makes. A
// kustomization that uses itself is an error of its own, and gives nothing more.
func (u *uses) givenTo(target string, level int) (all Given) {
	used := u.users
	if level == 0 {
		used = u.owners
	}
	for i, k := range used(target) {
		given, known := u.known[k]
		if !known && level < mostUses {
			u.known[k] = Given{}
			given = u.givenBy(k).with(u.givenTo(filepath.Dir(k.name), level+1))
			u.known[k] = given
		}
		if i == 0 {
			all = given
		} else {
			all = all.and(given)
		}
	}
	return all
}

// givenBy returns what one kustomization gives.
func (u *uses) givenBy(k *kustomization) Given {
	given := k.given
	if patches := k.readPatching(); len(patches) > 0 {
		if u.objects == nil {
			u.objects = readObjects(u.file)
		}
		given = u.objects.patched(patches).with(given)
	}
	return given
}

// owners lists the kustomizations that have a file or a folder as a resource, of those in the folders above it. Kustomize
// reads no file outside of its folder.
func (s *Surroundings) owners(target string) (found []*kustomization) {
	for _, k := range s.kustomizationsAbove(filepath.Dir(target)) {
		if k.whole[target] {
			found = append(found, k)
		}
	}
	return found
}

// users lists the kustomizations that have the folder of another as a resource: those of the folders above it, and those
// near them.
func (s *Surroundings) users(target string) []*kustomization {
	dir := filepath.Dir(target)
	if dir == target {
		return nil
	}
	found := s.owners(target)
	top := s.topOf(dir)
	for range mostLevels + 1 {
		for _, k := range s.index(dir)[target] {
			if !slices.Contains(found, k) {
				found = append(found, k)
			}
		}
		if dir == top {
			break
		}
		dir = filepath.Dir(dir)
	}
	return found
}

// topOf returns the highest folder to search for what uses the files of a folder: the root of the repository, else the
// working folder, else the folder itself.
func (s *Surroundings) topOf(dir string) string {
	top, above := dir, dir
	for range mostLevels + 1 {
		if s.kustomization(above).top {
			return above
		}
		if above == s.working {
			top = above
		}
		above = filepath.Dir(above)
	}
	return top
}

// index lists the kustomizations of a folder and of those below it, the nearest first.
func (s *Surroundings) index(dir string) index {
	if known := s.indexes[dir]; known != nil {
		return known
	}
	found := index{}
	searched := 0
	level := []string{dir}
	for range mostBelow + 1 {
		var next []string
		for _, folder := range level {
			if searched++; searched > mostFolders {
				break
			}
			k := s.kustomization(folder)
			for target := range k.whole {
				found[target] = append(found[target], k)
			}
			next = append(next, s.below(folder)...)
		}
		level = next
	}
	s.indexes[dir] = found
	return found
}

// below lists the folders in a folder that may be the user's own, none where there are too many. Links are not followed.
func (s *Surroundings) below(dir string) []string {
	folders, known := s.subfolders[dir]
	if known {
		return folders
	}
	entries, _ := os.ReadDir(dir) // what cannot be read has none
	for _, e := range entries {
		if base := e.Name(); e.IsDir() && !strings.HasPrefix(base, ".") && !slices.Contains(foreignFolders, base) {
			folders = append(folders, filepath.Join(dir, base))
		}
	}
	if len(folders) > mostFolders {
		folders = nil
	}
	s.subfolders[dir] = folders
	return folders
}

package files

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A kustomization may use one in another folder. These limits keep the search short in a large tree.
const (
	maxDepth   = 3   // levels of folders to search below a folder
	maxFolders = 100 // folders to search below a folder
	maxUses    = 20  // kustomizations that use one another
)

// An index lists kustomizations by the files and folders that are their resources.
type index map[string][]*kustomization

// GivenTo returns what kustomizations set in the objects of a file. If several kustomizations use the file, it is what all of them
// set.
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

// MadeBy returns the sorted names of the kustomizations that use a file and that no other kustomization uses.
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

// uses determines what kustomizations set in the objects of one file.
type uses struct {
	*Surroundings
	file    string
	objects *objects // of the file, read on demand
	known   map[*kustomization]Given
}

// givenTo returns what is set in the objects of a file, or in those of the kustomization of a folder. A kustomization that uses
// itself is an error, and sets nothing more.
func (u *uses) givenTo(target string, level int) (all Given) {
	used := u.users
	if level == 0 {
		used = u.owners
	}
	for i, k := range used(target) {
		given, known := u.known[k]
		if !known && level < maxUses {
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

// givenBy returns what one kustomization sets.
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

// owners lists the kustomizations in the folders above a file or folder that have it as a resource. Kustomize reads no file
// outside of its folder.
func (s *Surroundings) owners(target string) (found []*kustomization) {
	for _, k := range s.kustomizationsAbove(filepath.Dir(target)) {
		if k.resources[target] {
			found = append(found, k)
		}
	}
	return found
}

// users lists the kustomizations that have the folder of another one as a resource: in the folders above it, and near them.
func (s *Surroundings) users(target string) []*kustomization {
	dir := filepath.Dir(target)
	if dir == target {
		return nil
	}
	found := s.owners(target)
	top := s.topOf(dir)
	for range maxLevels + 1 {
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

// topOf returns the highest folder in which to search for users of a folder: the root of the repository, otherwise the working
// folder if that is above, otherwise the folder itself.
func (s *Surroundings) topOf(dir string) string {
	top, above := dir, dir
	for range maxLevels + 1 {
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
	for range maxDepth + 1 {
		var next []string
		for _, folder := range level {
			if searched++; searched > maxFolders {
				break
			}
			k := s.kustomization(folder)
			for target := range k.resources {
				found[target] = append(found[target], k)
			}
			next = append(next, s.below(folder)...)
		}
		level = next
	}
	s.indexes[dir] = found
	return found
}

// below lists the folders in a folder, without hidden and foreign ones and links. It returns none if there are too many.
func (s *Surroundings) below(dir string) []string {
	folders, known := s.subfolders[dir]
	if known {
		return folders
	}
	entries, _ := os.ReadDir(dir) // an unreadable folder has none
	for _, e := range entries {
		if base := e.Name(); e.IsDir() && !strings.HasPrefix(base, ".") && !slices.Contains(foreignFolders, base) {
			folders = append(folders, filepath.Join(dir, base))
		}
	}
	if len(folders) > maxFolders {
		folders = nil
	}
	s.subfolders[dir] = folders
	return folders
}

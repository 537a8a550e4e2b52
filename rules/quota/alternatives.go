package quota

import (
	"path/filepath"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// Alternatives are objects of one kind and name in files of different folders, such as old/ and new/, or base/ and overlay/.
// A folder is applied as a whole, so only one of them exists at a time.
type alternatives struct {
	first    *entry
	byFolder map[string]*entry
}

func (e *entry) folderName() string { return filepath.Dir(e.File.Name) }

// add adds an object. It returns the object of the same folder that was added before, nil if there is none.
func (a *alternatives) add(e *entry) (same *entry) {
	name := e.folderName()
	if same = a.byFolder[name]; same == nil {
		a.byFolder[name], e.instead = e, a
	}
	return same
}

// The rivals of a folder are the folders with alternatives of its objects, and the rivals of those folders. Together they are a
// choice: only one of them is applied, with all its objects.
type folder struct{ index, choice int }

// findNames finds the objects with the name of another one. It ignores objects that the cluster rejects even after convert.
func (u *Usage) findNames() {
	names := make(map[[2]string]*entry, len(u.Entries))
	hasChoice := false
	for _, e := range u.Entries {
		if e.Object.Name == "" || e.isRejected() || e.createdBy != nil {
			continue
		}
		name := [2]string{e.kind, e.Object.Name}
		switch first := names[name]; {
		case first == nil:
			names[name] = e
		case first.Implied && !e.Implied, first.instead == nil && first.folderName() == e.folderName():
			e.first = first
		default:
			if first.instead == nil {
				first.instead = &alternatives{first, map[string]*entry{first.folderName(): first}}
			}
			e.first = first.instead.add(e)
			hasChoice = true
		}
	}
	if hasChoice {
		u.findChoices()
	}
}

// findChoices finds the folders with rivals, and sets the folder of each object in them.
func (u *Usage) findChoices() {
	rivals := rivalry{}
	for _, e := range u.Entries {
		if e.instead != nil {
			rivals.join(e.instead.first.folderName(), e.folderName())
		}
	}
	folders := map[string]*folder{}
	choices := map[string]int{}
	of := map[*manifest.File]*folder{} // nil for a folder without rivals
	for _, e := range u.Entries {
		f, known := of[e.File]
		if name := e.folderName(); !known && rivals[name] != "" {
			if folders[name] == nil {
				top := rivals.top(name)
				if _, ok := choices[top]; !ok {
					choices[top] = len(choices)
				}
				folders[name] = &folder{len(folders), choices[top]}
			}
			f = folders[name]
		}
		of[e.File], e.folder = f, f
	}
	u.folders, u.choices = len(folders), len(choices)
}

// A rivalry is a union-find structure: it maps each folder with rivals to another one of the same choice. The last one, to which
// all of them lead, is mapped to itself.
type rivalry map[string]string

func (r rivalry) join(a, b string) { r[r.top(a)] = r.top(b) }

func (r rivalry) top(name string) string {
	if r[name] == "" {
		r[name] = name
	}
	for r[name] != name {
		r[name] = r[r[name]] // this halves the path for the next call
		name = r[name]
	}
	return name
}

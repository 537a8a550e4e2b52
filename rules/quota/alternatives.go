package quota

import (
	"path/filepath"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// Alternatives are objects of one kind and name in files of different folders, such as old/ and new/, or base/ and overlay/.
// A folder is applied as a whole, so only one of them is there at a time.
type alternatives struct {
	first    *entry
	byFolder map[string]*entry
}

func (e *entry) folderName() string { return filepath.Dir(e.File.Name) }

// add adds an object. Where there is one of the same folder already, it returns that, and the next one gets the one of the
// two that the cluster makes.
func (a *alternatives) add(e *entry) (same *entry) {
	name := e.folderName()
	if same = a.byFolder[name]; same == nil || same.isRefused() {
		a.byFolder[name] = e
	}
	if same == nil {
		e.instead = a
	}
	return same
}

// A folder has rivals: folders that hold alternatives of its objects, or are rivals of such a folder. They make a choice:
// only one of them is applied, with all that it holds.
type folder struct{ index, choice int }

// findNames finds the objects that have the name of another one, as they are named once convert has fixed what it can. What
// it cannot make the cluster accept has no name.
func (u *Usage) findNames() {
	names := make(map[[2]string]*entry, len(u.Entries))
	hasChoice := false
	for _, e := range u.Entries {
		if e.Object.Name == "" || e.staysRefused() {
			continue
		}
		name := [2]string{e.kind, e.Object.Name}
		switch first := names[name]; {
		case first == nil:
			names[name] = e
		case first.instead == nil && first.folderName() == e.folderName():
			if e.first = first; first.isRefused() {
				names[name] = e
			}
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

// findChoices tells the objects of which folders only one is applied.
func (u *Usage) findChoices() {
	rivals := rivalry{}
	for _, e := range u.Entries {
		if e.instead != nil {
			rivals.join(e.instead.first.folderName(), e.folderName())
		}
	}
	folders := map[string]*folder{}
	choices := map[string]int{}
	of := map[*manifest.File]*folder{} // nil for a file of a folder without rivals
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

// A rivalry has of each folder with rivals another one of the same choice, or itself: the top, which all of them lead to.
type rivalry map[string]string

func (r rivalry) join(a, b string) { r[r.top(a)] = r.top(b) }

func (r rivalry) top(name string) string {
	if r[name] == "" {
		r[name] = name
	}
	for r[name] != name {
		r[name] = r[r[name]] // half the way for the next one
		name = r[name]
	}
	return name
}

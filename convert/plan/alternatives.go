package plan

import (
	"path/filepath"
	"strings"
)

// A holders lists the folders that hold an object: only one of them can create it.
type holders struct {
	object  string
	folders []string // in the order of the run, each once
	isNew   func(folder string) bool
}

// An objectKey tells the objects of a tool apart.
type objectKey struct{ kind, name string }

// isAlternative reports whether a file of another folder has the object already, and notes it for the person who must
// choose. The first one is planned.
func (m *move) isAlternative(o *object) bool {
	if o.Name == "" {
		return false
	}
	key, folder := objectKey{o.kind, o.Name}, filepath.Dir(o.file.Path)
	h := m.holders[key]
	if h == nil {
		h = &holders{object: string(o.id()), isNew: distinct[string]()}
		m.holders[key] = h
		m.held = append(m.held, h)
	}
	if h.isNew(folder) {
		h.folders = append(h.folders, folder)
	}
	return folder != h.folders[0]
}

// mindAlternatives lists the folders of which only one can be created, and the objects that all of them hold.
func (m *move) mindAlternatives() {
	objects := map[string][]string{} // by folders
	for _, h := range m.held {
		set := strings.Join(h.folders, "\x00")
		objects[set] = append(objects[set], h.object)
	}
	for _, h := range m.held {
		set := strings.Join(h.folders, "\x00")
		if len(h.folders) == 1 || objects[set] == nil {
			continue
		}
		hold := " both hold "
		if len(h.folders) > 2 {
			hold = " all hold "
		}
		m.mind(text(listSome(h.folders), hold, listSome(objects[set]), ", and only one can be created: plan the folder that is to run by itself"))
		delete(objects, set)
	}
}

package plan

import (
	"path/filepath"
	"strings"
)

// A definition lists the folders that define an object. Only one of them can create it.
type definition struct {
	object  string
	folders []string // in the order of the run, each once
	isNew   func(folder string) bool
}

// An objectKey identifies an object of a tool.
type objectKey struct{ kind, name string }

// isAlternative reports whether a file of another folder has defined the object already, and records the folder for
// checkAlternatives. The plan uses the first one.
func (m *move) isAlternative(o *object) bool {
	if o.Name == "" {
		return false
	}
	key, folder := objectKey{o.kind, o.Name}, filepath.Dir(o.file.Path)
	d := m.definitions[key]
	if d == nil {
		d = &definition{object: string(o.id()), isNew: distinct[string]()}
		m.definitions[key] = d
		m.defined = append(m.defined, d)
	}
	if d.isNew(folder) {
		d.folders = append(d.folders, folder)
	}
	return folder != d.folders[0]
}

// checkAlternatives lists folders that define the same objects, because only one of them can be created.
func (m *move) checkAlternatives() {
	objects := map[string][]string{} // by folders
	for _, d := range m.defined {
		set := strings.Join(d.folders, "\x00")
		objects[set] = append(objects[set], d.object)
	}
	for _, d := range m.defined {
		set := strings.Join(d.folders, "\x00")
		if len(d.folders) == 1 || objects[set] == nil {
			continue
		}
		define := " both define "
		if len(d.folders) > 2 {
			define = " all define "
		}
		m.addProblem(text(listSome(d.folders), define, listSome(objects[set]), ", but only one can be created: plan only the folder that you want to run"))
		delete(objects, set)
	}
}

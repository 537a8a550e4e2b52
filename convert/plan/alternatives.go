package plan

import (
	"fmt"
	"path/filepath"
)

// An alternative says that a folder has objects which another has as well: only one of the two can be created.
type alternative struct {
	first, second string
	objects       []string
}

// An objectKey tells the objects of a tool apart.
type objectKey struct{ kind, name string }

// isAlternative reports whether a file of another folder has the object already, and notes it for the person who must
// choose. The first one is planned.
func (m *move) isAlternative(o *object) bool {
	key, folder := objectKey{o.kind, o.Name}, filepath.Dir(o.file.Path)
	first, known := m.folders[key]
	if !known {
		m.folders[key] = folder
	}
	if !known || o.Name == "" || first == folder {
		return false
	}
	pair := [2]string{first, folder}
	a := m.alternatives[pair]
	if a == nil {
		a = &alternative{first: first, second: folder}
		m.alternatives[pair] = a
		m.choices = append(m.choices, a)
	}
	a.objects = append(a.objects, string(o.id()))
	return true
}

// mindAlternatives lists the folders of which only one can be created.
func (m *move) mindAlternatives() {
	const few = 3
	for _, a := range m.choices {
		more := ""
		if n := len(a.objects) - few; n > 0 {
			more = fmt.Sprintf(" and %d more", n)
		}
		m.mind(text(code(a.first), " and ", code(a.second), " both hold ", list(a.objects[:min(len(a.objects), few)]), more+
			", and only one can be created: plan the folder that is to run by itself"))
	}
}

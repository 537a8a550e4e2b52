package project

import (
	"sync"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// A Memory remembers what was found out about the documents of an open file by themselves, because the next version of the file has most
// of them too. It may be used by several goroutines.
type Memory[T any] struct {
	mutex sync.Mutex
	known map[string]T // by text; replaced, but never changed
}

// ByDocument returns what work returns for each document of a file. For a document that the last version had, this is remembered.
// Nothing is remembered of a version if work looked at the rest of the file.
func (m *Memory[T]) ByDocument(f *manifest.File, work func(*manifest.Document) T) (all []T) {
	m.mutex.Lock()
	known := m.known
	m.mutex.Unlock()
	next := make(map[string]T, len(f.Docs))
	for _, d := range f.Docs {
		s := d.Span()
		text := string(f.Text()[s.Start:s.End])
		value, isKnown := known[text]
		if !isKnown {
			value = work(d)
		}
		next[text], all = value, append(all, value)
	}
	if f.DependsOnAll() {
		return all
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.known = next
	return all
}

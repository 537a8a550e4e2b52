package manifest

import (
	"sync"
	"unicode/utf8"
)

// A Builder builds a new version of a YAML file, batch by batch. What was added can be looked at before the rest of the file
// is known. Several goroutines may use a Builder.
type Builder struct {
	old    *File
	adding sync.RWMutex
	built  *File
	exact  bool // built is the file that Parse makes of the same text
}

// NewBuilder makes a Builder for a new version of a file.
func NewBuilder(old *File) *Builder {
	built := &File{Name: old.Name, Src: make([]byte, 0, len(old.Src)+len(old.Src)/8), editable: true}
	return &Builder{old: old, built: built, exact: true}
}

// Add appends documents of the old file that follow each other, and all bytes up to the next one. Where versions[i] is not nil,
// it replaces docs[i]; it must be made of File.Part. Documents that are parsed already are not parsed again, and give away
// their nodes. Add returns the added documents and the offset at which their text begins. It returns no documents where
// they depend on the rest of the file.
func (b *Builder) Add(docs []*Document, versions []*File) (added []*Document, start int) {
	text := b.old.textWith(docs, versions)
	b.adding.Lock()
	start = len(b.built.Src)
	added, ok := b.built.extend(text)
	b.exact = b.exact && ok
	exact := b.exact
	b.adding.Unlock()
	if !exact {
		return nil, start
	}
	reuseNodes(added, docs, versions)
	return added, start
}

// View calls look with the file as far as it is built, which may be used until look returns.
func (b *Builder) View(look func(*File)) {
	b.adding.RLock()
	defer b.adding.RUnlock()
	look(b.built)
}

// File returns the new version, when all of it was added.
func (b *Builder) File() *File {
	if !b.exact {
		return b.old.With(b.built.Src)
	}
	return b.built
}

// textWith returns the text from documents that follow each other to the next one, with new versions of some.
func (f *File) textWith(docs []*Document, versions []*File) (text []byte) {
	pos, end := docs[0].start, len(f.Src)
	if next := docs[len(docs)-1].Index + 1; next < len(f.Docs) {
		end = f.Docs[next].start
	}
	for i, d := range docs {
		if versions[i] != nil {
			text = append(append(text, f.Src[pos:d.start]...), versions[i].Src...)
			pos = d.end
		}
	}
	return append(text, f.Src[pos:end]...)
}

// reuseNodes gives the nodes of documents, or of their new versions, to those that were added with the same text.
func reuseNodes(added, docs []*Document, versions []*File) {
	moved := added[0].start - docs[0].start
	for i, d := range docs {
		from, start := d, d.start+moved
		if versions[i] != nil {
			from = versions[i].Docs[0]
			moved += len(versions[i].Src) - d.Span().Len()
		}
		for len(added) > 0 && added[0].start < start {
			added = added[1:]
		}
		if len(added) > 0 && added[0].Span() == (Span{Start: start, End: start + from.Span().Len()}) {
			added[0].moveNodes(from)
		}
	}
}

// extend adds text to a file, and returns the documents in it. The file must not be read meanwhile. ok is false from then on
// where Parse would make other documents of the whole text, or a rule has asked for Contents of an incomplete file.
func (f *File) extend(src []byte) (added []*Document, ok bool) {
	start, last := len(f.Src), len(f.Docs)-1
	f.Src = append(f.Src, src...)
	f.text = f.Src
	switch {
	case f.contentsUsed, len(src) == 0, encodingOf(src) != utf8Plain, !utf8.Valid(src), start < jsonPeek && looksLikeJSON(f.text),
		start > 0 && (last < 0 || f.Docs[last].end == start): // no separator before the text
		f.Docs = nil
		return nil, false
	}
	added = cutYAML(f, start)
	f.Docs = append(f.Docs, added...)
	f.measured.Do(func() {})
	f.measureFrom(start)
	return added, true
}

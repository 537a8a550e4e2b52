package manifest

import "unicode/utf8"

// Begin returns a YAML file of the same name that has no text yet: Extend adds it.
func (f *File) Begin() *File {
	return &File{Name: f.Name, Src: make([]byte, 0, len(f.Src)+len(f.Src)/8), editable: true}
}

// Extend adds text to a file, and returns the documents in it: so they can be looked at before the rest of the file is known.
// Nobody may look at the file meanwhile. ok is false from then on where Parse would make other documents of the whole text,
// or somebody has asked for Contents before all was there.
func (f *File) Extend(src []byte) (added []*Document, ok bool) {
	start, last := len(f.Src), len(f.Docs)-1
	f.Src = append(f.Src, src...)
	f.text = f.Src
	switch {
	case f.asked, len(src) == 0, encodingOf(src) != utf8Plain, !utf8.Valid(src), start < jsonPeek && looksLikeJSON(f.text),
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

package manifest

// Trial returns the documents that d becomes by edits that lie within it. They are made of its own text, so that a guess
// costs as much as d is long and not its file. There are none where the edits cannot be made.
func (d *Document) Trial(edits []Edit) []*Document {
	f := d.File
	if f.json { // where a document of these ends is a matter of all that stands before it
		src, err := f.Apply(edits)
		if docs := Parse(f.Name, src).Docs; err == nil && d.Index < len(docs) {
			return docs[d.Index:]
		}
		return nil
	}
	text := f.text[d.start:d.end]
	own := &File{Name: f.Name, Src: text, text: text, editable: f.editable, part: true, whole: f}
	moved, ok := d.Span().Inside(edits)
	if !ok {
		return nil
	}
	src, err := own.Apply(moved)
	if err != nil {
		return nil
	}
	return own.With(src).Docs
}

// Contents is what a whole file holds.
type Contents struct {
	Objects bool // some document is such as the caller looks for
	First   int  // the index of the first document with a value, the number of documents where none has one
}

// Contents looks at the documents of the file until one is such as isObject says: once, so that every call must ask the
// same. It looks at copies of them, since others may be at work on its own. A part has the contents of its file.
func (f *File) Contents(isObject func(*Document) bool) Contents {
	if f.whole != nil {
		return f.whole.Contents(isObject)
	}
	f.looked.Do(func() {
		f.asked = true
		f.contents.First = len(f.Docs)
		for _, d := range f.With(f.Src).Docs {
			if d.Root().Exists() {
				f.contents.First = min(f.contents.First, d.Index)
			}
			if f.contents.Objects = isObject(d); f.contents.Objects {
				return
			}
			d.Release()
		}
	})
	return f.contents
}

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
	own := &File{Name: f.Name, Src: text, text: text, editable: f.editable, part: true}
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

// Contents is what kubectl finds in a file.
type Contents struct {
	Any     bool // some document has a value, or cannot be read
	Objects bool // some document holds an object
	First   int  // the index of the first document with a value, the number of documents where none has one
}

// Contents looks at all documents of the file, once: at copies of them, for others may be at work on its own.
func (f *File) Contents() Contents {
	f.looked.Do(func() {
		f.asked = true
		f.contents.First = len(f.Docs)
		for _, d := range f.With(f.Src).Docs {
			if d.Root().Exists() {
				f.contents.First = min(f.contents.First, d.Index)
			}
			f.contents.Any = f.contents.Any || d.Root().Exists() || d.Err() != nil
			if f.contents.Objects = len(d.Objects()) > 0; f.contents.Objects {
				return
			}
			d.Release()
		}
	})
	return f.contents
}

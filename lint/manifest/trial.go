package manifest

// Trial returns the documents that d becomes by edits inside it, none where the edits cannot be made. Only the text of d is
// parsed, so that the cost does not depend on the length of the file.
func (d *Document) Trial(edits []Edit) []*Document {
	f := d.File
	if f.json { // where a JSON document ends depends on all text before it
		src, err := f.Apply(edits)
		if docs := Parse(f.Name, src).Docs; err == nil && d.Index < len(docs) {
			return docs[d.Index:]
		}
		return nil
	}
	return d.TrialOf(d.Span(), edits)
}

// TrialOf returns the documents that a part of a YAML document becomes by edits inside it, as if nothing were around the part. Its
// cost depends on the length of the part only.
func (d *Document) TrialOf(part Span, edits []Edit) []*Document {
	f := d.File
	text := f.text[part.Start:part.End]
	own := &File{Name: f.Name, Src: text, text: text, editable: f.editable, part: true, origin: f}
	moved, ok := part.Inside(edits)
	if !ok {
		return nil
	}
	src, err := own.Apply(moved)
	if err != nil {
		return nil
	}
	return own.With(src).Docs
}

// Remember returns what work returned when it was first asked for the key. It gets a copy of the file, because other goroutines may
// use the documents of the original. A part asks its file.
func (f *File) Remember(key any, work func(*File) any) any {
	if f.origin != nil {
		return f.origin.Remember(key, work)
	}
	f.remembering.Lock()
	defer f.remembering.Unlock()
	value, isKnown := f.remembered[key]
	if !isKnown {
		f.contentsUsed = true
		value = work(f.With(f.Src))
		if f.remembered == nil {
			f.remembered = map[any]any{}
		}
		f.remembered[key] = value
	}
	return value
}

// Contents is what a whole file holds.
type Contents struct {
	Objects bool // some document is such as the caller looks for
	First   int  // the index of the first document with a value, the number of documents where none has one
}

// Contents looks at the documents of the file until isObject accepts one. The answer is cached, so every call must pass the
// same function. It parses copies of several documents, because other goroutines may use the originals. A part has the contents of
// its file.
func (f *File) Contents(isObject func(*Document) bool) Contents {
	if f.origin != nil {
		return f.origin.Contents(isObject)
	}
	f.contentsOnce.Do(func() {
		f.contentsUsed = true
		f.contents.First = len(f.Docs)
		docs := f.Docs
		if len(docs) > 1 {
			docs = f.With(f.Src).Docs
		}
		for _, d := range docs {
			if d.Root().Exists() {
				f.contents.First = min(f.contents.First, d.Index)
			}
			if f.contents.Objects = isObject(d); f.contents.Objects {
				return
			}
			if d.File != f {
				d.Release()
			}
		}
	})
	return f.contents
}

// Package manifest reads Kubernetes manifests as bytes with positions, and changes them by edits of those bytes.
//
// A File is cut into Documents the way kubectl cuts it, each Document is parsed by kyaml into Nodes, and a Node knows
// where its text lies in the file. Nothing here prints a tree: what is not edited stays as it was, to the byte.
package manifest

import (
	"bytes"
	"slices"
	"sync"
)

// A File is one manifest file (or standard input) as it was read. Several goroutines may look at it at once, each at
// Documents of its own.
type File struct {
	Name string      // as it was named by the caller; used in reports
	Src  []byte      // the bytes on disk; never changed
	Docs []*Document // at least one, in file order

	text         []byte // Src as UTF-8 without invalid bytes; offsets of edits count in it
	enc          encoding
	editable     bool
	json         bool
	part         bool      // see Part
	origin       *File     // the file that this is a part of
	measured     sync.Once // see measure
	lines        lineTable
	ascii        bool      // the text has no character outside of ASCII
	runes        runeTable // where ascii is false
	contentsOnce sync.Once // see Contents
	contentsUsed bool      // ditto: Contents was called
	contents     Contents
	remembering  sync.Mutex
	remembered   map[any]any // see Remember
}

// Parse cuts src into documents. It never fails: what is wrong with the text of a document is Document.Err.
// The documents themselves are parsed when they are first asked for.
func Parse(name string, src []byte) *File {
	f := &File{Name: name, Src: src}
	f.text, f.enc, f.editable = decode(src)
	f.json = looksLikeJSON(f.text)
	f.cut()
	return f
}

func (f *File) cut() {
	if f.json {
		f.Docs = cutJSON(f)
	} else {
		f.Docs = cutYAML(f, 0)
	}
}

// Part returns a document of a YAML file as a file of its own, whose bytes are those of the file from where the document
// begins to where it ends. It is not parsed again where d is. ok is false where edits of it would not be edits of the file.
func (f *File) Part(d *Document) (part *File, ok bool) {
	if f.json || f.enc != utf8Plain {
		return nil, false
	}
	part = &File{Name: f.Name, part: true, origin: f}
	part = part.With(f.Src[d.start:d.end])
	if part.enc != utf8Plain || len(part.Docs) != 1 {
		return nil, false
	}
	part.Docs[0].moveNodes(d)
	return part, true
}

// With returns the file with other bytes. A new version of a part is YAML, whatever it looks like: kubectl
// looks for JSON only at the beginning of the whole file.
func (f *File) With(src []byte) *File {
	if !f.part {
		return Parse(f.Name, src)
	}
	next := &File{Name: f.Name, Src: src, part: true, origin: f.origin}
	next.text, next.enc, next.editable = decode(src)
	next.cut()
	return next
}

// Release frees the parsed form of all documents.
func (f *File) Release() {
	for _, d := range f.Docs {
		d.Release()
	}
}

// Text returns the file as UTF-8. Every Span of the file counts bytes of this text.
func (f *File) Text() []byte { return f.text }

// JSON reports whether kubectl reads the file as a stream of JSON objects, and not as YAML.
func (f *File) JSON() bool { return f.json }

// Editable reports whether edits of the text can be written back without changing any other byte of the file.
func (f *File) Editable() bool { return f.editable }

// Newline returns the line ending that the file uses: that of its first line, "\n" if it has only one line.
func (f *File) Newline() string {
	i := bytes.IndexByte(f.text, '\n')
	switch {
	case i > 0 && f.text[i-1] == '\r':
		return "\r\n"
	case i < 0 && bytes.IndexByte(f.text, '\r') >= 0:
		return "\r"
	}
	return "\n"
}

// A Position is a place in a file as editors count it: lines and columns from 1, columns in code points.
type Position struct{ Line, Column int }

// DocumentAt returns the document that an offset is in, nil if it is before the first one.
func (f *File) DocumentAt(offset int) *Document {
	after, _ := slices.BinarySearchFunc(f.Docs, offset+1, func(d *Document, at int) int { return d.Span().Start - at })
	if after == 0 {
		return nil
	}
	return f.Docs[after-1]
}

// Position returns the place of a byte offset in the text.
func (f *File) Position(offset int) Position {
	f.measure()
	offset = min(max(offset, 0), len(f.text))
	line, start := f.lines.at(f.text, offset)
	column := offset - start
	if !f.ascii {
		column = f.runes.before(f.text, offset) - f.runes.before(f.text, start)
	}
	return Position{Line: line + 1, Column: 1 + column}
}

// IsASCII reports whether a part of the text has only ASCII characters, also where the file has bytes that are not UTF-8.
func (f *File) IsASCII(s Span) bool {
	if f.enc == utf8Plain {
		return isASCII(f.Src[s.Start:s.End]) // the text has other bytes in place of these
	}
	return isASCII(f.text[s.Start:s.End])
}

// Line returns the text of a line (counted from 1) without its line break, "" if there is no such line.
func (f *File) Line(n int) string {
	f.measure()
	start, ok := f.lines.start(f.text, n-1)
	if !ok {
		return ""
	}
	return string(firstLineRaw(f.text[start:]))
}

// lineStart is the offset at which the line of an offset begins.
func (f *File) lineStart(offset int) int {
	f.measure()
	_, start := f.lines.at(f.text, offset)
	return start
}

// measure counts the lines and characters of the text on first use: a file without findings never needs that.
func (f *File) measure() {
	f.measured.Do(func() { f.measureFrom(0) })
}

// measureFrom does so from an offset on, before which they are counted.
func (f *File) measureFrom(start int) {
	ascii := isASCII(f.text[start:])
	f.ascii = ascii && (f.ascii || start == 0)
	f.lines.extend(f.text, start, ascii)
	if !f.ascii {
		f.runes.extend(f.text, start)
	}
}

package manifest

import (
	"bytes"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// A Sequence parses documents of a file that follow each other, each as if it stood alone. One YAML decoder reads as many
// of them as it reads just so: a decoder for each takes a seventh longer, and a quarter more memory.
type Sequence struct {
	docs []*Document
	next int // index in docs

	dec  *yaml.Decoder // nil where it failed
	at   int           // index in docs of the one that dec comes to
	line int           // where dec began, from 1
}

// NewSequence makes the sequence of documents that follow each other in their file.
func NewSequence(docs []*Document) *Sequence { return &Sequence{docs: docs} }

// Load parses the next document, unless it is parsed already.
func (s *Sequence) Load() {
	if d := s.docs[s.next]; d.parsed == nil {
		d.parse(s.read)
	}
	s.next++
}

// read decodes the next document, whose text YAML ends where kubectl does. It returns nil where a decoder of its own has
// to: only of a map, behind a line that is a separator to YAML too, is it sure that it ends where the document does.
func (s *Sequence) read(d *Document, text []byte) *yaml.Node {
	if len(s.docs) == 1 {
		return nil
	}
	if s.dec == nil || !s.goesOn(d, text) {
		s.dec = yaml.NewDecoder(withNewline(d.File.text[d.base:s.docs[len(s.docs)-1].end]))
		s.line = d.File.Position(d.base).Line
	}
	n, err := nextValue(s.dec)
	above, lines := d.File.Position(d.base).Line-s.line, d.File.Position(d.end-1).Line-s.line+1
	if err != nil || n == nil || n.Kind != yaml.MappingNode || n.Line <= above || n.Line > lines {
		s.dec = nil
		return nil
	}
	s.at, d.above = s.next+1, above
	return n
}

// goesOn reports whether the decoder that read the document before comes to this one next, and knows no anchors.
func (s *Sequence) goesOn(d *Document, text []byte) bool {
	if s.at != s.next || d.base != d.start || bytes.Contains(text, []byte("---")) {
		return false
	}
	last := s.docs[s.next-1]
	separator := bytes.TrimRight(d.File.text[last.end:d.start], " \r\n")
	return string(separator) == "---" && bytes.IndexByte(d.File.text[last.start:last.end], '&') < 0
}

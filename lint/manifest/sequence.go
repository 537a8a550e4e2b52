package manifest

import (
	"bytes"
	"io"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// A Sequence parses documents of one file or of several, each independently of the others. Where that makes no difference,
// one YAML decoder reads many of them: a decoder for each document takes a seventh longer, and a quarter more memory.
type Sequence struct {
	docs []*Document
	next int // index in docs

	dec   *yaml.Decoder // nil where it failed
	at    int           // index in docs of the one that dec comes to
	above int           // how many lines dec has read before that
	ahead int           // index in docs of the last one that dec was given
	text  []byte        // what is left of it

	loaded int // documents that are not released
	nodes  nodeRoom
}

// NewSequence makes the sequence of documents that are to be parsed one after the other.
func NewSequence(docs []*Document) *Sequence { return &Sequence{docs: docs} }

// Load parses the next document, unless it is parsed already.
func (s *Sequence) Load() {
	if d := s.docs[s.next]; d.parsed == nil {
		d.parse(s.read, s.newNodes)
	}
	s.next++
	s.loaded++
}

// newNodes returns room for n nodes of the document that is being loaded.
func (s *Sequence) newNodes(n int) []Node { return s.nodes.take(n, len(s.docs)-s.next) }

// Release releases a document that was loaded. Its nodes must not be used afterwards: when all documents are released, the
// memory is used for the nodes of the next ones.
func (s *Sequence) Release(d *Document) {
	d.Release()
	if s.loaded--; s.loaded == 0 {
		s.nodes.reset()
	}
}

// read decodes the next document. It returns nil where the document needs a decoder of its own: only a map is sure to end
// where kubectl ends the document.
func (s *Sequence) read(d *Document, text []byte) *yaml.Node {
	if s.dec == nil || s.at != s.next {
		s.dec, s.above, s.ahead, s.text = yaml.NewDecoder(sequenceReader{s}), 0, s.next, withNewline(text)
	}
	n, err := nextValue(s.dec)
	above, end := s.above, s.above+len(d.lineStarts())
	if err != nil || n == nil || n.Kind != yaml.MappingNode || n.Line <= above || n.Line > end {
		s.dec = nil
		return nil
	}
	s.at, s.above, d.above = s.next+1, end, above
	return n
}

// A sequenceReader gives the decoder of a sequence one document after the other. It ends before a document whose lines
// are not simple to count, or which has anchors, because the decoder would remember them.
type sequenceReader struct{ *Sequence }

func (s sequenceReader) Read(p []byte) (int, error) {
	if len(s.text) > 0 {
		n := copy(p, s.text)
		s.text = s.text[n:]
		return n, nil
	}
	last := s.docs[s.ahead].body()
	if s.ahead+1 == len(s.docs) || !bytes.HasSuffix(last, []byte{'\n'}) || bytes.IndexByte(last, '&') >= 0 {
		return 0, io.EOF
	}
	s.ahead++
	s.text = withNewline(s.docs[s.ahead].body())
	return copy(p, "---\n"), nil // a decoder asks for hundreds of bytes
}

package manifest

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// A Document is one piece of a file as kubectl cuts it. It is parsed on first use; its methods must not be called from
// two goroutines at once.
type Document struct {
	File  *File
	Index int // counts from 0, pieces of mere comments included

	start, end int // offsets in the file's text
	*parsed        // nil until it is loaded: a file may have very many documents
}

// parsed is what is known of a document that was looked at.
type parsed struct {
	base, stop int // where the YAML reader begins and stops: mostly start and end; see body and contentEnd
	above      int // how many lines the YAML reader had read before base
	err        *SyntaxError
	root       *Node
	objects    []*Object
	duplicates []Duplicate
	rest       Span
	lines      []int                    // see lineStarts
	styled     *style                   // see style
	tabs       tabCheck                 // see tabFollows
	spans      map[*yaml.Node]foundSpan // see collectionSpan
	remembered map[any]any              // see Remember
}

// A SyntaxError says why kubectl cannot read a document.
type SyntaxError struct {
	Span    Span   // where; the line at least
	Message string // lower case, no full stop
	Flow    bool   // the text is YAML in braces, which kubectl reads as JSON because of its first character
}

// A Duplicate is a key that is written twice in a map. The API server gets only the last value.
type Duplicate struct{ Lost, Kept *Node }

// Span covers the whole document, its comments and blank lines included.
func (d *Document) Span() Span { return Span{d.start, d.end} }

// Err is nil where kubectl can read the document.
func (d *Document) Err() *SyntaxError {
	d.load()
	return d.err
}

// Root is the value of the document; nil where there is none or it cannot be read. An empty document has a nil root.
func (d *Document) Root() *Node {
	d.load()
	return d.root
}

// Duplicates lists the keys that occur twice, in file order.
func (d *Document) Duplicates() []Duplicate {
	d.load()
	return d.duplicates
}

// Rest is the part of the document that kubectl never reads: what follows a line such as "--- # comment", which ends a
// YAML document without being a separator to kubectl, or what is indented less than the first key. ok is false where there is none.
func (d *Document) Rest() (span Span, ok bool) {
	d.load()
	return d.rest, d.rest.End > d.rest.Start
}

// Release frees the parsed form. The document is parsed again when it is needed, so a caller that releases each document of
// a large file after use needs memory for one document.
func (d *Document) Release() {
	if d.parsed != nil && d.err == nil {
		d.parsed = nil
	}
}

// Remember returns what work returned when it was first asked for the key since the document was parsed. The key should be of a
// type of the caller, as that of a value of a context.
func (d *Document) Remember(key any, work func() any) any {
	d.load()
	value, isKnown := d.remembered[key]
	if !isKnown {
		value = work()
		if d.remembered == nil {
			d.remembered = map[any]any{}
		}
		d.remembered[key] = value
	}
	return value
}

// moveNodes moves the parsed form of another document with the same text to d, if that has a value.
func (d *Document) moveNodes(other *Document) {
	if other.parsed == nil || other.root == nil {
		return
	}
	moved := d.start - other.start
	p := other.parsed
	d.parsed, other.parsed = p, nil
	p.base, p.stop = p.base+moved, p.stop+moved
	p.rest.Start, p.rest.End = p.rest.Start+moved, p.rest.End+moved
	p.objects, p.lines, p.styled, p.spans, p.tabs, p.remembered = nil, nil, nil, nil, tabCheck{}, nil
	p.root.moveTo(d)
	for _, twice := range p.duplicates {
		twice.Lost.moveTo(d)
	}
}

func (n *Node) moveTo(d *Document) {
	n.doc = d
	for i := range n.kids {
		n.kids[i].moveTo(d)
	}
}

func (d *Document) load() {
	if d.parsed == nil {
		d.parse(nil, nil)
	}
}

// parse parses the document. If read is not nil and returns a value for the text, that value is used; see readYAML. For room
// see buildTree.
func (d *Document) parse(read func(*Document, []byte) *yaml.Node, room func(nodes int) []Node) {
	d.parsed = &parsed{base: d.start, stop: d.end}
	if d.File.json {
		if d.root = jsonTree(d); d.root.Kind() == Null {
			d.root = nil
		}
		return
	}
	text := d.body()
	d.base = d.end - len(text)
	if d.stop = d.contentEnd(); hasContent(d.File.text[d.stop:d.end]) {
		d.rest = Span{d.stop, d.end}
	}
	n, err := readYAML(d, read, text, d.stop-d.base)
	if d.err = err; n == nil {
		return
	}
	d.root, d.duplicates, d.err = buildTree(d, n, room)
	if d.rest.Len() == 0 && d.err == nil && (n.Column > 1 || n.Kind != yaml.MappingNode) {
		d.findRest()
	}
	if d.err != nil || n.Kind == yaml.ScalarNode && d.root.Kind() == Null {
		d.root = nil // kubectl skips a document that is null, as it skips an empty one
	}
}

// findRest looks for text behind the value of a document. There can only be some where the value is not a map at column 1:
// of " a: b" followed by "c: d", kubectl reads one entry.
func (d *Document) findRest() {
	s, ok := d.root.Span()
	if at := skipBlanks(d.text(), s.End); ok && at < d.stop {
		d.rest = Span{at, d.end}
	}
}

// yamlError locates an error of kubectl's reader. Its text names at most a line of the piece; kyaml's own error may be more
// precise.
func yamlError(d *Document, err, errV3 error) *SyntaxError {
	msg, line := splitError(err)
	if fromParser(msg) {
		line++ // the parser counts lines from 0, the scanner from 1
	} else if msgV3, lineV3 := splitError(errV3); msgV3 == msg && lineV3 > 0 {
		line = lineV3 // where the quote or key begins, instead of where the scanner gave up
	}
	if pos := errorOffset(d.File.text[d.base:d.end], msg); pos >= 0 {
		return &SyntaxError{Span: Span{d.base + pos, d.base + pos + 1}, Message: msg}
	}
	first := d.File.Position(d.start).Line
	return &SyntaxError{Span: d.lineSpan(first + max(line, 1) - 1), Message: msg}
}

// errorOffset finds the place of an error whose message names no line, -1 where it cannot.
func errorOffset(text []byte, msg string) int {
	if name, ok := strings.CutPrefix(msg, "unknown anchor '"); ok {
		name, _, _ = strings.Cut(name, "'")
		return bytes.Index(text, []byte("*"+name))
	}
	if strings.HasPrefix(msg, "control characters") {
		return bytes.IndexFunc(text, func(r rune) bool { return r != '\t' && r != '\n' && r != '\r' && unprintable(r) })
	}
	return -1
}

// splitError splits "yaml: line 3: what" into its parts.
func splitError(err error) (msg string, line int) {
	if err == nil {
		return "", 0
	}
	msg = strings.TrimPrefix(err.Error(), "yaml: ")
	if rest, ok := strings.CutPrefix(msg, "line "); ok {
		if num, text, ok := strings.Cut(rest, ": "); ok {
			if line, err = strconv.Atoi(num); err == nil {
				msg = text
			}
		}
	}
	return msg, line
}

// fromParser reports whether an error message comes from go-yaml's parser, and not from its scanner.
func fromParser(msg string) bool {
	for _, prefix := range [...]string{
		"did not find expected key", "did not find expected '-' indicator", "did not find expected ','",
		"did not find expected node content", "did not find expected <", "found undefined tag handle",
		"found duplicate %", "found incompatible YAML document",
	} {
		if strings.HasPrefix(msg, prefix) {
			return true
		}
	}
	return false
}

// lineSpan covers the text of a line of the file (counted from 1), its indentation left out; the last line of the
// document if there are fewer before its end.
func (d *Document) lineSpan(line int) Span {
	f := d.File
	f.measure()
	start, ok := f.lines.start(f.text, line-1)
	if !ok || start >= d.end {
		start = f.lineStart(max(d.end-1, 0))
	}
	text := string(firstLineRaw(f.text[start:]))
	indent := len(text) - len(strings.TrimLeft(text, " \t"))
	return Span{start + indent, start + len(strings.TrimRight(text, " \t"))}.valid()
}

// nodeError makes a syntax error of a problem with one node: something that kyaml reads and kubectl does not.
func nodeError(d *Document, n *yaml.Node, format string, args ...any) *SyntaxError {
	start := d.offset(n)
	return &SyntaxError{Span: Span{start, start + len(firstLine(d.File.text[start:d.end]))}.valid(), Message: fmt.Sprintf(format, args...)}
}

package manifest

import (
	"bytes"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// A Span is a range of bytes in the text of a file, End excluded.
type Span struct{ Start, End int }

// Len is the number of bytes.
func (s Span) Len() int { return s.End - s.Start }

// MovedBy returns the span some bytes further on.
func (s Span) MovedBy(bytes int) Span { return Span{s.Start + bytes, s.End + bytes} }

func (s Span) valid() Span { return Span{s.Start, max(s.Start, s.End)} }

// overlaps reports whether two spans share a byte, or one lies inside the other.
func (s Span) overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Span is where the value of n is written; an alias where the value is one. ok is false where the text found there is
// not the value, so that it must not be edited; the span can still be shown. The span of an absent value (a key followed
// by nothing) is empty.
func (n *Node) Span() (span Span, ok bool) {
	if n == nil {
		return Span{}, false
	}
	span, ok = n.doc.span(n.written)
	if span.Len() == 0 && n.keyNode != nil && n.written.Kind == yaml.ScalarNode && n.written.Line > 0 {
		k, _ := n.doc.span(n.keyNode) // in "{a:}" the colon is part of the key
		ok = ok && bytes.IndexByte(n.doc.File.text[k.End:max(k.End, span.Start)], ':') >= 0
	}
	return span, ok
}

// KeySpan is where the key of n is written. ok is false if n has none, or it could not be verified.
func (n *Node) KeySpan() (span Span, ok bool) {
	if n == nil || n.keyNode == nil {
		return Span{}, false
	}
	return n.doc.span(n.keyNode)
}

// Mark is the span to show a person for n: its key if it has one, or else its value's first line.
func (n *Node) Mark() Span {
	if s, _ := n.KeySpan(); s.Len() > 0 {
		return s
	}
	return n.ValueMark()
}

// ValueMark is the span to show a person for the value of n: all of a scalar on one line, or else its first line, or,
// where there is no text, its key.
func (n *Node) ValueMark() Span {
	s, _ := n.Span()
	if s.Len() == 0 {
		k, _ := n.KeySpan()
		return k
	}
	return Span{s.Start, s.Start + len(firstLine(n.doc.File.text[s.Start:s.End]))}
}

// offset is the byte offset of the first character of a yaml node. Its column counts code points; Line 0 marks nodes
// that were made from JSON, whose Column is the offset itself.
func (d *Document) offset(n *yaml.Node) int {
	if n.Line == 0 {
		return n.Column
	}
	f, starts, line := d.File, d.lineStarts(), n.Line-d.above
	if line > len(starts) {
		return d.end
	}
	pos := starts[line-1]
	if f.ascii {
		return min(pos+n.Column-1, d.end)
	}
	return min(f.runes.offset(f.text, f.runes.before(f.text, pos)+n.Column-1), d.end)
}

// lineStarts are the offsets in the file's text at which the lines begin that the YAML reader counts.
func (d *Document) lineStarts() []int {
	if d.lines == nil {
		d.File.measure()
		d.lines = d.findLines()
	}
	return d.lines
}

func (d *Document) findLines() []int {
	text := d.File.text[d.base:d.end]
	if !d.File.lines.plain {
		starts := lineStarts(text)
		for i := range starts {
			starts[i] += d.base
		}
		return starts
	}
	starts := make([]int, 1+bytes.Count(text, []byte{'\n'}))
	pos := 0
	for i := range starts {
		starts[i] = d.base + pos
		pos += bytes.IndexByte(text[pos:], '\n') + 1
	}
	return starts
}

// span finds the text of a yaml node, its tag and anchor included.
func (d *Document) span(n *yaml.Node) (Span, bool) {
	text := d.text()
	start := d.offset(n)
	switch n.Kind {
	case yaml.AliasNode:
		return d.checked(start, start+1+len(n.Value), hasPrefixAt(text, start, "*"+n.Value))
	case yaml.ScalarNode:
		end, ok := d.scalarEnd(text, start, n)
		return d.checked(start, end, ok)
	}
	return d.collectionSpan(n, start)
}

func (d *Document) checked(start, end int, ok bool) (Span, bool) {
	if end < start || end > d.end {
		return Span{start, start}, false
	}
	return Span{start, end}, ok
}

// collectionSpan caches the spans of collections in brackets. The end of such a collection depends on the end of its last
// child, so without a cache the cost would grow with the square of the depth.
func (d *Document) collectionSpan(n *yaml.Node, start int) (Span, bool) {
	if n.Style&yaml.FlowStyle == 0 {
		end, ok := d.collectionEnd(lowest(n))
		return d.checked(start, end, ok)
	}
	found, ok := d.spans[n]
	if !ok {
		end, good := d.collectionEnd(n)
		found.Span, found.ok = d.checked(start, end, good)
		if d.spans == nil {
			d.spans = map[*yaml.Node]foundSpan{}
		}
		d.spans[n] = found
	}
	return found.Span, found.ok
}

// lowest is the innermost of the collections in block style that end where n does.
func lowest(n *yaml.Node) *yaml.Node {
	for k := len(n.Content); k > 0; k = len(n.Content) {
		last := n.Content[k-1]
		if len(last.Content) == 0 || last.Style&yaml.FlowStyle != 0 {
			break
		}
		n = last
	}
	return n
}

type foundSpan struct {
	Span
	ok bool
}

// properties skips the anchor and the tag that may come before a value: end is behind the last of them, value is where the
// value begins.
func properties(text []byte, pos int) (end, value int) {
	end, value = pos, pos
	for value < len(text) && (text[value] == '&' || text[value] == '!') {
		if end = value + 1; text[value] == '&' {
			for end < len(text) && isAnchorChar(text[end]) {
				end++
			}
		} else {
			for !isSpaceAt(text, end) {
				end++
			}
		}
		value = skipBlanks(text, end)
	}
	return end, value
}

func isAnchorChar(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_' || c == '-'
}

// valueStart is where a value itself begins, behind its anchor and tag.
func (d *Document) valueStart(n *yaml.Node) int {
	start := d.offset(n)
	if n.Line == 0 {
		return start
	}
	_, value := properties(d.text(), start)
	return value
}

// collectionEnd finds the end of a map or list: behind the closing bracket, or where its last child ends.
func (d *Document) collectionEnd(n *yaml.Node) (int, bool) {
	text := d.text()
	start := d.valueStart(n)
	bracket := byte(0)
	if start < len(text) && n.Style&yaml.FlowStyle != 0 && (text[start] == '{' || text[start] == '[') {
		bracket = text[start] + 2 // the closing one; "[a: b]" holds a map without any
	}
	end, ok := start, true
	if k := len(n.Content); k > 0 && n.Kind == yaml.MappingNode {
		end, ok = d.entryEnd(n.Content[k-2], n.Content[k-1])
	} else if k > 0 {
		var s Span
		s, ok = d.span(n.Content[k-1])
		end = s.End
	} else if bracket != 0 {
		end++
	}
	if bracket == 0 {
		return end, ok
	}
	end = skipBlanks(text, end)
	if end < len(text) && text[end] == ',' {
		end = skipBlanks(text, end+1)
	}
	if end >= len(text) || text[end] != bracket {
		return end, false
	}
	return end + 1, ok
}

// entryEnd is the end of an entry: of its value, or, where none is written, of its colon or key.
func (d *Document) entryEnd(key, value *yaml.Node) (int, bool) {
	s, ok := d.span(value)
	if s.Len() > 0 {
		return s.End, ok
	}
	k, ok := d.span(key)
	end := skipBlanks(d.text(), k.End)
	if end < d.end && d.File.text[end] == ':' {
		return end + 1, ok
	}
	return k.End, ok
}

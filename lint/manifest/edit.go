package manifest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// An Edit replaces the bytes of a span.
type Edit struct {
	Span
	New  string
	Uses int // places of the document that the edited text serves: more than 1 where it is anchored, see Node.Uses
}

// Conflicts reports whether two edits cannot both be applied: they touch the same bytes, or insert at the same place.
func (e Edit) Conflicts(o Edit) bool {
	if e.Len() == 0 && o.Len() == 0 {
		return e.Start == o.Start
	}
	return e.overlaps(o.Span)
}

// Inside returns edits with offsets from the beginning of a span; ok is false where one of them edits text outside of it.
func (s Span) Inside(edits []Edit) (moved []Edit, ok bool) {
	moved = slices.Clone(edits)
	for i := range moved {
		e := &moved[i]
		if e.Start < s.Start || e.End > s.End {
			return nil, false
		}
		e.Start, e.End = e.Start-s.Start, e.End-s.Start
	}
	return moved, true
}

// ErrConflict is what Apply returns for edits that touch the same bytes.
var ErrConflict = errors.New("two edits change the same text")

// Apply returns the bytes of the file after the edits, which may come in any order. Every other byte stays.
func (f *File) Apply(edits []Edit) ([]byte, error) {
	if !f.editable && len(edits) > 0 {
		return nil, fmt.Errorf("%s: the file is not valid UTF-16, so it cannot be written back unharmed: save it as UTF-8", f.Name)
	}
	edits = slices.SortedFunc(slices.Values(edits), func(a, b Edit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	text, mark := f.text, 0
	if f.enc == utf8Plain || f.enc == utf8BOM {
		text, mark = f.Src, len(byteOrderMarks[f.enc]) // the file's own bytes, so that invalid ones stay
	}
	var out bytes.Buffer
	out.Grow(len(text) + 256)
	pos := 0
	for i, e := range edits {
		if i > 0 && e.Conflicts(edits[i-1]) {
			return nil, fmt.Errorf("%s: %w", f.Name, ErrConflict)
		}
		out.Write(text[pos : e.Start+mark])
		out.WriteString(e.New)
		pos = e.End + mark
	}
	out.Write(text[pos:])
	if f.enc == utf16LE || f.enc == utf16BE {
		return encode(out.Bytes(), f.enc), nil
	}
	return out.Bytes(), nil
}

// edit makes an edit of text that belongs to n.
func (n *Node) edit(s Span, text string) Edit {
	return Edit{Span: s, New: text, Uses: n.Uses()}
}

// SetText replaces a scalar by another text, in the quotes of the old one. An unquoted string stays a string: the new
// text gets quotes if it would be something else without. In place of a number, a boolean or null the text is written as
// it is, if it is one of these. ok is false where the text cannot be edited.
func (n *Node) SetText(text string) (edits []Edit, ok bool) {
	s, ok := n.valueSpan()
	if !ok || n.value.Kind != yaml.ScalarNode || n.isBlock() && n.doc.beginsLine(s.Start) {
		return nil, false
	}
	return []Edit{n.edit(s, n.pad(s, n.quoteAs(n.value, text)+n.headerComment(s)))}, true
}

// quoteAs writes a text in the quotes of a scalar.
func (n *Node) quoteAs(old *yaml.Node, text string) string {
	switch {
	case old.Style&yaml.SingleQuotedStyle != 0:
		return singleQuote(text)
	case old.Style&yaml.DoubleQuotedStyle != 0:
		return doubleQuote(text)
	case n.doc.File.json && json.Valid([]byte(text)):
		return text
	case n.doc.File.json:
		return doubleQuote(text)
	}
	oldKind, _ := scalarKind(old)
	if kind, name := resolve(text); oldKind != String && kind != String && name != "!!merge" && text != "" {
		return text
	}
	return plainOrQuoted(text)
}

// Quote puts a plain scalar into double quotes, which makes a string of a number, a boolean or null.
func (n *Node) Quote() (edits []Edit, ok bool) {
	s, ok := n.valueSpan()
	if !ok || n.value.Kind != yaml.ScalarNode || n.Quoted() {
		return nil, false
	}
	return []Edit{n.edit(s, n.pad(s, doubleQuote(n.value.Value)))}, true
}

// pad puts a blank before what is written where nothing was, or directly behind an anchor ("&a:b" is ":b" to YAML).
func (n *Node) pad(s Span, text string) string {
	if (s.Len() == 0 || n.value.Anchor != "") && s.Start > 0 && !isSpaceAt(n.doc.File.text, s.Start-1) {
		return " " + text
	}
	return text
}

// headerComment is the comment on the first line of a block scalar, which outlives its text.
func (n *Node) headerComment(s Span) string {
	if !n.isBlock() {
		return ""
	}
	header := firstLine(n.doc.File.text[s.Start:s.End])
	for i := range header {
		if beginsComment(header, i) {
			return " " + string(header[i:])
		}
	}
	return ""
}

func (n *Node) isBlock() bool { return n.value.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 }

// beginsLine reports whether there are only blanks on the line before an offset. A block scalar may begin there even where
// any other value is not indented enough.
func (d *Document) beginsLine(pos int) bool {
	line := d.File.lineStart(pos)
	return countSpace(d.File.text[line:pos]) == pos-line
}

// RenameKey replaces the key of n, in the quotes of the old one. ok is false where the text cannot be edited, or where
// a hidden value of the key would take effect.
func (n *Node) RenameKey(name string) (edits []Edit, ok bool) {
	s, ok := n.KeySpan()
	if !ok || n.merged || n.hides || n.keyNode.Anchor != "" || n.keyNode.Style&yaml.TaggedStyle != 0 {
		return nil, false
	}
	quotes := *n.keyNode
	if quotes.Style&quoted == 0 {
		quotes.Value = "a string" // the name of a key is one, whatever the old key was
	}
	return []Edit{n.parent.edit(s, n.quoteAs(&quotes, name))}, true
}

// valueSpan is the text of the value itself: behind its anchor and tag, and where the anchor is if n is an alias. What has
// a tag cannot be edited, and a document that is a mere scalar is no manifest.
func (n *Node) valueSpan() (Span, bool) {
	if n == nil || n.value.Style&yaml.TaggedStyle != 0 || n.parent == nil && n.value.Kind == yaml.ScalarNode {
		return Span{}, false
	}
	s, ok := n.Span()
	if !ok {
		return Span{}, false
	}
	if n.written != n.value {
		s, ok = n.doc.span(n.value)
	}
	if ok && n.value.Kind == yaml.ScalarNode && n.value.Style&quoted == 0 && n.doc.tabFollows(s.End) {
		return Span{}, false
	}
	if n.value.Anchor != "" {
		end, start := properties(n.doc.text(), s.Start)
		if s.Start = start; start > s.End { // nothing behind the anchor
			s.Start = end
		}
	}
	return s.valid(), ok
}

func singleQuote(s string) string {
	if strings.ContainsFunc(s, unprintable) || !utf8.ValidString(s) {
		return doubleQuote(s)
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

package manifest

import (
	"bytes"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// Insert adds entries to the map n, or makes a map of n where it is null. They are inserted behind the first of the keys in
// after that the map has, otherwise at its end, and above the comments that belong to the next key. ok is false where the
// text cannot be edited.
func (n *Node) Insert(after []string, pairs ...Pair) (edits []Edit, ok bool) {
	switch {
	case len(pairs) == 0 || !n.extensible():
		return nil, false
	case n.kind == Null || n.kind == Map && len(n.value.Content) == 0:
		return n.fillEmpty(Pairs(pairs))
	case n.kind != Map:
		return nil, false
	}
	e := n.insertionPoint(after)
	if e.flow() {
		st := n.doc.style().in(n.doc, e.holder)
		return n.insertFlow(e, func(indent int) (texts []string) {
			for _, p := range pairs {
				texts = append(texts, st.text(p.Key)+st.colon()+st.flowText(p.Value, indent))
			}
			return texts
		})
	}
	return n.insertBlock(e, Pairs(pairs))
}

// Append adds an item to the end of the list n, or makes a list of n where it is null.
func (n *Node) Append(item Value) (edits []Edit, ok bool) {
	switch {
	case !n.extensible() || n.parent == nil:
		return nil, false
	case n.kind == Null || n.kind == List && len(n.value.Content) == 0:
		return n.fillEmpty(Items{item})
	case n.kind != List:
		return nil, false
	}
	e := entryAt(n.value, len(n.value.Content)-1)
	if e.flow() {
		st := n.doc.style().in(n.doc, e.holder)
		return n.insertFlow(e, func(indent int) []string { return []string{st.flowText(item, indent)} })
	}
	return n.insertBlock(e, Items{item})
}

// extensible reports whether the text of a collection can be found: what has a tag, even a lone "!", is left alone.
func (n *Node) extensible() bool {
	if n == nil || n.value.Style&yaml.TaggedStyle != 0 {
		return false
	}
	return !hasPrefixAt(n.doc.text(), n.doc.offset(n.value), "!")
}

// insertionPoint picks the entry to insert behind: the first of the named ones that the text of the map holds, or its
// last.
func (n *Node) insertionPoint(after []string) entry {
	for _, name := range after {
		if f := n.Field(name); f != nil {
			if e, ok := f.entry(); ok {
				return e
			}
		}
	}
	return entryAt(n.value, entries(n.value)-1)
}

// insertBlock writes the entries or items of v below an entry in block style, and below the comments inside of it.
func (n *Node) insertBlock(e entry, v Value) ([]Edit, bool) {
	at, ok := n.doc.lineEnd(e)
	if !ok {
		return nil, false
	}
	text := n.doc.text()
	column := n.doc.indent(e.holder)
	for pos := nextLine(text, at); pos < len(text); pos = nextLine(text, pos) {
		own := countIndent(text[pos:])
		if own <= column || pos+own == len(text) || text[pos+own] != '#' {
			break
		}
		at = pos + len(firstLine(text[pos:]))
	}
	st := n.doc.style()
	st.literal = endsLiteral(text, at, column)
	return []Edit{n.edit(Span{at, at}, st.blockText(v, column))}, true
}

// endsLiteral reports whether what follows an offset ends a text behind "|" that is indented deeper than a column: empty
// lines do no harm, but blanks and deeper comments would become part of it, as would a line break that only YAML knows,
// and at the end of a file it may lose its line break.
func endsLiteral(text []byte, at, column int) bool {
	if at >= len(text) || text[at] != '\n' && text[at] != '\r' {
		return false
	}
	next := nextLine(text, at)
	content := skipEmptyLines(text, next)
	return countIndent(text[content:]) <= column && bytes.IndexByte(text[next:content], ' ') < 0
}

// fillEmpty writes a collection where a key has no value, null or an empty collection.
func (n *Node) fillEmpty(v Value) ([]Edit, bool) {
	s, ok := n.valueSpan()
	if !ok {
		return nil, false
	}
	st := n.doc.style()
	e, inParent := n.entry()
	anchored := n.value.Anchor != "" || n.written.Kind == yaml.AliasNode
	if inParent && e.key != nil && !e.flow() && !anchored {
		if edits, ok := n.fillBlock(e, v); ok {
			return edits, true
		}
	}
	if n.kind != Null && bytes.ContainsAny(n.doc.File.text[s.Start:s.End], "\r\n#") { // comments between the brackets
		inside := st.flow(v)
		at := s.Start + 1
		return []Edit{n.edit(Span{at, at}, inside[1:len(inside)-1])}, true
	}
	new := st.flowText(v, n.doc.lineOf(e, inParent))
	if s.Len() == 0 && !isSpaceAt(n.doc.File.text, s.Start-1) {
		new = " " + new
	}
	return []Edit{n.edit(s, new)}, true
}

// lineOf is the column of an entry in flow style that has a line of its own, -1 for any other.
func (d *Document) lineOf(e entry, ok bool) int {
	start, found := 0, false
	if ok && e.flow() {
		start, found = d.entryStart(e)
	}
	if line := d.File.lineStart(start); !found || countSpace(d.File.text[line:start]) < start-line {
		return -1
	}
	return d.column(start)
}

// fillBlock deletes the value behind a colon and writes lines below, so that a comment stays on its line.
func (n *Node) fillBlock(e entry, v Value) ([]Edit, bool) {
	d := n.doc
	text := d.File.text
	k, ok := d.span(e.key)
	at, good := d.lineEnd(e)
	colon := skipBlanks(text[:d.end], k.End)
	if !ok || !good || colon >= d.end || text[colon] != ':' {
		return nil, false
	}
	var edits []Edit
	if s, _ := d.span(e.value); s.Len() > 0 {
		if bytes.ContainsAny(text[colon:s.End], "\r\n") {
			return nil, false
		}
		edits = append(edits, n.edit(Span{colon + 1, s.End}, ""))
	}
	st := d.style()
	column := d.indent(e.holder)
	indent := column + st.step
	if _, list := v.(Items); list {
		indent = column + st.dash
	}
	return append(edits, n.edit(Span{at, at}, st.blockText(v, indent))), true
}

// insertFlow writes entries into a collection in flow style, behind an entry. render gives their texts, for the column
// at which their lines begin, or for -1 where the collection is on one line.
func (n *Node) insertFlow(e entry, render func(indent int) []string) ([]Edit, bool) {
	d := n.doc
	text := d.text()
	end, ok := d.endOf(e)
	open := d.valueStart(e.holder)
	if !ok || text[open] != '{' && text[open] != '[' {
		return nil, false
	}
	noValue := d.endsInColon(e, end)
	word := text[bytes.LastIndexAny(text[:end], " \t\r\n[{,?")+1 : end]
	if text[end-1] == ':' && !noValue || len(word) > 0 && word[0] == '!' {
		return nil, false // a plain scalar that ends in a colon, or a tag, is another thing before a comma
	}
	first := skipBlanks(text, open+1)
	if !bytes.ContainsAny(text[open:first], "\r\n") {
		comma := d.style().in(d, e.holder).comma()
		new := comma + strings.Join(render(-1), comma)
		if noValue { // "a:," would be another key
			new = " " + new
		}
		return []Edit{n.edit(Span{end, end}, new)}, true
	}
	lead := d.File.Newline() + string(d.linePrefix(first))
	new := lead + strings.Join(render(d.column(first)), ","+lead)
	at, comma := lineEndBehindComma(text, end)
	switch {
	case at < 0: // something else follows on the line
		return []Edit{n.edit(Span{end, end}, ","+new)}, true
	case comma:
		return []Edit{n.edit(Span{at, at}, new+",")}, true
	case at == end:
		return []Edit{n.edit(Span{end, end}, ","+new)}, true
	}
	return []Edit{n.edit(Span{end, end}, ","), n.edit(Span{at, at}, new)}, true
}

// endsInColon reports whether an entry ends in the colon of a key without a value. In "{a:}" the colon is part of the key.
func (d *Document) endsInColon(e entry, end int) bool {
	key := e.key
	if k := len(e.value.Content); key == nil && e.value.Kind == yaml.MappingNode && k > 0 {
		key = e.value.Content[k-2] // [a: ]
	}
	if key == nil || d.text()[end-1] != ':' {
		return false
	}
	s, _ := d.span(key)
	return s.End < end
}

// lineEndBehindComma is where the line ends on which only a comma and a comment follow; -1 if there is more.
func lineEndBehindComma(text []byte, end int) (at int, comma bool) {
	pos := end + countSpace(text[end:])
	if pos < len(text) && text[pos] == ',' {
		comma = true
		pos++
		pos += countSpace(text[pos:])
	}
	switch {
	case pos < len(text) && breakLen(text, pos) == 0 && !beginsComment(text, pos):
		return -1, comma
	case pos < len(text) && text[pos] == '#':
		return pos + len(firstLine(text[pos:])), comma
	case comma:
		return len(bytes.TrimRight(text[:pos], " \t")), comma
	}
	return end, comma
}

// linePrefix is the white space at the beginning of the line that holds an offset.
func (d *Document) linePrefix(offset int) []byte {
	line := d.File.lineStart(offset)
	return d.File.text[line : line+countSpace(d.File.text[line:offset])]
}

func countSpace(text []byte) int { return len(text) - len(bytes.TrimLeft(text, " \t")) }

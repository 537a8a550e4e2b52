package manifest

import (
	"bytes"
	"iter"
	"regexp"
	"sync"
)

// empty deletes all entries of a map or list and leaves {} or [], with the comments that hold commented-out entries.
// With asComment its key becomes a comment as well, which shows where such an entry belongs if it is put back.
func (n *Node) empty(asComment bool) ([]Edit, bool) {
	d, holder := n.doc, n.value
	e, ok := n.entry()
	if !ok || n.root || n.written != n.value || !n.extensible() || holder.Anchor != "" {
		return nil, false
	}
	all := run{n, entryAt(holder, 0), entryAt(holder, entries(holder)-1)}
	if all.first.flow() {
		return n.emptyFlow()
	}
	start, ok := d.entryStart(all.first)
	if !ok {
		return nil, false
	}
	parts := all.parts()
	prefix := d.File.text[max(d.File.lineStart(start), d.base):start]
	behindDash := len(bytes.Trim(prefix, " ")) > 0
	if behindDash && len(bytes.Trim(prefix, "- ")) > 0 {
		return nil, false
	}
	var edits []Edit
	for i, r := range parts {
		spans, ok := r.block()
		if behindDash && i == 0 {
			var end int
			end, ok = d.lineEnd(r.last)
			spans = []Span{{start, end}}
		}
		if !ok {
			return nil, false
		}
		for _, s := range spans {
			edits = append(edits, n.edit(s, ""))
		}
	}
	switch {
	case edits[len(edits)-1].End > d.end || all.leavesAlias(edits):
		return nil, false
	case behindDash:
		edits[0].New = n.brackets()
		return edits, true
	}
	head, ok := n.emptyHead(e, asComment)
	return append([]Edit{head}, edits...), ok
}

// emptyHead writes the brackets of a collection in block style behind its key or dash, or makes a comment of its key.
func (n *Node) emptyHead(e entry, asComment bool) (Edit, bool) {
	d := n.doc
	text := d.File.text
	start, ok := d.entryStart(e)
	if !ok || e.flow() {
		return Edit{}, false
	}
	if e.key == nil {
		return n.edit(Span{start + 1, start + 1}, " "+n.brackets()), true
	}
	k, ok := d.span(e.key)
	colon := skipBlanks(text[:d.end], k.End)
	if !ok || colon >= d.end || text[colon] != ':' {
		return Edit{}, false
	}
	line := max(d.File.lineStart(start), d.base)
	if asComment && start == k.Start && len(bytes.Trim(text[line:start], " ")) == 0 {
		head := Span{start, colon + len(firstLineRaw(text[colon:]))}
		return n.edit(head, "# "+string(text[head.Start:head.End])), true
	}
	return n.edit(Span{colon + 1, colon + 1}, " "+n.brackets()), true
}

// emptyFlow deletes the text between brackets. Comments on lines of their own are kept if one of them holds commented-out
// entries.
func (n *Node) emptyFlow() ([]Edit, bool) {
	d := n.doc
	s, ok := d.span(n.value)
	all := run{n, entryAt(n.value, 0), entryAt(n.value, entries(n.value)-1)}
	start := d.valueStart(n.value)
	if end := d.text()[:max(s.End, 1)]; !ok || s.End-start < 2 || bytes.IndexByte([]byte("}]"), end[len(end)-1]) < 0 {
		return nil, false
	}
	inside := Span{start + 1, s.End - 1}
	var kept []byte
	if n.hasCommentedOut() {
		text := d.File.text[inside.Start:inside.End]
		for line := range commentLines(text) {
			kept = append(append(kept, d.File.Newline()...), line...)
		}
		kept = append(append(kept, d.File.Newline()...), d.linePrefix(inside.End)...)
	}
	edits := []Edit{n.edit(inside, string(kept))}
	return edits, !all.leavesAlias(edits)
}

// commentLines are the lines of a text, behind its first, that hold but a comment.
func commentLines(text []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for pos := nextLine(text, 0); pos < len(text); pos = nextLine(text, pos) {
			line := firstLine(text[pos:])
			if bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte{'#'}) && !yield(line) {
				return
			}
		}
	}
}

func (n *Node) brackets() string {
	if n.kind == List {
		return "[]"
	}
	return "{}"
}

// hasOthers reports whether the map around a node has an entry that is not among some nodes.
func hasOthers(n *Node, gone []*Node) bool {
	p := n.parent
	if p == nil {
		return false
	}
	left := entries(p.value)
	for _, other := range gone {
		if other.parent == p {
			left--
		}
	}
	return left > 0
}

// parts cuts a run at commented-out entries between two of its own.
func (r run) parts() []run {
	var parts []run
	for slot := r.first.slot; slot <= r.last.slot; slot++ {
		e := entryAt(r.first.holder, slot)
		one := run{r.parent, e, e}
		if k := len(parts); k > 0 && !one.hasCommentedOutAbove() {
			parts[k-1].last = e
			continue
		}
		parts = append(parts, one)
	}
	return parts
}

// hasCommentedOut reports whether a map or list has commented-out entries between its own, or behind the last.
func (n *Node) hasCommentedOut() bool {
	d := n.doc
	if entries(n.value) == 0 {
		return false
	}
	first, last := entryAt(n.value, 0), entryAt(n.value, entries(n.value)-1)
	if first.flow() {
		s, _ := d.span(n.value)
		for line := range commentLines(d.File.text[s.Start:s.End]) {
			if isCommentedOut(bytes.TrimLeft(line, " \t")) {
				return true
			}
		}
		return false
	}
	if len((run{n, first, last}).parts()) > 1 || (run{n, first, first}).hasCommentedOutAbove() {
		return true
	}
	end, ok := d.lineEnd(last)
	return ok && d.commentedOutBelow(nextLine(d.text(), end), d.indent(n.value), n.kind == List)
}

// commentedOutBelow reports whether comments from an offset on hold entries of a collection that ends above. Where a
// list is not indented below its key, only a comment with a dash is one of its items.
func (d *Document) commentedOutBelow(pos, column int, isList bool) bool {
	text := d.text()
	for pos < len(text) {
		line := firstLine(text[pos:])
		own := bytes.TrimLeft(line, " ")
		switch {
		case len(own) > 0 && own[0] != '#':
			return false
		case len(own) > 0 && len(line)-len(own) >= column && isCommentedOut(own) && (!isList || isItem(own)):
			return true
		}
		next := nextLine(text, pos)
		if next <= pos {
			return false
		}
		pos = next
	}
	return false
}

// hasCommentedOutAbove reports whether the comments above the first entry of a run hold commented-out ones.
func (r run) hasCommentedOutAbove() bool {
	d := r.parent.doc
	start, ok := d.entryStart(r.first)
	if !ok || r.first.flow() {
		return false
	}
	text := d.File.text
	for line := max(d.File.lineStart(start), d.base); line > d.base; {
		line = max(d.File.lineStart(line-1), d.base)
		own := bytes.TrimLeft(firstLine(text[line:]), " ")
		switch {
		case len(own) > 0 && own[0] != '#':
			return false
		case isCommentedOut(own):
			return true
		}
	}
	return false
}

// entryText is how an entry of a manifest begins: an item, a collection in brackets, or a key.
var entryText = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^#+\s*(-(\s|$)|[\[{]|["']?[a-z][A-Za-z0-9_./-]*["']?:(\s|$))`)
})

// isCommentedOut reports whether a comment looks like a disabled entry, and not like prose.
func isCommentedOut(comment []byte) bool { return entryText().Match(bytes.TrimRight(comment, "\r\n")) }

// isItem reports whether such a comment is an item of a list.
func isItem(comment []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(comment, "# \t"), []byte{'-'})
}

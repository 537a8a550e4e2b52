package manifest

import (
	"bytes"
	"cmp"
	"slices"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// Delete removes entries of maps and items of lists, with the comments that belong to them: those on their lines and
// inside of them, and those directly above at the same indentation that hold no commented-out entry. A map or list that
// would be left empty stays, as {} or []. ok is false where the text cannot be edited, where a hidden value of a key would
// take effect, where an alias would lose its anchor, and where only a merge key without effect would be left of a map.
func Delete(nodes ...*Node) (edits []Edit, ok bool) { return Prune(nil, nodes...) }

// Prune deletes nodes. The maps and lists around them that would be left empty are deleted too if their key is among keys.
// Where such a map or list holds commented-out entries, it becomes a comment itself.
func Prune(keys []string, nodes ...*Node) (edits []Edit, ok bool) {
	removed := removeAll(keys, nodes)
	if removed.leavesBareMerge() {
		return nil, false
	}
	gone, emptied := removed.deleted(), removed.emptied()
	if slices.ContainsFunc(gone, func(n *Node) bool { return n.root }) {
		return nil, false
	}
	if edits, ok = cutOut(gone); !ok {
		return nil, false
	}
	for _, n := range emptied {
		more, ok := n.empty(slices.Contains(keys, n.key) && hasOthers(n, slices.Concat(gone, emptied)))
		if !ok {
			return nil, false
		}
		edits = append(edits, more...)
	}
	return edits, len(edits) > 0
}

// cutOut cuts nodes out of their maps and lists. No map or list is left empty.
func cutOut(nodes []*Node) (edits []Edit, ok bool) {
	for _, r := range runs(nodes) {
		if edits, ok = r.delete(edits); !ok || r.leavesAlias(edits) {
			return nil, false
		}
	}
	return edits, true
}

// leavesAlias reports whether the run holds an anchor, and the text behind the edits what may be an alias of it.
func (r run) leavesAlias(edits []Edit) bool {
	d := r.parent.doc
	text := d.File.text[edits[len(edits)-1].End:d.end] // an alias comes after its anchor
	for slot := r.first.slot; slot <= r.last.slot; slot++ {
		e := entryAt(r.first.holder, slot)
		if hasAliasIn(text, e.key) || hasAliasIn(text, e.value) {
			return true
		}
	}
	return false
}

func hasAliasIn(text []byte, anchored *yaml.Node) bool {
	return anchored != nil && (anchored.Anchor != "" && bytes.Contains(text, []byte("*"+anchored.Anchor)) ||
		slices.ContainsFunc(anchored.Content, func(n *yaml.Node) bool { return hasAliasIn(text, n) }))
}

// A run is one entry of a map or list, or several that follow each other in its text.
type run struct {
	parent      *Node // nil for what cannot be deleted: a root, or what a merge key brought
	first, last entry
}

func runs(nodes []*Node) []run {
	all := make([]run, 0, len(nodes))
	for _, n := range nodes {
		e, ok := n.entry()
		if !ok || n.hides {
			return []run{{}}
		}
		all = append(all, run{n.parent, e, e})
	}
	slices.SortFunc(all, func(a, b run) int {
		d := a.parent.doc
		return cmp.Or(cmp.Compare(d.start, b.parent.doc.start),
			cmp.Compare(d.offset(a.first.holder), d.offset(b.first.holder)),
			cmp.Compare(a.first.slot, b.first.slot))
	})
	out := all[:0]
	for _, r := range all {
		if k := len(out); k > 0 && out[k-1].parent == r.parent && out[k-1].last.slot+1 == r.first.slot && !r.hasCommentedOutAbove() {
			out[k-1].last = r.last
			continue
		}
		out = append(out, r)
	}
	return out
}

// delete appends the edits that cut the run out.
func (r run) delete(edits []Edit) ([]Edit, bool) {
	if r.parent == nil {
		return nil, false
	}
	var spans []Span
	var ok bool
	if r.first.flow() {
		spans, ok = r.flow()
	} else {
		spans, ok = r.block()
	}
	for _, s := range spans {
		ok = ok && s.Start <= s.End
		edits = append(edits, r.parent.edit(s, ""))
	}
	return edits, ok
}

// block is what to cut out of a collection in block style: whole lines, unless the first line begins with the dash of a
// list that stays.
func (r run) block() ([]Span, bool) {
	d := r.parent.doc
	text := d.text()
	start, ok := d.entryStart(r.first)
	end, good := d.lineEnd(r.last)
	if !ok || !good {
		return nil, false
	}
	begin := d.File.lineStart(start)
	line := max(begin, d.base)
	next := nextLine(text, end)
	if prefix := text[line:start]; len(bytes.Trim(prefix, " ")) > 0 {
		return r.behindDash(start, next)
	}
	line = d.ownComments(line, start-line)
	if r.first.slot > 0 && d.swallows(entryAt(r.first.holder, r.first.slot-1).value, start-begin, next) ||
		line > 0 && next < len(d.File.text) && (text[line-1] == '\n') != (text[next-1] == '\n') {
		return nil, false // (only behind LF a separator is one to kubectl, so LF and CR must not change places)
	}
	return []Span{{line, next}}, true
}

// swallows reports whether what begins at next would become part of the block scalar with which the value above ends:
// comments that are indented deeper, lines of blanks, and, where the scalar keeps them, empty lines.
func (d *Document) swallows(above *yaml.Node, indent, next int) bool {
	for above.Style&yaml.FlowStyle == 0 && len(above.Content) > 0 {
		above = above.Content[len(above.Content)-1]
	}
	if above.Kind != yaml.ScalarNode || above.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 {
		return false
	}
	text := d.text()
	content := skipEmptyLines(text, next)
	header, _, _ := bytes.Cut(firstLine(text[d.valueStart(above):]), []byte{' '})
	if blanks := text[next:content]; len(blanks) > 0 && bytes.IndexByte(header, '+') >= 0 || bytes.IndexByte(blanks, ' ') >= 0 {
		return true
	}
	follower := firstLineRaw(text[content:])
	own := countIndent(follower)
	return own > indent && own < len(follower) && follower[own] == '#'
}

// behindDash deletes the first entry of "- first: x": what follows on the next lines moves up behind the dash.
func (r run) behindDash(start, next int) ([]Span, bool) {
	d := r.parent.doc
	text := d.text()
	prefix := text[max(d.File.lineStart(start), d.base):start]
	next = skipEmptyLines(text, next)
	follower := next + countIndent(text[next:])
	if len(bytes.Trim(prefix, "- ")) > 0 || follower-next != len(prefix) || follower >= len(text) || isSpaceAt(text, follower) {
		return nil, false
	}
	return []Span{{start, follower}}, r.last.slot+1 < entries(r.last.holder)
}

func skipEmptyLines(text []byte, pos int) int {
	for pos < len(text) {
		end := pos + countSpace(text[pos:])
		if end < len(text) && breakLen(text, end) == 0 {
			break
		}
		pos = nextLine(text, end)
	}
	return pos
}

// ownComments moves the start of a deletion up over the comment lines directly above a line, at its indentation. Comments
// that hold commented-out entries are not deleted.
func (d *Document) ownComments(line, indent int) int {
	text := d.File.text
	top := line
	for top > d.base {
		above := max(d.File.lineStart(top-1), d.base)
		content := text[above:top]
		if countIndent(content) != indent || indent >= len(content) || content[indent] != '#' {
			break
		}
		if isCommentedOut(content[indent:]) {
			return line
		}
		top = above
	}
	return top
}

// flow is what to cut out of a collection in flow style: whole lines where the entries have lines of their own; or else
// up to the next entry, or, at the end, from the one before.
func (r run) flow() ([]Span, bool) {
	d := r.parent.doc
	text := d.text()
	start, _ := d.entryStart(r.first)
	end, ok := d.endOf(r.last)
	hasNext := r.last.slot+1 < entries(r.last.holder)
	if !ok || r.first.slot == 0 && !hasNext {
		return nil, false
	}
	line := max(d.File.lineStart(start), d.base)
	if at, comma := lineEndBehindComma(text, end); at >= 0 && at < len(text) && countSpace(text[line:start]) == start-line {
		lines := Span{d.ownComments(line, start-line), nextLine(text, at)}
		if hasNext || comma {
			return []Span{lines}, comma
		}
		cut, ok := r.commaBefore()
		return []Span{cut, lines}, ok && cut.End <= lines.Start
	}
	if hasNext {
		next, _ := d.entryStart(entryAt(r.last.holder, r.last.slot+1))
		return []Span{{start, next}}, !hasComment(text, end, next)
	}
	before, ok := d.endOf(entryAt(r.first.holder, r.first.slot-1))
	return []Span{{before, end}}, ok && text[before-1] != ':' && !hasComment(text, before, start)
}

// commaBefore is the comma that ends the entry before the run.
func (r run) commaBefore() (Span, bool) {
	d := r.parent.doc
	end, ok := d.endOf(entryAt(r.first.holder, r.first.slot-1))
	if at := skipBlanks(d.text(), end); ok && at < d.end && d.File.text[at] == ',' {
		return Span{at, at + 1}, true
	}
	return Span{}, false
}

// hasComment reports whether there is a comment in the text between two entries.
func hasComment(text []byte, start, end int) bool {
	for i := start; i < end; i++ {
		if beginsComment(text, i) {
			return true
		}
	}
	return false
}

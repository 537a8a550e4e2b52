package manifest

import (
	"bytes"
	"slices"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// An entry is one part of the text of a map or list: a key with its value, or an item. A map may have fewer Nodes than
// entries, and in another order, because a key can be written twice.
type entry struct {
	holder     *yaml.Node
	key, value *yaml.Node // key is nil for an item
	slot       int        // counts from 0 in the text
}

// entries is how many entries the text of a map or list has.
func entries(holder *yaml.Node) int {
	if holder.Kind == yaml.MappingNode {
		return len(holder.Content) / 2
	}
	return len(holder.Content)
}

func entryAt(holder *yaml.Node, slot int) entry {
	if holder.Kind == yaml.MappingNode {
		return entry{holder, holder.Content[2*slot], holder.Content[2*slot+1], slot}
	}
	return entry{holder, nil, holder.Content[slot], slot}
}

// entry finds n in the text of its parent. ok is false where it is not there: it is a root, or a merge key brought it.
func (n *Node) entry() (e entry, ok bool) {
	if n.parent == nil || n.merged {
		return entry{}, false
	}
	holder := n.parent.value
	if i := int(n.index); i < entries(holder) {
		if e = entryAt(holder, i); e.is(n) {
			return e, true
		}
	}
	for i := range entries(holder) {
		if e = entryAt(holder, i); e.is(n) {
			return e, true
		}
	}
	return entry{}, false
}

func (e entry) is(n *Node) bool { return e.key == n.keyNode && e.value == n.written }

func (e entry) flow() bool { return e.holder.Style&yaml.FlowStyle != 0 }

// entryStart is where an entry begins: its key, or the "?" before it; the dash of an item. ok is false if the dash is
// not found.
func (d *Document) entryStart(e entry) (pos int, ok bool) {
	text := d.File.text
	switch {
	case e.key != nil:
		pos = d.offset(e.key)
		column := d.columnOf(e.key)
		before := bytes.TrimRight(text[d.base:pos], " \t")
		if k := len(before); e.key.Line > 0 && k > 0 && before[k-1] == '?' && d.base+k < pos {
			column -= pos - (d.base + k - 1)
			pos = d.base + k - 1
		}
		// A "?" on a line of its own is not found; then the key is deeper than the map.
		return pos, e.flow() || hasProperties(e.holder) || column == d.columnOf(e.holder)
	case e.flow():
		return d.offset(e.value), true
	}
	return d.dash(e)
}

// dash finds the dash of an item in block style. All dashes of a list are in the same column. Between a dash and its
// value there may be comments.
func (d *Document) dash(e entry) (int, bool) {
	text := d.File.text
	indent := d.column(d.valueStart(e.holder))
	for pos := d.offset(e.value); pos > d.base; {
		line := max(d.File.lineStart(pos-1), d.base)
		if line+indent < pos && text[line+indent] == '-' && !bytes.Contains(text[line:line+indent], []byte{'#'}) {
			return line + indent, isSpaceAt(text, line+indent+1)
		}
		pos = line
	}
	return 0, false
}

// endOf is the offset behind the text of an entry.
func (d *Document) endOf(e entry) (end int, ok bool) {
	if e.key != nil {
		end, ok = d.entryEnd(e.key, e.value)
	} else {
		var s Span
		s, ok = d.span(e.value)
		end = s.End
	}
	if text := d.text(); e.flow() && end > 0 && end < len(text) && text[end-1] == ':' && isBlank(text[end]) {
		end++ // "{a: , b}" without the blank would have a key "a:"
	}
	return end, ok
}

// lineEnd is the offset behind the line on which an entry in block style ends, a comment on that line included; the line
// break is not. ok is false where something else follows on the line.
func (d *Document) lineEnd(e entry) (int, bool) {
	end, ok := d.endOf(e)
	if !ok || d.tabFollows(end) {
		return 0, false
	}
	text := d.text()
	rest := firstLineRaw(text[end:])
	if trimmed := bytes.TrimLeft(rest, " \t"); len(trimmed) > 0 && !beginsComment(text, end+len(rest)-len(trimmed)) {
		return 0, false
	}
	return end + len(rest), true
}

// column is the number of characters before an offset on its line.
func (d *Document) column(offset int) int {
	column := d.File.Position(offset).Column - 1
	if d.base > d.start && d.File.lineStart(offset) == d.start {
		column-- // the byte order mark at the beginning of the piece
	}
	return column
}

// columnOf is the column of the first character of a yaml node.
func (d *Document) columnOf(n *yaml.Node) int {
	if n.Line == 0 {
		return d.column(d.offset(n))
	}
	return n.Column - 1
}

// indent is the column of the entries of a map or list in block style.
func (d *Document) indent(holder *yaml.Node) int {
	if !hasProperties(holder) {
		return d.columnOf(holder)
	}
	if holder.Kind == yaml.MappingNode && len(holder.Content) > 0 {
		pos, _ := d.entryStart(entryAt(holder, 0))
		return d.column(pos)
	}
	return d.column(d.valueStart(holder))
}

func hasProperties(n *yaml.Node) bool { return n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 }

// tabFollows reports whether a line that begins with a tab follows the text of a value. Behind a plain scalar such a line is
// skipped; behind anything else it makes the document unreadable. The answer is the same for all values that end on a line, and
// there may be thousands.
func (d *Document) tabFollows(end int) bool {
	starts := d.lineStarts()
	next, _ := slices.BinarySearch(starts, end+1)
	if d.tabs.below != next {
		d.tabs = tabCheck{next, d.beginsWithTab(starts[next:])}
	}
	return d.tabs.found
}

// A tabCheck is the last answer of tabFollows.
type tabCheck struct {
	below int // index of the first line that was looked at; 0 if there is no answer yet
	found bool
}

// beginsWithTab reports whether the first of some lines that is neither blank nor a comment begins with a tab.
func (d *Document) beginsWithTab(starts []int) bool {
	text := d.text()
	for _, pos := range starts {
		if pos >= len(text) {
			break
		}
		switch first := pos + countIndent(text[pos:]); {
		case first == len(text):
			return false
		case text[first] == '\t':
			return true
		case text[first] != '#' && breakLen(text, first) == 0:
			return false
		}
	}
	return false
}

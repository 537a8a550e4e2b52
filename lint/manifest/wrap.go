package manifest

import "strings"

// Wrap puts an entry of a map under new keys, one below the other: b: 1 under x and v becomes x: {v: {b: 1}}. Its text stays as
// it is, comments and all, only deeper in block style.
func (n *Node) Wrap(keys ...string) (edits []Edit, ok bool) {
	e, ok := n.entry()
	if !ok || n.root || n.hides {
		return nil, false
	}
	key, ok := n.KeySpan()
	start, good := n.doc.entryStart(e)
	if !ok || !good {
		return nil, false
	}
	if e.flow() {
		end, ok := n.doc.endOf(e)
		st := n.doc.style().in(n.doc, e.holder)
		open := ""
		for _, key := range keys {
			open += st.text(key) + st.colon() + "{"
		}
		open += string(n.doc.File.text[start:key.End]) // the path of all that is below the key changes, so the key is edited
		return []Edit{n.edit(Span{start, key.End}, open), n.edit(Span{end, end}, strings.Repeat("}", len(keys)))}, ok
	}
	return n.wrapBlock(e, Span{start, key.End}, keys)
}

// wrapBlock indents the lines of an entry. One that begins behind a dash stays.
func (n *Node) wrapBlock(e entry, key Span, keys []string) (edits []Edit, ok bool) {
	d := n.doc
	text := d.text()
	end, ok := d.lineEnd(e)
	line := max(d.File.lineStart(key.Start), d.base)
	margin := string(text[line:key.Start])
	if !ok || strings.Trim(margin, " ") != "" {
		return nil, false
	}
	st := d.style()
	step, header := strings.Repeat(" ", st.step), ""
	for i, key := range keys {
		header += margin + strings.Repeat(step, i) + st.text(key) + ":" + st.newline
	}
	deeper := strings.Repeat(step, len(keys))
	edits = []Edit{n.edit(Span{line, key.End}, header+deeper+string(text[line:key.End]))}
	for pos := nextLine(text, key.End); pos < end; pos = nextLine(text, pos) {
		if len(firstLine(text[pos:])) > 0 {
			edits = append(edits, n.edit(Span{pos, pos}, deeper))
		}
	}
	return edits, true
}

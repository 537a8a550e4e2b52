package manifest

import (
	"bytes"
	"strings"
)

// InsertFirst adds an entry before the first one of a map, so that metadata comes before spec. The other edit constructors
// write behind an entry, so the line break moves from the beginning of their text to its end.
func InsertFirst(n *Node, kid Pair) (edits []Edit, ok bool) {
	if len(n.Fields()) == 0 {
		return n.Insert(nil, kid)
	}
	whole, ok := n.Span()
	first, isOwn := n.Fields()[0].entry()
	if !ok || !isOwn { // a merged entry
		return nil, false
	}
	key, _ := n.Fields()[0].KeySpan()
	start, good := n.doc.entryStart(first)
	if !good || start != key.Start || key.Start < whole.Start || key.End > whole.End { // "? key", or an alias
		return nil, false
	}
	edits, ok = n.Insert(OwnKeys(n), kid)
	if !ok || len(edits) != 1 {
		return nil, false
	}
	body := strings.TrimLeft(edits[0].New, ", \t\r\n")
	lead := strings.TrimSuffix(edits[0].New, body)
	at := aboveComments(n.Document().File.Text(), key.Start)
	edits[0].Span = Span{Start: at, End: at}
	edits[0].New = body + lead
	return edits, true
}

// aboveComments moves up from a key over the comments directly above it, at its indentation.
func aboveComments(text []byte, key int) int {
	line := bytes.LastIndexByte(text[:key], '\n') + 1
	indent := key - line
	if len(bytes.TrimLeft(text[line:key], " ")) > 0 {
		return key
	}
	for line > 0 {
		above := bytes.LastIndexByte(text[:line-1], '\n') + 1
		comment := text[above:line]
		if len(comment) <= indent || comment[indent] != '#' || len(bytes.TrimLeft(comment[:indent], " ")) > 0 {
			break
		}
		line = above
	}
	return line + indent
}

package manifest

import (
	"bytes"
	"slices"
)

// Remove removes objects of one file, with the comments that belong to them. Of a document, these are the comments inside it and above
// its content; at the top of the file only those below the last blank line. Comments below its content stay. A List
// that would be left without items is removed as a document. ok is false if the text cannot be edited, or if nothing would be left
// of the file.
func Remove(objects ...*Object) (edits []Edit, ok bool) {
	items := map[*Document][]*Node{}
	var docs []*Document
	for _, o := range objects {
		if items[o.Doc] == nil {
			docs = append(docs, o.Doc)
		}
		if !slices.Contains(items[o.Doc][max(0, len(items[o.Doc])-1):], o.Root) { // findings about one object follow each other
			items[o.Doc] = append(items[o.Doc], o.Root)
		}
	}
	slices.SortFunc(docs, func(a, b *Document) int { return a.Index - b.Index })
	var whole []*Document
	for _, d := range docs {
		if nodes := items[d]; nodes[0] != d.root && len(nodes) < len(d.root.Field("items").kids) {
			more, ok := cutOut(nodes)
			if !ok {
				return nil, false
			}
			edits = append(edits, more...)
		} else {
			whole = append(whole, d)
		}
	}
	for len(whole) > 0 {
		n := 1
		for n < len(whole) && whole[n].Index == whole[n-1].Index+1 {
			n++
		}
		more, ok := removeDocuments(whole[:n])
		if !ok {
			return nil, false
		}
		edits, whole = append(edits, more...), whole[n:]
	}
	return edits, len(edits) > 0
}

// removeDocuments removes documents that follow each other. The separator below a document is removed with it, or, at the end of the
// file, the one above.
func removeDocuments(docs []*Document) (edits []Edit, ok bool) {
	f, first, last := docs[0].File, docs[0], docs[len(docs)-1]
	isLast := last.Index+1 == len(f.Docs)
	switch {
	case isLast && first.Index == 0:
		return nil, false
	case f.json && isLast:
		return []Edit{{Span: Span{first.start, last.end}}}, true
	case f.json:
		next := f.Docs[last.Index+1].start
		return []Edit{{Span: Span{skipBlanks(f.text, first.start), skipBlanks(f.text, next)}}}, true
	}
	for _, d := range docs {
		e, ok := d.remove()
		if !ok {
			return nil, false
		}
		if n := len(edits); n > 0 && edits[n-1].End == e.Start {
			edits[n-1].End = e.End
			continue
		}
		first, edits = d, append(edits, e)
	}
	if e := &edits[len(edits)-1]; isLast && last.end == len(f.text) && e.End == last.end {
		e.Start = f.Docs[first.Index-1].end
	}
	return edits, true
}

// remove removes a YAML document and the separator below it. Where there are comments below its content, it leaves
// them and the separator.
func (d *Document) remove() (Edit, bool) {
	text := d.File.text
	content, ok := d.root.Span()
	if !ok || d.rest.Len() > 0 || d.stop != d.end {
		return Edit{}, false
	}
	end := len(text)
	if next := d.Index + 1; next < len(d.File.Docs) {
		end = d.File.Docs[next].start
	}
	below := min(nextLine(text, content.End), d.end)
	if bytes.HasPrefix(text[below:d.end], []byte("#")) || bytes.Contains(text[below:d.end], []byte("\n#")) {
		end = below
	}
	return Edit{Span: Span{d.contentStart(content.Start), end}}, true
}

// contentStart is where a document begins with the comments that belong to it. At the top of the file, a separator and the comments
// above the last blank line belong to the file.
func (d *Document) contentStart(content int) int {
	text, start := d.File.text, d.start
	if d.Index > 0 {
		return start
	}
	if line := text[:lineLength(text)]; isSeparator(line) {
		start = len(line)
	}
	commented := false
	for pos := start; pos < content; {
		next := nextLine(text, pos)
		line := bytes.TrimSpace(text[pos:next])
		switch {
		case len(line) == 0 && commented:
			start = next
		case len(line) > 0 && line[0] == '#':
			commented = true
		case len(line) > 0:
			return start
		}
		pos = next
	}
	return start
}

package rules

import (
	"bytes"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// move takes fields out of the text and writes one with their value into another map, behind the first of the keys named
// in after. A comment on the line of the first goes with it; ok is false where any other would be lost.
func move(fields []*manifest.Node, to *manifest.Node, after []string, key string, value manifest.Value) (edits []manifest.Edit, ok bool) {
	cut, ok := manifest.Delete(fields...)
	if !ok {
		return nil, false
	}
	comment, ok := commentOf(fields[0], cut)
	if !ok {
		return nil, false
	}
	entry := manifest.Pair{Key: key, Value: value}
	if text, ok := value.(string); ok && comment != "" {
		entry.Value = manifest.Literal(text + comment)
	} else if text, ok := value.(manifest.Literal); ok {
		entry.Value = text + manifest.Literal(comment)
	} else if comment != "" {
		return nil, false
	}
	put, ok := to.Insert(after, entry)
	f := fields[0].Document().File
	if !ok || comment != "" && !strings.HasPrefix(put[0].New, f.Newline()) { // no comment fits into a flow map
		return nil, false
	}
	return joinEdits(cut, put[0], f), true
}

// written is the value of a node in the form in which an edit writes it elsewhere: the text as it stands where that is on
// one line. ok is false where the text serves other places too.
func written(n *manifest.Node) (v manifest.Value, ok bool) {
	span, ok := n.Span()
	if !ok || n.Uses() > 1 {
		return nil, false
	}
	text := string(n.Document().File.Text()[span.Start:span.End])
	block := (n.IsMap() || n.IsList()) && !strings.HasPrefix(text, "{") && !strings.HasPrefix(text, "[")
	switch {
	case !block && !strings.ContainsAny(text, "\r\n&*!#"):
		return manifest.Literal(text), true
	case n.IsMap():
		var all manifest.Pairs
		for i := range n.Fields() {
			field := &n.Fields()[i]
			value, ok := written(field)
			if !ok {
				return nil, false
			}
			all = append(all, manifest.Pair{Key: field.Key(), Value: value})
		}
		return all, true
	case n.IsList():
		var all manifest.Items
		for i := range n.Items() {
			value, ok := written(&n.Items()[i])
			if !ok {
				return nil, false
			}
			all = append(all, value)
		}
		return all, true
	}
	return nil, false
}

// commentOf is the comment behind a value, with the blanks before it. ok is false where the cuts take away another one.
func commentOf(field *manifest.Node, cuts []manifest.Edit) (comment string, ok bool) {
	text := field.Document().File.Text()
	value, _ := field.Span()
	comments, ok := field.Document().Comments()
	for _, cut := range cuts {
		for _, c := range comments {
			switch {
			case c.Start < cut.Start || c.End > cut.End:
			case c.Start < value.End || strings.TrimLeft(string(text[value.End:c.Start]), " \t") != "":
				return "", false
			default:
				comment = string(text[value.End:c.End])
			}
		}
	}
	return comment, ok
}

// joinEdits makes one edit of an insertion and the cut that it lies in: the line that goes may be the end of the map that the
// new one belongs to.
func joinEdits(cuts []manifest.Edit, put manifest.Edit, f *manifest.File) []manifest.Edit {
	for i := range cuts {
		cut := &cuts[i]
		if put.Start <= cut.Start || put.Start >= cut.End {
			continue
		}
		// The insertion begins with a line break. The cut mostly ends with one, but at the end of a file it begins with it.
		cut.New = put.New
		if !bytes.HasPrefix(f.Text()[cut.Start:], []byte(f.Newline())) {
			cut.New = strings.TrimPrefix(put.New, f.Newline()) + f.Newline()
		}
		return cuts
	}
	return append(cuts, put)
}

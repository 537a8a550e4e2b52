package manifest

import (
	"bytes"
	"slices"
	"strings"
)

// Move deletes fields and writes an entry with their value into another map, behind the first of the keys in after. The
// comments above the first field and on its line move with it; ok is false where another comment would be lost.
func Move(fields []*Node, to *Node, after []string, key string, value Value) (edits []Edit, ok bool) {
	cut, ok := Prune(ownMaps(fields[0], to), fields...)
	if !ok || isCutOut(to, cut) {
		return nil, false
	}
	above, behind, ok := commentsOf(fields[0], cut)
	if !ok {
		return nil, false
	}
	kid := Pair{Key: key, Value: value}
	if text, ok := value.(string); ok && behind != "" {
		kid.Value = Literal(text + behind)
	} else if text, ok := value.(Literal); ok {
		kid.Value = text + Literal(behind)
	} else if behind != "" {
		return nil, false
	}
	put, ok := to.Insert(after, kid)
	f := fields[0].Document().File
	if !ok || len(put) > 1 || (above != nil || behind != "") && !strings.HasPrefix(put[0].New, f.Newline()) { // no comment fits into a flow map
		return nil, false
	}
	line := strings.TrimPrefix(put[0].New, f.Newline())
	margin := f.Newline() + line[:len(line)-len(strings.TrimLeft(line, " "))]
	for _, comment := range slices.Backward(above) {
		put[0].New = margin + comment + put[0].New
	}
	return joinEdits(cut, put[0], f), true
}

// ownMaps are the keys of the maps around a field that are deleted if it was their only entry: up to the first map that also
// holds the map that it moves to, without the parts that every object has.
func ownMaps(field, to *Node) (keys []string) {
	holds := map[*Node]bool{}
	for n := to; n != nil; n = n.Parent() {
		holds[n] = true
	}
	for p := field.Parent(); p != nil && !holds[p]; p = p.Parent() {
		if key := p.Key(); key != "metadata" && key != "spec" {
			keys = append(keys, key)
		}
	}
	return keys
}

// isCutOut reports whether a map, or each of its entries, is part of what is cut out.
func isCutOut(n *Node, cut []Edit) bool {
	isCut := func(s Span) bool {
		return slices.ContainsFunc(cut, func(e Edit) bool { return e.Start <= s.Start && s.End <= e.End })
	}
	stays := func(f Node) bool { key, _ := f.KeySpan(); return !isCut(key) }
	span, _ := n.Span()
	return isCut(span) || len(n.Fields()) > 0 && !slices.ContainsFunc(n.Fields(), stays)
}

// Written is the value of a node in the form in which an edit writes it elsewhere: unchanged where it is on one line. ok is
// false where other places use the text too.
func Written(n *Node) (v Value, ok bool) {
	span, ok := n.Span()
	if !ok || n.Uses() > 1 {
		return nil, false
	}
	text := string(n.Document().File.Text()[span.Start:span.End])
	block := (n.IsMap() || n.IsList()) && !strings.HasPrefix(text, "{") && !strings.HasPrefix(text, "[")
	switch {
	case !block && !strings.ContainsAny(text, "\r\n&*!#"):
		return Literal(text), true
	case n.IsMap():
		var all Pairs
		for i := range n.Fields() {
			field := &n.Fields()[i]
			value, ok := Written(field)
			if !ok {
				return nil, false
			}
			all = append(all, Pair{Key: field.Key(), Value: value})
		}
		return all, true
	case n.IsList():
		var all Items
		for i := range n.Items() {
			value, ok := Written(&n.Items()[i])
			if !ok {
				return nil, false
			}
			all = append(all, value)
		}
		return all, true
	}
	return nil, false
}

// commentsOf are the comments on the lines above a field, and the one behind its value, with the blanks before it. ok is
// false where the cuts delete another comment.
func commentsOf(field *Node, cuts []Edit) (above []string, behind string, ok bool) {
	f := field.Document().File
	text := f.Text()
	key, _ := field.KeySpan()
	value, _ := field.Span()
	comments, ok := field.Document().Comments()
	for _, cut := range cuts {
		for _, c := range comments {
			lead := text[bytes.LastIndexAny(text[:c.Start], "\r\n")+1 : c.Start]
			switch {
			case c.Start < cut.Start || c.End > cut.End:
			case c.End <= key.Start && cut.Start <= key.Start && key.End <= cut.End && len(bytes.Trim(lead, " \t")) == 0:
				above = append(above, string(text[c.Start:c.End]))
			case c.Start < value.End || strings.TrimLeft(string(text[value.End:c.Start]), " \t") != "":
				return nil, "", false
			default:
				behind = string(text[value.End:c.End])
			}
		}
	}
	return above, behind, ok
}

// joinEdits merges an insertion into the cut that it lies in: the deleted line may be the last one of the map that the new
// line belongs to.
func joinEdits(cuts []Edit, put Edit, f *File) []Edit {
	for i := range cuts {
		cut := &cuts[i]
		if comma := strings.TrimSuffix(put.New, ","); cut.End == put.Start && comma != put.New && string(f.Text()[cut.Start:cut.End]) == "," {
			put.New = comma // the last entry of a flow map is deleted, and the new one is the last
			return append(slices.Delete(cuts, i, i+1), put)
		}
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

// Replace deletes an entry of a map with its comments, and writes another behind the first of the keys in after
// whose place is not deleted.
func (d *Draft) Replace(old *Node, after []string, kid Pair) {
	d.Add(Delete(old))
	d.Insert(old.Parent(), slices.DeleteFunc(after, func(key string) bool { return key == old.Key() }), kid)
}

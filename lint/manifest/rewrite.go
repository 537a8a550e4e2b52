package manifest

import (
	"bytes"
	"strings"
)

// A Rewritten is an entry of a map with the text of its value.
type Rewritten struct{ Key, Text string }

// Rewrite replaces an entry by others. Where the first of these has a value from inside the old entry, it also gets the
// comment behind that value. Rewrite fails where any other comment would be lost.
func (d *Draft) Rewrite(old, first *Node, pairs ...Rewritten) {
	key, ok := old.KeySpan()
	value, good := old.Span()
	whole := Span{Start: key.Start, End: value.End}
	comment, alone := commentBehind(old.Document(), first, whole)
	if !ok || !good || !alone || old.Uses() > 1 {
		d.Failed = true
		return
	}
	quote := ""
	if old.Document().File.Text()[key.Start] == '"' {
		quote = `"`
	}
	var parts []string
	for i, e := range pairs {
		d.Failed = d.Failed || e.Text == ""
		if i == 0 {
			e.Text += comment
		}
		parts = append(parts, quote+e.Key+quote+": "+e.Text)
	}
	d.Add([]Edit{{Span: whole, New: strings.Join(parts, separator(old.Parent(), whole)), Uses: 1}}, true)
}

// ScalarText is how a scalar is written, "" where it is not on one line or is an alias.
func ScalarText(n *Node) string {
	span, ok := n.Span()
	text := string(n.Document().File.Text()[span.Start:span.End])
	if !ok || strings.ContainsAny(text, "\r\n*&!|>") {
		return ""
	}
	return text
}

// commentBehind is the comment on the line of a scalar, with the blanks before it. alone is false where the span holds
// any other comment, which would be lost with it.
func commentBehind(d *Document, n *Node, span Span) (comment string, alone bool) {
	value, _ := n.Span()
	text := d.File.Text()
	comments, ok := d.Comments()
	for _, c := range comments {
		switch {
		case c.Start < span.Start || c.Start >= span.End:
		case c.Start < value.End || strings.Trim(string(text[value.End:c.Start]), " \t") != "":
			return "", false
		default:
			comment = string(text[value.End:c.End])
		}
	}
	return comment, ok
}

// separator is the text between two entries of a map, where one of them has a span: a comma in flow style, and a line break
// where the map has one.
func separator(n *Node, kid Span) string {
	file := n.Document().File
	text := file.Text()
	lead := text[bytes.LastIndexAny(text[:kid.Start], "\r\n")+1 : kid.Start]
	line := file.Newline() + string(lead[:len(lead)-len(bytes.TrimLeft(lead, " \t"))])
	switch whole, _ := n.Span(); {
	case text[whole.Start] != '{':
		return line
	case bytes.ContainsAny(text[kid.Start:kid.End], "\r\n"):
		return "," + line
	}
	return ", "
}

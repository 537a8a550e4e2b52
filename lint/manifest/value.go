package manifest

import (
	"encoding/json"
	"fmt"
	"strings"
)

// A Value is something that an edit writes: a string, a Literal, a Pairs (map) or an Items (list).
type Value any

// A Literal is text that is written as it is: a number, a boolean.
type Literal string

// Pairs is a map in the order in which it is to be written.
type Pairs []Pair

// A Pair is one entry of a map.
type Pair struct {
	Key   string
	Value Value
}

// Items is a list.
type Items []Value

// doubleQuote writes a string as JSON does, which YAML reads as well. What YAML does not print is escaped.
func doubleQuote(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string always encodes
	s = strings.TrimSuffix(b.String(), "\n")
	if !strings.ContainsFunc(s, unprintable) {
		return s
	}
	b.Reset()
	for _, r := range s {
		if unprintable(r) {
			fmt.Fprintf(&b, "\\u%04x", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unprintable reports whether YAML reads a character as a line break, or rejects it.
func unprintable(r rune) bool {
	return r < ' ' || r >= 0x7F && r < 0xA0 || r == 0x2028 || r == 0x2029 || r == 0xFEFF || r == 0xFFFE || r == 0xFFFF
}

// plainOrQuoted writes a string without quotes where every YAML parser reads it back as that string, in block and in
// flow style.
func plainOrQuoted(s string) string {
	if isPlain(s) {
		return s
	}
	return doubleQuote(s)
}

func isPlain(s string) bool {
	if kind, tag := resolve(s); kind != String || tag != "!!str" || s == "<<" || s == "=" || s == "..." {
		return false
	}
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '/', c == '_', c == '.', c == '$':
		case i > 0 && strings.IndexByte("-+~@%(^", c) >= 0:
		case i > 0 && c == ':' && i+1 < len(s) && !isBlank(s[i+1]):
		default:
			return false
		}
	}
	return true
}

// blockText renders a value behind "key:" in block style. indent is the column at which a nested line begins.
func (st style) blockText(v Value, indent int) string {
	var room [256]byte // more than most insertions need
	return string(st.block(room[:0], v, indent, false))
}

// block appends a value that follows "key:" or "-" in block style. Behind a dash, indent is the column of the keys of a map.
func (st style) block(b []byte, v Value, indent int, behindDash bool) []byte {
	switch v := v.(type) {
	case Pairs:
		return st.blockMap(b, v, indent, behindDash)
	case Items:
		if len(v) == 0 {
			b = append(b, " []"...)
		}
		for _, item := range v {
			b = append(st.line(b, indent), '-')
			b = st.block(b, item, indent+2, true)
		}
		return b
	case string:
		if st.literal && isLiteral(v) {
			return st.literalLines(b, v, indent)
		}
	}
	return append(append(b, ' '), st.scalar(v)...)
}

// blockMap appends a map, see block.
func (st style) blockMap(b []byte, pairs Pairs, indent int, behindDash bool) []byte {
	if len(pairs) == 0 {
		return append(b, " {}"...)
	}
	for i, p := range pairs {
		if i == 0 && behindDash {
			b = append(b, ' ')
		} else {
			b = st.line(b, indent)
		}
		inner := indent + st.step
		if _, list := p.Value.(Items); list {
			inner = indent + st.dash
		}
		b = append(append(b, st.text(p.Key)...), ':')
		b = st.block(b, p.Value, inner, false)
	}
	return b
}

// line begins a line whose text begins at a column.
func (st style) line(b []byte, column int) []byte {
	b = append(b, st.newline...)
	for range column {
		b = append(b, ' ')
	}
	return b
}

// isLiteral reports whether every YAML parser reads a text of several lines unchanged behind "|". The first line sets the
// indentation, so it must not begin with a blank, and lines of blanks may be lost.
func isLiteral(s string) bool {
	if !strings.Contains(s, "\n") {
		return false
	}
	lines := strings.Split(strings.TrimSuffix(s, "\n"), "\n")
	if len(lines) < 2 || lines[0] == "" || lines[0][0] == ' ' || lines[len(lines)-1] == "" {
		return false
	}
	for _, line := range lines {
		if strings.ContainsFunc(line, unprintable) || line != "" && strings.Trim(line, " ") == "" {
			return false
		}
	}
	return true
}

// literalLines writes a text of several lines behind "|"; "|-" where the last has no line break.
func (st style) literalLines(b []byte, text string, indent int) []byte {
	b = append(b, " |"...)
	body, ended := strings.CutSuffix(text, "\n")
	if !ended {
		b = append(b, '-')
	}
	for line := range strings.SplitSeq(body, "\n") {
		if line == "" {
			b = append(b, st.newline...)
			continue
		}
		b = append(st.line(b, indent), line...)
	}
	return b
}

// flowText renders a value in flow style; indent is the column of its line, -1 where it is written on one line.
func (st style) flowText(v Value, indent int) string {
	if indent >= 0 && st.json {
		return st.lines(v, indent)
	}
	return st.flow(v)
}

// flow renders a value on one line; as JSON where the document is JSON.
func (st style) flow(v Value) string {
	var parts []string
	switch v := v.(type) {
	case Pairs:
		for _, p := range v {
			parts = append(parts, st.text(p.Key)+st.colon()+st.flow(p.Value))
		}
		return "{" + strings.Join(parts, st.comma()) + "}"
	case Items:
		for _, item := range v {
			parts = append(parts, st.flow(item))
		}
		return "[" + strings.Join(parts, st.comma()) + "]"
	}
	return st.scalar(v)
}

// lines renders a value as JSON does over several lines; indent is the column of the line it begins on.
func (st style) lines(v Value, indent int) string {
	inner := st.newline + strings.Repeat(" ", indent+st.step)
	outer := st.newline + strings.Repeat(" ", indent)
	var parts []string
	switch v := v.(type) {
	case Pairs:
		if len(v) == 0 {
			return "{}"
		}
		for _, p := range v {
			parts = append(parts, inner+st.text(p.Key)+": "+st.lines(p.Value, indent+st.step))
		}
		return "{" + strings.Join(parts, ",") + outer + "}"
	case Items:
		if len(v) == 0 {
			return "[]"
		}
		for _, item := range v {
			parts = append(parts, inner+st.lines(item, indent+st.step))
		}
		return "[" + strings.Join(parts, ",") + outer + "]"
	}
	return st.scalar(v)
}

func (st style) scalar(v Value) string {
	switch v := v.(type) {
	case Literal:
		return string(v)
	case string:
		return st.text(v)
	}
	panic("manifest: an edit writes a string, Literal, Pairs or Items")
}

// text renders a string.
func (st style) text(s string) string {
	if st.json {
		return doubleQuote(s)
	}
	return plainOrQuoted(s)
}

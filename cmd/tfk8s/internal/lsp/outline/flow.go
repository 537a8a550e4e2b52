package outline

import "strings"

// A flowScanner reads maps in braces and lists in brackets.
type flowScanner struct {
	*scanner
	at     int
	column int // of the line with the first brace; lines of the flow are deeper. -1 for JSON
}

// flow reads a map or list in flow style that begins at an offset, and returns the offset behind it.
func (s *scanner) flow(n *Node, at, column int) int {
	f := flowScanner{scanner: s, at: at, column: column}
	f.collection(n)
	return f.at
}

// flowLine is flow for one in a line of block style. It returns the offset of the next line.
func (s *scanner) flowLine(n *Node, at, column int) int {
	behind := s.flow(n, at, column)
	if behind >= s.end || isLineStart(s.text, behind) {
		return behind
	}
	return min(lineAfter(s.text, behind), s.end)
}

func isLineStart(text string, at int) bool {
	return at > 0 && (text[at-1] == '\n' || text[at-1] == '\r')
}

// collection reads a map or a list.
func (f *flowScanner) collection(n *Node) {
	n.IsFlow = true
	closing := byte('}')
	if f.text[f.at] == '[' {
		closing = ']'
	}
	f.at++
	for {
		start := f.at
		f.skipBlanks()
		if f.isOver() {
			f.setSlot(n, nil, start, f.at, f.at, f.at)
			return
		}
		if closing == ']' {
			f.item(n, start)
		} else {
			f.field(n, start)
		}
		if f.isOver() {
			return
		}
		c := f.text[f.at]
		if c == ',' {
			f.at++
			continue
		}
		if c == '}' || c == ']' {
			f.at++
		}
		return
	}
}

// field reads a key with its value. The slot of the key begins at an offset.
func (f *flowScanner) field(n *Node, slot int) {
	start := f.at
	key := f.scalar(true)
	end := f.at
	f.skipBlanks()
	hasColon := !f.isOver() && f.text[f.at] == ':'
	if !f.setSlot(n, nil, slot, f.at, start, end) {
		hasColon = hasColon && key != ""
	} else {
		f.place.HasColon = hasColon
	}
	if !hasColon {
		return
	}
	kid := &Node{Parent: n, Key: Unquoted(key), Start: start, End: end, Column: f.column + 1}
	n.Children = append(n.Children, kid)
	f.at++
	f.value(kid, f.at)
}

// item reads an item of a list.
func (f *flowScanner) item(n *Node, slot int) {
	if c := f.text[f.at]; c == ']' || c == '}' {
		f.setSlot(n, nil, slot, f.at, f.at, f.at)
		return
	}
	kid := &Node{Parent: n, IsItem: true, Start: f.at, Column: f.column + 1}
	n.Children = append(n.Children, kid)
	f.value(kid, slot)
}

// value reads the value of a node, whose slot begins at an offset.
func (f *flowScanner) value(kid *Node, slot int) {
	f.skipBlanks()
	start := f.at
	if !f.isOver() && (f.text[f.at] == '{' || f.text[f.at] == '[') {
		f.collection(kid)
		f.skipBlanks()
		return
	}
	kid.Text = f.scalar(false)
	end := f.at
	f.skipBlanks()
	if kid.IsItem {
		if f.setSlot(kid, nil, slot, f.at, start, end) {
			f.place.AfterDash = true
		}
		return
	}
	f.setSlot(kid.Parent, kid, slot, f.at, start, end)
}

// setSlot sets the place if the cursor is in a slot: the text between two marks, in which a word begins and ends. It reports whether
// it is.
func (f *flowScanner) setSlot(in, value *Node, from, to, start, end int) bool {
	if f.cursor < from || f.cursor > to || f.place != nil {
		return false
	}
	if f.cursor < start || f.cursor > end {
		start, end = f.cursor, f.cursor
	}
	f.scanner.place = &Place{In: in, Value: value, Start: start, End: end, IsFlow: true}
	return true
}

// scalar reads a text.
func (f *flowScanner) scalar(isKey bool) string {
	start := f.at
	if f.isOver() {
		return ""
	}
	if quote := f.text[f.at]; quote == '"' || quote == '\'' {
		for f.at++; f.at < f.end && f.text[f.at] != quote && f.text[f.at] != '\n'; f.at++ {
			if f.text[f.at] == '\\' && quote == '"' {
				f.at++
			}
		}
		f.at = min(f.at, f.end)
		if f.at < f.end && f.text[f.at] == quote {
			f.at++
		}
		return f.text[start:f.at]
	}
	for f.at < f.end && strings.IndexByte(",{}[]\r\n", f.text[f.at]) < 0 && !f.isColon(isKey) && !strings.HasPrefix(f.text[f.at:], " #") {
		f.at++
	}
	text := strings.TrimRight(f.text[start:f.at], " \t")
	f.at = start + len(text)
	return text
}

// isColon reports whether a key ends here.
func (f *flowScanner) isColon(isKey bool) bool {
	if !isKey || f.text[f.at] != ':' {
		return false
	}
	return f.at+1 >= f.end || strings.IndexByte(" \t\r\n,{}[]", f.text[f.at+1]) >= 0
}

// skipBlanks skips blanks, line breaks and comments.
func (f *flowScanner) skipBlanks() {
	for f.at < f.end {
		switch c := f.text[f.at]; {
		case c == ' ' || c == '\t':
		case c == '\r' || c == '\n':
			if f.endsAt(lineAfter(f.text, f.at)) {
				return
			}
		case c == '#':
			f.at = max(f.at, min(f.end, f.at+strings.IndexAny(f.text[f.at:f.end]+"\n", "\r\n"))-1)
		default:
			return
		}
		f.at++
	}
}

// isOver reports whether the flow ends without a brace: at the end of the document, or before a line that continues the block style.
func (f *flowScanner) isOver() bool {
	return f.at >= f.end || (f.text[f.at] == '\r' || f.text[f.at] == '\n') && f.endsAt(lineAfter(f.text, f.at))
}

// endsAt reports whether a line is too far to the left for the flow, and does not close it.
func (f *flowScanner) endsAt(line int) bool {
	if f.column < 0 || line >= f.end {
		return false
	}
	text := f.text[line:min(lineAfter(f.text, line), f.end)]
	rest := strings.TrimLeft(text, " \t")
	indent := len(text) - len(rest)
	rest = strings.TrimRight(rest, "\r\n")
	return rest != "" && indent <= f.column && rest[0] != '}' && rest[0] != ']'
}

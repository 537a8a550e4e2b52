// Package outline finds out where in a manifest a cursor is, also in a text that cannot be parsed because somebody is typing it.
//
// It reads keys, dashes and braces, and judges by indentation. It never fails: what it cannot make sense of is left out.
package outline

import "strings"

// A Node is a value of the text: that of a key, an item of a list, or a whole document.
type Node struct {
	Parent   *Node // nil for a document
	Key      string
	IsItem   bool
	Start    int // offset of the key or the dash; in flow style, of the item
	End      int // the offset behind the key
	Column   int // of Start; it does not count in flow style
	Text     string
	IsFlow   bool // its fields or items are in braces or brackets
	IsBlock  bool // its text is in the lines below, behind a mark such as |
	Children []*Node
}

// Field returns the value of a key, nil if there is none.
func (n *Node) Field(key string) *Node {
	if n == nil {
		return nil
	}
	for _, c := range n.Children {
		if c.Key == key && !c.IsItem {
			return c
		}
	}
	return nil
}

// Root returns the document of a node.
func (n *Node) Root() *Node {
	for n.Parent != nil {
		n = n.Parent
	}
	return n
}

// HasItems reports whether a node is a list that has items.
func (n *Node) HasItems() bool { return len(n.Children) > 0 && n.Children[0].IsItem }

// A Place is where a cursor is.
type Place struct {
	In    *Node // the map or list around the cursor, nil if the cursor is where neither a key nor a value can be completed
	Value *Node // the value at which the cursor is, nil if it is at a key
	// Start and End are the word at the cursor, which a completion replaces.
	Start, End int
	IsFlow     bool
	AfterDash  bool // the word begins an item of a list: there is a dash before it
	HasColon   bool // the word is a key with a colon behind it
	Column     int  // of the word
}

// A scanner reads a document.
type scanner struct {
	text   string
	pos    int // of the next line
	end    int // of the document
	cursor int
	open   []*Node // the document, and the nodes to which the next line may belong
	place  *Place  // where the cursor is, once it was reached
}

// At returns where a cursor is. The document around it is read whole.
func At(text string, cursor int) Place {
	start, end := documentAt(text, cursor)
	s := &scanner{text: text, pos: start, end: end, cursor: cursor, open: []*Node{{Start: start, Column: -1}}}
	s.scan()
	if s.place == nil {
		s.place = &Place{}
	}
	return *s.place
}

// documentAt returns where the document around a cursor begins and ends. On a separator the cursor is in no document.
func documentAt(text string, cursor int) (start, end int) {
	end = len(text)
	for at := 0; at < len(text); {
		next := lineAfter(text, at)
		if line := text[at:next]; strings.HasPrefix(line, "---") && strings.TrimRight(line[3:], " \t\r\n") == "" {
			if next > cursor {
				if at > cursor {
					return start, at
				}
				return at, at
			}
			start = next
		}
		at = next
	}
	return start, end
}

// lineAfter returns the offset at which the next line begins.
func lineAfter(text string, at int) int {
	i := strings.IndexAny(text[at:], "\r\n")
	switch {
	case i < 0:
		return len(text)
	case strings.HasPrefix(text[at+i:], "\r\n"):
		return at + i + 2
	}
	return at + i + 1
}

// scan reads the lines of the document.
func (s *scanner) scan() {
	if trimmed := strings.TrimLeft(s.text[s.pos:s.end], " \t\r\n"); strings.HasPrefix(trimmed, "{") {
		s.pos = s.flow(s.open[0], s.end-len(trimmed), -1)
	}
	for s.pos < s.end {
		next := min(lineAfter(s.text, s.pos), s.end)
		line := strings.TrimRight(s.text[s.pos:next], "\r\n")
		from := s.pos
		s.pos = next
		s.line(line, from)
	}
	if s.place == nil && s.cursor == s.end && (s.end == 0 || s.end == s.open[0].Start || strings.HasSuffix(s.text[:s.end], "\n")) {
		s.line("", s.end)
	}
}

// line reads a line that begins at an offset, and whatever belongs to it in the lines below.
func (s *scanner) line(line string, from int) {
	indent := len(line) - len(strings.TrimLeft(line, " \t"))
	isHere := s.cursor >= from && s.cursor <= from+len(line)
	rest := line[indent:]
	switch {
	case rest == "":
		if isHere {
			s.setBlank(s.cursor-from, from)
		}
		return
	case rest[0] == '#' || rest[0] == '%':
		return
	}
	column := indent
	hasDash := false
	for rest == "-" || strings.HasPrefix(rest, "- ") {
		hasDash = true
		item := s.add(&Node{IsItem: true, Start: from + column, Column: column})
		after := strings.TrimLeft(rest[1:], " ")
		column += len(rest) - len(after)
		rest = after
		if rest == "" {
			if isHere {
				s.place = &Place{In: item, Start: s.cursor, End: s.cursor, AfterDash: true, Column: s.cursor - from}
			}
			return
		}
		item.End = from + column
	}
	if isHere && s.cursor < from+column {
		isHere = false // among the blanks and dashes
	}
	s.entry(entry{rest: rest, at: from + column, column: column, hasDash: hasDash, isHere: isHere})
}

// add adds a node to the one that it belongs to by its column.
func (s *scanner) add(n *Node) *Node {
	n.Parent = s.parentAt(n.Column, n.IsItem)
	n.Parent.Children = append(n.Parent.Children, n)
	s.open = append(s.open, n)
	return n
}

// parentAt returns the node to which a key or a dash in a column belongs, and closes those to which it cannot. The dashes of a list
// may be in the column of its key.
func (s *scanner) parentAt(column int, isItem bool) *Node {
	last := len(s.open) - 1
	for last > 0 && (s.open[last].Column > column || s.open[last].Column == column && (!isItem || s.open[last].IsItem)) {
		last--
	}
	s.open = s.open[:last+1]
	return s.open[last]
}

// setBlank sets the place on a line of blanks.
func (s *scanner) setBlank(column, from int) {
	before := s.open
	in := s.parentAt(column, false)
	s.open = before // what follows may be deeper
	if in.IsBlock || in.Text != "" {
		s.place = &Place{}
		return
	}
	s.place = &Place{In: in, Start: from + column, End: from + column, Column: column}
}

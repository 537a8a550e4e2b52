package outline

import "strings"

// An entry is a line without its indentation and dashes.
type entry struct {
	rest    string
	at      int // the offset of rest
	column  int
	hasDash bool
	isHere  bool // the cursor is in it
}

// entry reads a key with its value, or an item that is a text.
func (s *scanner) entry(e entry) {
	if e.rest[0] == '{' || e.rest[0] == '[' {
		s.pos = max(s.pos, s.flowLine(s.open[len(s.open)-1], e.at, e.column))
		return
	}
	key, length, colon := keyOf(e.rest)
	if colon < 0 {
		s.word(e)
		return
	}
	n := s.add(&Node{Key: key, Start: e.at, End: e.at + length, Column: e.column})
	value := strings.TrimLeft(e.rest[colon+1:], " \t")
	at := e.at + len(e.rest) - len(value)
	if e.isHere && s.cursor <= e.at+length {
		s.place = &Place{In: n.Parent, Start: e.at, End: e.at + length, AfterDash: e.hasDash, HasColon: true, Column: e.column}
	}
	switch {
	case value != "" && (value[0] == '{' || value[0] == '['):
		s.pos = max(s.pos, s.flowLine(n, at, e.column))
		return
	case value != "" && (value[0] == '|' || value[0] == '>'):
		n.IsBlock = true
		s.skipBlock(n)
		return
	}
	n.Text = withoutComment(value)
	if e.isHere && s.cursor > e.at+colon {
		s.setValue(n, at, value)
	}
	s.skipQuoted(value)
}

// setValue sets the place in the value of a key.
func (s *scanner) setValue(n *Node, at int, value string) {
	text := withoutComment(value)
	switch {
	case s.cursor < at: // in the blanks before it
		if text == "" {
			s.place = &Place{In: n.Parent, Value: n, Start: s.cursor, End: s.cursor}
		}
	case s.cursor <= at+len(text) || text == "" && value == "":
		s.place = &Place{In: n.Parent, Value: n, Start: at, End: at + len(text)}
	case value == text: // blanks behind it
	}
}

// word sets the place in a line without a colon: a key that is being typed, or an item that is a text.
func (s *scanner) word(e entry) {
	text := withoutComment(e.rest)
	if e.hasDash {
		s.open[len(s.open)-1].Text = text
	}
	if !e.isHere || s.cursor > e.at+len(text) {
		return
	}
	before := s.open
	in := s.parentAt(e.column, false)
	s.open = before
	if in.IsBlock || !e.hasDash && in.Text != "" {
		s.place = &Place{}
		return
	}
	if e.hasDash {
		in.Text = "" // it may become a key
	}
	s.place = &Place{In: in, Start: e.at, End: e.at + len(text), AfterDash: e.hasDash, Column: e.column}
}

// keyOf returns the key at the beginning of a text, the length of what is written, and where its colon is; -1 if there is none.
func keyOf(rest string) (key string, length, colon int) {
	if quote := rest[0]; quote == '"' || quote == '\'' {
		closing := strings.IndexByte(rest[1:], quote)
		if closing < 0 {
			return "", 0, -1
		}
		after := strings.TrimLeft(rest[closing+2:], " ")
		if !strings.HasPrefix(after, ":") {
			return "", 0, -1
		}
		return rest[1 : closing+1], closing + 2, len(rest) - len(after)
	}
	for i := range len(rest) {
		switch {
		case rest[i] == '#' && i > 0 && rest[i-1] == ' ':
			return "", 0, -1
		case rest[i] == ':' && (i+1 == len(rest) || rest[i+1] == ' ' || rest[i+1] == '\t'):
			key = strings.TrimRight(rest[:i], " ")
			return key, len(key), i
		}
	}
	return "", 0, -1
}

// withoutComment returns a value without the comment and the blanks behind it.
func withoutComment(value string) string {
	if strings.HasPrefix(value, "#") {
		return ""
	}
	from := 0
	if value != "" && (value[0] == '"' || value[0] == '\'') {
		from = 1 + strings.IndexByte(value[1:], value[0])
	}
	if i := strings.Index(value[from:], " #"); i >= 0 {
		value = value[:from+i]
	}
	return strings.TrimRight(value, " \t")
}

// skipBlock skips the lines of a text in block style. A line of blanks ends it for the cursor if that is not indented deeper.
func (s *scanner) skipBlock(n *Node) {
	for s.pos < s.end {
		next := min(lineAfter(s.text, s.pos), s.end)
		line := strings.TrimRight(s.text[s.pos:next], "\r\n")
		indent := len(line) - len(strings.TrimLeft(line, " "))
		if indent < len(line) && indent <= n.Column {
			return
		}
		if indent == len(line) && s.cursor >= s.pos && s.cursor < next && s.cursor-s.pos <= n.Column {
			return
		}
		s.pos = next
	}
}

// skipQuoted skips the further lines of a text in quotes, if a quote ends it.
func (s *scanner) skipQuoted(value string) {
	if value == "" || value[0] != '"' && value[0] != '\'' || strings.IndexByte(value[1:], value[0]) >= 0 {
		return
	}
	if i := strings.IndexByte(s.text[s.pos:s.end], value[0]); i >= 0 && !strings.Contains(s.text[s.pos:s.pos+i], ": ") {
		s.pos = min(lineAfter(s.text, s.pos+i), s.end)
	}
}

// Unquoted returns the value of a text that may be in quotes.
func Unquoted(text string) string {
	if n := len(text); n >= 2 && (text[0] == '"' || text[0] == '\'') && text[n-1] == text[0] {
		return text[1 : n-1]
	}
	return text
}

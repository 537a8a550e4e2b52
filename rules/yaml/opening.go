package yaml

import (
	"bytes"
	"fmt"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// An opening is the bracket, brace or quote with which a value begins.
type opening struct {
	at   int // in the text of the document
	sign byte
}

func (o opening) isQuote() bool { return o.sign == '"' || o.sign == '\'' }

// closing is the sign that ends the value.
func (o opening) closing() string {
	return string(map[byte]byte{'[': ']', '{': '}', '"': '"', '\'': '\''}[o.sign])
}

// diagnosis says that the value is not closed.
func (o opening) diagnosis(d *manifest.Document) *diagnosis {
	why := &diagnosis{span: manifest.Span{Start: d.Span().Start + o.at, End: d.Span().Start + o.at + 1}}
	why.help = fmt.Sprintf("close it with %s", o.closing())
	switch o.sign {
	case '[':
		why.message = "the list that begins here is not closed"
	case '{':
		why.message = "the map that begins here is not closed"
	default:
		why.message = "the quote is not closed"
		why.help = fmt.Sprintf("put %s where the text should end", o.closing())
	}
	return why
}

// openings are the brackets, braces and quotes that are open at the end of a text, outermost first.
func openings(text []byte) []opening {
	s := scanner{text: text}
	for s.at < len(text) {
		s.line()
	}
	return s.open
}

// A scanner finds out which brackets, braces and quotes are open, line by line. It accepts text that no parser reads, so it
// looks at no more than that: comments, block scalars, and where a value begins.
type scanner struct {
	text  []byte
	at    int
	open  []opening
	wrong *opening // the first bracket or brace that another sign closes; see wrongEnd
	block int      // the indentation of the line that holds a block scalar, plus 1; 0 outside of one

	wrongEnd int // where that sign is

	long    opening // the last quote whose text has more than one line
	longEnd int     // where it ends
}

// line reads on to the next line.
func (s *scanner) line() {
	end := len(s.text)
	if i := bytes.IndexByte(s.text[s.at:], '\n'); i >= 0 {
		end = s.at + i
	}
	line := s.text[s.at:end]
	indent := len(line) - len(bytes.TrimLeft(line, " "))
	isBlank := len(bytes.TrimSpace(line)) == 0
	switch {
	case isBlank:
	case s.block > 0 && indent >= s.block:
	default:
		if s.block = 0; len(s.open) == 0 && blockHeader().Match(line) && line[indent] != '#' {
			s.block = indent + 1
		} else {
			s.scan(end)
		}
	}
	s.at = min(end+1, len(s.text))
	if end == len(s.text) {
		s.at = end
	}
}

// scan reads what is left of a line.
func (s *scanner) scan(end int) {
	isStart := true // a value may begin here
	for ; s.at < end; s.at++ {
		c := s.text[s.at]
		switch inFlow := len(s.open) > 0; {
		case inFlow && s.open[len(s.open)-1].isQuote():
			s.inQuote(c)
			isStart = false
		case c == ' ' || c == '\t' || c == '\r':
			isStart = isStart || s.endsIndicator()
		case c == '#' && s.isAfterBlank():
			s.at = end
			return
		case isStart && bytes.IndexByte([]byte(`"'[{`), c) >= 0:
			s.open = append(s.open, opening{s.at, c})
			isStart = !s.open[len(s.open)-1].isQuote()
		case inFlow && (c == ']' || c == '}'):
			s.close(c)
			isStart = false
		case inFlow && (c == ',' || c == '[' || c == '{'):
			isStart = true
		case isStart && (c == '-' || c == '?') && !inFlow: // a value may follow the blank after it
			isStart = false
		case isStart && (c == '&' || c == '!'):
			s.skipWord(end)
		default:
			isStart = inFlow && c == ':' && s.at > 0 && s.text[s.at-1] == '"' // as JSON writes it
		}
	}
}

// skipWord reads an anchor or a tag.
func (s *scanner) skipWord(end int) {
	for s.at+1 < end && s.text[s.at+1] != ' ' {
		s.at++
	}
}

func (s *scanner) isAfterBlank() bool {
	return s.at == 0 || bytes.IndexByte([]byte(" \t\n"), s.text[s.at-1]) >= 0
}

// close closes the innermost bracket or brace.
func (s *scanner) close(sign byte) {
	last := s.open[len(s.open)-1]
	if s.open = s.open[:len(s.open)-1]; s.wrong == nil && last.closing() != string(sign) {
		s.wrong, s.wrongEnd = &last, s.at
	}
}

// endsIndicator reports whether a value may follow a blank: it is after a colon, or after the dash of an item.
func (s *scanner) endsIndicator() bool {
	if s.at == 0 {
		return true
	}
	switch s.text[s.at-1] {
	case ':', '\n':
		return true
	case '-', '?':
		start := bytes.LastIndexByte(s.text[:s.at], '\n') + 1
		return len(bytes.Trim(s.text[start:s.at], " -?")) == 0
	}
	return false
}

// inQuote reads a character of a quoted text.
func (s *scanner) inQuote(c byte) {
	quote := s.open[len(s.open)-1].sign
	switch {
	case c == '\\' && quote == '"':
		s.at++
	case c == quote && quote == '\'' && s.at+1 < len(s.text) && s.text[s.at+1] == quote:
		s.at++
	case c == quote:
		last := s.open[len(s.open)-1]
		if s.open = s.open[:len(s.open)-1]; bytes.IndexByte(s.text[last.at:s.at], '\n') >= 0 {
			s.long, s.longEnd = last, s.at
		}
	}
}

package manifest

import (
	"bytes"
	"slices"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// Comments returns the spans of the comments of a YAML document, from the "#" to the end of the line, in file order.
// ok is false where a value's text could not be found, so that a "#" inside of it might count as a comment.
func (d *Document) Comments() (spans []Span, ok bool) {
	d.load()
	if d.File.json || d.err != nil {
		return nil, d.File.json
	}
	if bytes.IndexByte(d.File.text[d.start:d.end], '#') < 0 {
		return nil, true
	}
	rest, hasRest := d.Rest()
	if !hasRest {
		return d.commentsUpTo(d.end)
	}
	spans, ok = d.commentsUpTo(rest.Start)
	return append(spans, d.commentsOfRest(rest)...), ok
}

// commentsUpTo collects the comments of what kubectl reads.
func (d *Document) commentsUpTo(end int) (spans []Span, ok bool) {
	ok = true
	var scalars []Span
	if d.root != nil {
		seen := map[*yaml.Node]bool{}
		scalars, ok = d.scalarSpans(nil, d.root.value, seen)
		slices.SortFunc(scalars, func(a, b Span) int { return a.Start - b.Start })
	}
	pos := d.start
	for _, s := range append(scalars, Span{end, end}) {
		spans = d.commentsBetween(spans, pos, s.Start)
		pos = max(pos, s.End)
	}
	return spans, ok
}

// commentsOfRest collects the comments of what kubectl never reads. Each part between two markers is read as a document of its
// own, since a fix may make one of it.
func (d *Document) commentsOfRest(rest Span) (spans []Span) {
	text := d.File.text
	for start, end := rest.Start, 0; start < rest.End; start = end {
		end = nextLine(text, start)
		for end < rest.End && !isMarker(firstLineRaw(text[end:]), "---") && !isMarker(firstLineRaw(text[end:]), "...") {
			end = nextLine(text, end)
		}
		part := Document{File: d.File, start: start, end: min(end, rest.End)}
		if part.Err() != nil {
			spans = append(spans, d.File.likelyComments(start, part.end)...)
			continue
		}
		read := part.end
		if unread, ok := part.Rest(); ok {
			read = unread.Start
		}
		found, _ := part.commentsUpTo(read)
		spans = append(append(spans, found...), d.File.likelyComments(read, part.end)...)
	}
	return spans
}

// commentsBetween collects the comments in a text that holds no scalar.
func (d *Document) commentsBetween(spans []Span, pos, end int) []Span {
	text := d.File.text
	for pos < end {
		next := bytes.IndexByte(text[pos:end], '#')
		if next < 0 {
			break
		}
		if pos += next; beginsComment(text, pos) {
			n := len(firstLineRaw(text[pos:d.end]))
			spans = append(spans, Span{pos, pos + n})
			pos += n
		}
		pos++
	}
	return spans
}

// scalarSpans collects the spans of quoted and block scalars, where a "#" begins no comment. (A plain scalar cannot
// hold such a "#".) The first line of a block scalar is left out, because it may end with a comment.
func (d *Document) scalarSpans(spans []Span, n *yaml.Node, seen map[*yaml.Node]bool) ([]Span, bool) {
	if seen[n] {
		return spans, true
	}
	if n.Anchor != "" {
		seen[n] = true
	}
	ok := true
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Style&(quoted|yaml.LiteralStyle|yaml.FoldedStyle) == 0 || !strings.Contains(n.Value, "#") {
			break
		}
		var s Span
		s, ok = d.span(n)
		if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
			s.Start = min(s.End, nextLine(d.File.text, s.Start))
		}
		spans = append(spans, s)
	case yaml.MappingNode, yaml.SequenceNode:
		for _, c := range n.Content {
			var good bool
			spans, good = d.scalarSpans(spans, c, seen)
			ok = ok && good
		}
	}
	return spans, ok
}

// LikelyComments returns what looks like comments in a document that cannot be read. It judges line by line, and leaves out
// text in quotes.
func (d *Document) LikelyComments() []Span { return d.File.likelyComments(d.start, d.end) }

func (f *File) likelyComments(start, end int) (spans []Span) {
	text := f.text[:end]
	for pos := start; pos < end; pos = nextLine(text, pos) {
		line := firstLineRaw(text[pos:])
		if at := commentIn(line); at >= 0 {
			spans = append(spans, Span{pos + at, pos + len(line)})
		}
	}
	return spans
}

// commentIn is where a comment begins on a line, -1 if there is none.
func commentIn(line []byte) int {
	for i := 0; i < len(line); i++ {
		opens := i == 0 || bytes.IndexByte([]byte(" \t[{,:-"), line[i-1]) >= 0
		switch c := line[i]; {
		case (c == '"' || c == '\'') && opens:
			i = closingQuote(line, i)
		case beginsComment(line, i):
			return i
		}
	}
	return -1
}

// closingQuote is where the quote that opens at pos closes, the end of the line if it does not.
func closingQuote(line []byte, pos int) int {
	quote := line[pos]
	for pos++; pos < len(line); pos++ {
		switch {
		case line[pos] == '\\' && quote == '"':
			pos++
		case line[pos] != quote:
		case quote == '\'' && pos+1 < len(line) && line[pos+1] == quote:
			pos++
		default:
			return pos
		}
	}
	return pos
}

// About returns the offset of what a comment is about: the comment itself where it follows other text on its line, and
// otherwise the next text that is neither blank, a comment nor a separator. It is the end of the file where no text follows.
func (f *File) About(comment Span) int {
	before := bytes.TrimRight(f.text[:comment.Start], " \t")
	if len(before) > 0 && !endsBreak(before) {
		return comment.Start
	}
	pos := skipBlanks(f.text, comment.End)
	for isBareSeparator(f.text, pos) {
		pos = skipBlanks(f.text, pos+len("---"))
	}
	return pos
}

// isBareSeparator reports whether a line that begins at pos is "---" and nothing else.
func isBareSeparator(text []byte, pos int) bool {
	return endsBreak(text[:pos]) && isSeparator(firstLineRaw(text[pos:]))
}

package manifest

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"unicode"
)

// jsonPeek is how many bytes kubectl reads to distinguish JSON from YAML (k8s.io/cli-runtime, StreamVisitor).
const jsonPeek = 4096

// looksLikeJSON judges as kubectl 1.15 does: the first character that is no space is a brace.
func looksLikeJSON(text []byte) bool {
	head := bytes.TrimLeftFunc(text[:min(len(text), jsonPeek)], unicode.IsSpace)
	return len(head) > 0 && head[0] == '{'
}

// cutYAML cuts the text as kubectl 1.15 does before any YAML parser sees it: at lines that begin with three dashes and
// hold nothing else. Such a line ends the piece before it and is dropped, or, where that piece is still empty, becomes
// part of it; so a leading "---" makes no piece of its own, and a leading comment does. What is before start is cut already.
func cutYAML(f *File, start int) []*Document {
	var docs []Document
	add := func(start, end int) {
		docs = append(docs, Document{File: f, Index: len(f.Docs) + len(docs), start: start, end: end})
	}
	for pos := start; ; pos += len("---") {
		next := bytes.Index(f.text[pos:], []byte("---"))
		if next < 0 {
			break
		}
		if pos += next; pos == start || f.text[pos-1] != '\n' {
			continue
		}
		if line := f.text[pos : pos+lineLength(f.text[pos:])]; isSeparator(line) {
			add(start, pos)
			start = pos + len(line)
		}
	}
	if start < len(f.text) || len(f.Docs)+len(docs) == 0 {
		add(start, len(f.text))
	}
	all := make([]*Document, len(docs))
	for i := range docs {
		all[i] = &docs[i]
	}
	return all
}

// lineLength counts the bytes of the first line, its line break included. Only LF ends a line here, as for kubectl.
func lineLength(text []byte) int {
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		return i + 1
	}
	return len(text)
}

func isSeparator(line []byte) bool {
	return bytes.HasPrefix(line, []byte("---")) && len(bytes.TrimRightFunc(line[3:], unicode.IsSpace)) == 0
}

// cutJSON cuts a stream of JSON values. After a syntax error the rest of the file is one last document.
func cutJSON(f *File) []*Document {
	var docs []*Document
	dec := json.NewDecoder(bytes.NewReader(f.text))
	for start := 0; ; {
		var raw json.RawMessage
		err := dec.Decode(&raw)
		if errors.Is(err, io.EOF) && len(docs) > 0 {
			return docs
		}
		d := &Document{File: f, Index: len(docs), start: start, end: len(f.text)}
		docs = append(docs, d)
		if err != nil {
			d.parsed = &parsed{base: start, stop: d.end, err: jsonError(d, err, start)}
			return docs
		}
		d.end = int(dec.InputOffset())
		start = d.end
	}
}

// body is the text that the YAML reader gets: without a byte order mark, which the reader accepts at the beginning of any
// piece.
func (d *Document) body() []byte {
	return bytes.TrimPrefix(d.File.text[d.start:d.end], byteOrderMarks[utf8BOM])
}

// text is that of the file up to where kubectl stops reading the document.
func (d *Document) text() []byte { return d.File.text[:d.stop] }

// contentEnd is the offset of the line that ends the first YAML document of a piece without being a separator to
// kubectl, which never reads on: "...", or "--- # comment" behind the content.
func (d *Document) contentEnd() int {
	text, starts := d.File.text[:d.end], d.lineStarts()
	if !slices.ContainsFunc(starts, func(pos int) bool { return pos < len(text) && (text[pos] == '-' || text[pos] == '.') }) {
		return d.end // as nearly always
	}
	started := false
	for _, pos := range starts {
		line := firstLineRaw(text[pos:])
		switch {
		case isMarker(line, "---"), isMarker(line, "..."):
			if started {
				return pos
			}
			started = line[0] == '-'
		case !started && !bytes.HasPrefix(line, []byte{'%'}):
			started = hasContent(line)
		}
	}
	return d.end
}

func isMarker(line []byte, marker string) bool {
	return bytes.HasPrefix(line, []byte(marker)) && isSpaceAt(line, len(marker))
}

// hasContent reports whether a text has more than comments, blank lines and document markers.
func hasContent(text []byte) bool {
	for pos := 0; pos < len(text); pos = nextLine(text, pos) {
		line := firstLineRaw(text[pos:])
		if isMarker(line, "---") || isMarker(line, "...") {
			line = line[len("---"):]
		}
		if line = bytes.TrimLeft(line, " \t"); len(line) > 0 && line[0] != '#' {
			return true
		}
	}
	return false
}

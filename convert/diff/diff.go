// Package diff shows how two versions of a file differ.
package diff

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff/lcs"

	"github.com/toolforge/tfk8s/lint/parallel"
)

// contextLines is how many unchanged lines a diff shows around a change, as diff -u does.
const contextLines = 3

// A Cut says that the text before an offset in one version of a file became the text before an offset in the other version. It is
// ignored unless a line begins at both offsets.
type Cut struct{ Before, After int }

// Unified returns a unified diff of two versions of a file, "" if they are equal.
func Unified(name string, before, after []byte, cuts []Cut) string {
	d := Compare(name, before, after, cuts)
	return d.String()
}

// A Diff says how two versions of a file differ. It needs much less memory than its text.
type Diff struct {
	pair
	name    string
	changes []change
}

// Compare compares two versions of a file. Only LF ends a line, as for patch. The sections between cuts are compared each by
// itself, several at once. The cuts must be in order.
func Compare(name string, before, after []byte, cuts []Cut) Diff {
	d := Diff{pair: pair{before, after}, name: name}
	if !bytes.Equal(before, after) {
		d.changes = d.pair.findChanges(cuts)
	}
	return d
}

// String returns the text that Write writes.
func (d *Diff) String() string {
	var text strings.Builder
	d.Write(&text)
	return text.String()
}

// Write writes the diff in the unified format, nothing if the versions are equal. It ignores errors, because w is a buffer that
// remembers the first one.
func (d *Diff) Write(w io.Writer) {
	name, changes := quote(d.name), d.changes
	if len(changes) > 0 {
		fmt.Fprintf(w, "--- %s\n+++ %s\n", name, name)
	}
	var hunk []byte
	for len(changes) > 0 {
		n := 1
		for n < len(changes) && changes[n].before.start.line-changes[n-1].before.end.line <= 2*contextLines {
			n++
		}
		hunk = d.appendHunk(hunk[:0], changes[:n])
		_, _ = w.Write(hunk)
		changes = changes[n:]
	}
}

// An Edit replaces bytes of the earlier version of a file, End excluded.
type Edit struct {
	Start, End int
	New        string
}

// Edits returns the edits that make one version of a file the other. They replace whole lines, and are in order.
func Edits(before, after []byte, cuts []Cut) (edits []Edit) {
	p := pair{before, after}
	for _, c := range p.findChanges(cuts) {
		edits = append(edits, Edit{c.before.start.offset, c.before.end.offset, string(after[c.after.start.offset:c.after.end.offset])})
	}
	return edits
}

// A pair is two versions of a file.
type pair struct{ before, after []byte }

// findChanges compares the sections between cuts.
func (p *pair) findChanges(cuts []Cut) []change {
	sections := p.sections(cuts)
	return slices.Concat(parallel.Map(len(sections), func(i int) []change { return p.compare(sections[i]) })...)
}

// A change replaces lines of one version by lines of the other.
type change struct{ before, after lineSpan }

// A lineSpan is some lines that follow each other, or none.
type lineSpan struct{ start, end place }

// A place is where a line begins, or the end of the text. Lines count from 0.
type place struct{ line, offset int }

// after returns the place after some lines.
func (p place) after(lines []string) place {
	p.line += len(lines)
	for _, line := range lines {
		p.offset += len(line)
	}
	return p
}

// sections returns the sections between the cuts.
func (p *pair) sections(cuts []Cut) []change {
	var all []change
	var from change
	for _, c := range append(slices.Clip(cuts), Cut{len(p.before), len(p.after)}) {
		if !isLineStart(p.before, c.Before) || !isLineStart(p.after, c.After) {
			continue
		}
		next := change{lineSpan{start: placeAt(p.before, from.before.start, c.Before)}, lineSpan{start: placeAt(p.after, from.after.start, c.After)}}
		from.before.end, from.after.end = next.before.start, next.after.start
		all = append(all, from)
		from = next
	}
	return all
}

func isLineStart(text []byte, offset int) bool {
	return offset == len(text) || offset > 0 && text[offset-1] == '\n'
}

// placeAt returns the place of an offset after another place.
func placeAt(text []byte, from place, offset int) place {
	return place{from.line + bytes.Count(text[from.offset:offset], []byte{'\n'}), offset}
}

// compare finds the changes in a section.
func (p *pair) compare(s change) (found []change) {
	before, after := p.before[s.before.start.offset:s.before.end.offset], p.after[s.after.start.offset:s.after.end.offset]
	if bytes.Equal(before, after) {
		return nil
	}
	a, b := linesOf(before), linesOf(after)
	i, j := 0, 0
	at, to := s.before.start, s.after.start
	for _, d := range lineChanges(nil, lcs.Diff{End: len(a), ReplEnd: len(b)}, a, b) {
		at, to = at.after(a[i:d.Start]), to.after(b[j:d.ReplStart])
		c := change{lineSpan{start: at}, lineSpan{start: to}}
		at, to = at.after(a[d.Start:d.End]), to.after(b[d.ReplStart:d.ReplEnd])
		c.before.end, c.after.end = at, to
		i, j = d.End, d.ReplEnd
		found = append(found, c)
	}
	return found
}

func linesOf(text []byte) []string {
	all := make([]string, 0, bytes.Count(text, []byte{'\n'})+1)
	return slices.AppendSeq(all, strings.Lines(string(text)))
}

// lineChanges adds the changes within a section of a and b. The algorithm stops after some changes from either end, and reports
// everything between them as one change. It is called again for that change as long as it finds more.
func lineChanges(found []lcs.Diff, in lcs.Diff, a, b []string) []lcs.Diff {
	for _, c := range lcs.DiffLines(a[in.Start:in.End], b[in.ReplStart:in.ReplEnd]) {
		c = lcs.Diff{
			Start: in.Start + c.Start, End: in.Start + c.End, ReplStart: in.ReplStart + c.ReplStart, ReplEnd: in.ReplStart + c.ReplEnd,
		}
		if c == in || !mayShare(a[c.Start:c.End], b[c.ReplStart:c.ReplEnd]) {
			found = append(found, c)
		} else {
			found = lineChanges(found, c, a, b)
		}
	}
	return found
}

// mayShare reports whether both sides of a change may have a line in common. It does not compare very many lines.
func mayShare(a, b []string) bool {
	const maxComparisons = 256
	return len(a)*len(b) > maxComparisons || slices.ContainsFunc(a, func(line string) bool { return slices.Contains(b, line) })
}

// appendHunk adds changes that are near each other to a text, with the lines around them.
func (p *pair) appendHunk(out []byte, changes []change) []byte {
	first, last := changes[0], changes[len(changes)-1]
	start, end := p.above(first.before.start), p.below(last.before.end)
	out = fmt.Appendf(out, "@@ -%s +%s @@\n", lineRange(start.line, end.line),
		lineRange(first.after.start.line-(first.before.start.line-start.line), last.after.end.line+(end.line-last.before.end.line)))
	pos := start.offset
	for _, c := range changes {
		out = appendLines(out, ' ', p.before[pos:c.before.start.offset])
		out = appendLines(out, '-', p.before[c.before.start.offset:c.before.end.offset])
		out = appendLines(out, '+', p.after[c.after.start.offset:c.after.end.offset])
		pos = c.before.end.offset
	}
	return appendLines(out, ' ', p.before[pos:end.offset])
}

// above returns where the context above a place begins, in the old version.
func (p *pair) above(at place) place {
	for i := 0; i < contextLines && at.offset > 0; i++ {
		at = place{at.line - 1, bytes.LastIndexByte(p.before[:at.offset-1], '\n') + 1}
	}
	return at
}

// below returns where the context below a place ends.
func (p *pair) below(at place) place {
	rest := p.before[at.offset:]
	for i := 0; i < contextLines && len(rest) > 0; i++ {
		_, behind, _ := bytes.Cut(rest, []byte{'\n'})
		at = place{at.line + 1, at.offset + len(rest) - len(behind)}
		rest = behind
	}
	return at
}

// lineRange returns how the header of a hunk names lines, which are counted from 0, without the end. An empty range is named
// by the line before it.
func lineRange(start, end int) string {
	switch end - start {
	case 0:
		return fmt.Sprintf("%d,0", start)
	case 1:
		return fmt.Sprint(end)
	}
	return fmt.Sprintf("%d,%d", start+1, end-start)
}

func appendLines(out []byte, mark byte, text []byte) []byte {
	for line := range bytes.Lines(text) {
		out = append(append(out, mark), line...)
		if !bytes.HasSuffix(line, []byte{'\n'}) {
			out = append(out, "\n\\ No newline at end of file\n"...)
		}
	}
	return out
}

// quote writes the name of a file as git does, and as patch reads it: in quotes if it contains control characters, and with a tab
// after it if it contains a space, which would otherwise end it.
func quote(name string) string {
	var quoted strings.Builder
	for _, c := range []byte(name) {
		switch {
		case c == '"', c == '\\':
			quoted.WriteByte('\\')
			quoted.WriteByte(c)
		case c < ' ', c >= 0x7F:
			fmt.Fprintf(&quoted, `\%03o`, c)
		default:
			quoted.WriteByte(c)
		}
	}
	switch {
	case quoted.Len() > len(name):
		return `"` + quoted.String() + `"`
	case strings.Contains(name, " "):
		return name + "\t"
	}
	return name
}

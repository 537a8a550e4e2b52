package changes

import (
	"bytes"
	"slices"
	"sort"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// Findings returns the findings that a change touched, and the number of the others. It touched a finding if it touched a line of what
// the finding is about, or of a place that is related to it. What a finding about a key is about is all of the key's value: a finding
// about something that is missing is at the key above it, and the change may be that it was removed. A related place in another document
// means all of that: it names an object with which the finding's has a conflict, or shares the quota.
func (c *Changes) Findings(found []lint.Diagnostic) (kept []lint.Diagnostic, others int, err error) {
	known := map[*manifest.File]*fileChanges{}
	isTouched := func(f *manifest.File, s manifest.Span) bool {
		of := known[f]
		if of == nil {
			of = &fileChanges{}
			known[f] = of
			var failed error
			if of.touched, of.isAll, failed = c.in(f.Name); failed != nil && err == nil {
				err = failed
			}
		}
		return of.isTouched(f, s)
	}
	for i := range found {
		d := &found[i]
		isAbout := func(s manifest.Span) bool { return isTouched(d.File, s) }
		touches := func(rel lint.Related) bool {
			doc := rel.File.DocumentAt(rel.Span.Start)
			isOther := doc != nil && doc != d.File.DocumentAt(d.Span.Start)
			return isTouched(rel.File, rel.Span) || isOther && isTouched(rel.File, doc.Span())
		}
		if isAbout(d.Span) || isExtentTouched(d, isAbout) || slices.ContainsFunc(d.Related, touches) {
			kept = append(kept, *d)
		}
	}
	return kept, len(found) - len(kept), err
}

// fileChanges are the changes of one file.
type fileChanges struct {
	touched []lines
	isAll   bool
	starts  []int // where the lines begin; nil until they are counted
}

func (c *fileChanges) isTouched(f *manifest.File, s manifest.Span) bool {
	if c.isAll || len(c.touched) == 0 {
		return c.isAll
	}
	if c.starts == nil {
		c.starts = lineStarts(f.Text())
	}
	first, last := c.line(s.Start), c.line(max(s.Start, s.End-1))
	i := sort.Search(len(c.touched), func(i int) bool { return c.touched[i].last >= first }) // hunks are in file order
	return i < len(c.touched) && c.touched[i].first <= last
}

// line returns the line of an offset, counted from 1.
func (c *fileChanges) line(offset int) int {
	i, isStart := slices.BinarySearch(c.starts, offset)
	if isStart {
		i++
	}
	return i
}

// lineStarts returns where the lines begin that git counts: only LF ends one.
func lineStarts(text []byte) []int {
	starts := make([]int, 1, 1+bytes.Count(text, []byte{'\n'}))
	for i, c := range text {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// isExtentTouched reports whether a span of what a finding is about is touched. Only touched documents are read for that.
func isExtentTouched(d *lint.Diagnostic, isTouched func(manifest.Span) bool) bool {
	doc := d.File.DocumentAt(d.Span.Start)
	return doc != nil && isTouched(doc.Span()) && doc.Err() == nil && isTouched(extentIn(doc.Root(), d.Span))
}

// extentIn returns the span of the node whose mark is a span, or else that span.
func extentIn(n *manifest.Node, s manifest.Span) manifest.Span {
	value, _ := n.Span()
	if n.Mark() == s {
		return manifest.Span{Start: min(s.Start, value.Start), End: max(s.End, value.End)}
	}
	if child := childAt(n.Children(), s.Start); child != nil {
		return extentIn(child, s)
	}
	return s
}

// manyChildren is from how many on they are searched by halves. Merge keys bring children that are written elsewhere, which that may miss.
const manyChildren = 32

// childAt returns the child whose text contains an offset, nil if there is none.
func childAt(children []manifest.Node, offset int) *manifest.Node {
	first := 0
	if len(children) > manyChildren {
		after := sort.Search(len(children), func(i int) bool { return beginOf(&children[i]) > offset })
		first = max(after-1, 0)
		children = children[:min(after, len(children))]
	}
	for i := first; i < len(children); i++ {
		value, _ := children[i].Span()
		key, _ := children[i].KeySpan()
		if offset >= beginOf(&children[i]) && offset < max(value.End, key.End) {
			return &children[i]
		}
	}
	return nil
}

// beginOf is where a child begins, with its key.
func beginOf(n *manifest.Node) int {
	value, _ := n.Span()
	return min(n.Mark().Start, value.Start)
}

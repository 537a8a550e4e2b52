package convert

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// edits is an index of edits by the blocks of text that they touch.
type edits map[int][]manifest.Edit

const blockLength = 256 // bytes

func (m edits) add(some ...manifest.Edit) {
	for _, e := range some {
		for b := e.Start / blockLength; b <= e.End/blockLength; b++ {
			m[b] = append(m[b], e)
		}
	}
}

// any reports whether the function is returns true for one of the edits at a span or next to it.
func (m edits) any(at manifest.Span, is func(manifest.Edit) bool) bool {
	for b := at.Start / blockLength; b <= at.End/blockLength; b++ {
		if slices.ContainsFunc(m[b], is) {
			return true
		}
	}
	return false
}

// touch reports whether a relation holds between one of some edits and one of the index. The relation must be one of edits that
// overlap or are next to each other.
func (m edits) touch(some []manifest.Edit, relation func(e, t manifest.Edit) bool) bool {
	return slices.ContainsFunc(some, func(e manifest.Edit) bool {
		return m.any(e.Span, func(t manifest.Edit) bool { return relation(e, t) })
	})
}

// cover reports whether one of the edits covers a span.
func (m edits) cover(s manifest.Span) bool {
	return m.any(s, func(e manifest.Edit) bool { return e.Start <= s.Start && s.End <= e.End })
}

// nextTo reports whether two edits overlap or are next to each other. Neighbors conflict too: an entry that is inserted next to a
// deleted one may need the comma between them.
func nextTo(e, t manifest.Edit) bool { return e.Start <= t.End && t.Start <= e.End }

// dependsOn reports whether edit e may have to change after t is applied. An edit that replaces a value does not have to
// change if t only adds lines below it.
func dependsOn(e, t manifest.Edit) bool {
	below := t.Len() == 0 && t.Start == e.End && strings.IndexAny(t.New, "\r\n") == 0
	return nextTo(e, t) && !(below && e.Len() > 0 && e.New != "")
}

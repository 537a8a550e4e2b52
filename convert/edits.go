package convert

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// edits are found by where they are: by each block of the text that they touch.
type edits map[int][]manifest.Edit

const blockLength = 256 // bytes

func (m edits) add(some ...manifest.Edit) {
	for _, e := range some {
		for b := e.Start / blockLength; b <= e.End/blockLength; b++ {
			m[b] = append(m[b], e)
		}
	}
}

// any reports whether one of the edits at a span, or next to it, is as asked for.
func (m edits) any(at manifest.Span, is func(manifest.Edit) bool) bool {
	for b := at.Start / blockLength; b <= at.End/blockLength; b++ {
		if slices.ContainsFunc(m[b], is) {
			return true
		}
	}
	return false
}

// touch reports whether one of the edits stands to one of some others as the relation says, which holds for no edits that
// are apart.
func (m edits) touch(some []manifest.Edit, relation func(e, t manifest.Edit) bool) bool {
	return slices.ContainsFunc(some, func(e manifest.Edit) bool {
		return m.any(e.Span, func(t manifest.Edit) bool { return relation(e, t) })
	})
}

// cover reports whether one of the edits covers a span.
func (m edits) cover(s manifest.Span) bool {
	return m.any(s, func(e manifest.Edit) bool { return e.Start <= s.Start && s.End <= e.End })
}

// nextTo reports whether an edit touches the bytes of another, or is next to it: an entry that is inserted where its
// neighbour goes may need the comma between them.
func nextTo(e, t manifest.Edit) bool { return e.Start <= t.End && t.Start <= e.End }

// matters reports whether an edit may be another one once t is applied. What puts a value in the place of one stays the
// same where t but adds lines below.
func matters(e, t manifest.Edit) bool {
	below := t.Len() == 0 && t.Start == e.End && strings.IndexAny(t.New, "\r\n") == 0
	return nextTo(e, t) && !(below && e.Len() > 0 && e.New != "")
}

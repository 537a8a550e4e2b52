package convert

import (
	"cmp"
	"slices"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// compose returns edits that do at once what some edits do, and what others then do to the outcome of the first.
func compose(first, then []manifest.Edit, outcome []byte) []manifest.Edit {
	c := composition{first: sorted(first), then: sorted(then), outcome: outcome}
	var all []manifest.Edit
	for len(c.first) > 0 || len(c.then) > 0 {
		all = append(all, c.next())
	}
	return all
}

// A composition holds the edits that are left to compose.
type composition struct {
	first, then []manifest.Edit
	outcome     []byte // of the first edits
	shift       int    // from the current place in the text to that in the outcome
}

// next returns one edit for the next edits that touch each other.
func (c *composition) next() manifest.Edit {
	at := manifest.Span{Start: len(c.outcome)} // in the outcome
	if len(c.first) > 0 {
		at.Start = c.first[0].Start + c.shift
	}
	if len(c.then) > 0 {
		at.Start = min(at.Start, c.then[0].Start)
	}
	at.End = at.Start
	joined := manifest.Edit{Span: manifest.Span{Start: at.Start - c.shift}, Uses: 1}
	var inside []manifest.Edit
	for {
		switch {
		case len(c.first) > 0 && c.first[0].Start+c.shift <= at.End:
			e := c.first[0]
			at.End = max(at.End, e.Start+c.shift+len(e.New))
			c.shift += len(e.New) - e.Len()
			c.first, joined.Uses = c.first[1:], max(joined.Uses, e.Uses)
		case len(c.then) > 0 && c.then[0].Start <= at.End:
			e := c.then[0]
			at.End = max(at.End, e.End)
			inside, c.then, joined.Uses = append(inside, e), c.then[1:], max(joined.Uses, e.Uses)
		default:
			joined.End = at.End - c.shift
			joined.New = c.edited(at, inside)
			return joined
		}
	}
}

// edited returns a part of the outcome with edits.
func (c *composition) edited(at manifest.Span, inside []manifest.Edit) (text string) {
	for _, e := range inside {
		text += string(c.outcome[at.Start:e.Start]) + e.New
		at.Start = e.End
	}
	return text + string(c.outcome[at.Start:at.End])
}

func sorted(some []manifest.Edit) []manifest.Edit {
	return slices.SortedStableFunc(slices.Values(some), func(a, b manifest.Edit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
}

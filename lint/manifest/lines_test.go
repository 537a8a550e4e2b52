package manifest

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// The line breaks of any kind may lie across the beginning of a block.
func TestALineTableKnowsEveryLineOfAText(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for round := range 200 {
		breaks := []string{"\n", "\r\n", "ä", "\r", "\u0085", "\u2028"}
		if round%2 == 0 {
			breaks = breaks[:3] // those of a plain text
		}
		var b strings.Builder
		for range r.IntN(30) {
			b.WriteString(strings.Repeat("x", r.IntN(2*lineBlock/10)))
			b.WriteString(breaks[r.IntN(len(breaks))])
		}
		text := []byte(b.String())
		starts := lineStarts(text)
		var table lineTable
		some := starts[r.IntN(len(starts))]
		table.extend(text[:some], 0, false)
		table.extend(text, some, false)
		line := 0
		for offset := range len(text) + 1 {
			if line+1 < len(starts) && starts[line+1] == offset {
				line++
			}
			if got, start := table.at(text, offset); got != line || start != starts[line] {
				t.Fatalf("offset %d of %q is on line %d from %d, not %d from %d", offset, text, line, starts[line], got, start)
			}
		}
		for i, want := range starts {
			if start, ok := table.start(text, i); !ok || start != want {
				t.Fatalf("line %d of %q begins at %d, not %d (%v)", i, text, want, start, ok)
			}
		}
		for _, none := range []int{-1, len(starts)} {
			if _, ok := table.start(text, none); ok {
				t.Fatalf("%q has no line %d", text, none)
			}
		}
	}
}

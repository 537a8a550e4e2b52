package convert

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
)

func TestEditsAreFoundWhereverTheyTouch(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	someEdit := func() manifest.Edit {
		start := random.IntN(20 * blockLength)
		length := random.IntN([...]int{1, 2, 20, 3 * blockLength}[random.IntN(4)])
		return manifest.Edit{Span: manifest.Span{Start: start, End: start + length}, New: [...]string{"", "x", "\nx"}[random.IntN(3)]}
	}
	touched := 0
	for range 2000 {
		var all []manifest.Edit
		indexed := edits{}
		for range random.IntN(12) {
			e := someEdit()
			all = append(all, e)
			indexed.add(e)
		}
		e := someEdit()
		for _, relation := range []func(e, t manifest.Edit) bool{nextTo, dependsOn} {
			want := slices.ContainsFunc(all, func(t manifest.Edit) bool { return relation(e, t) })
			if got := indexed.touch([]manifest.Edit{e}, relation); got != want {
				t.Fatalf("%v touches one of %v: %v", e, all, got)
			} else if got {
				touched++
			}
		}
		want := slices.ContainsFunc(all, func(t manifest.Edit) bool { return t.Start <= e.Start && e.End <= t.End })
		if got := indexed.cover(e.Span); got != want {
			t.Fatalf("%v is covered by one of %v: %v", e.Span, all, got)
		}
	}
	if touched < 100 {
		t.Errorf("only %d touch", touched)
	}
}

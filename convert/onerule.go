package convert

import (
	"slices"

	"github.com/toolforge/tfk8s/lint"
)

const (
	maxAlone = 1000 // steps of convertAlone

	tooManyAlone = "too many fixes must be applied one at a time; run convert without --rule"
)

// convertAlone applies fixes of the rules of Options.Config, as Options.Alone makes them, until none is left that can be applied.
func (u *unit) convertAlone(cfg *lint.Config) {
	u.findIgnored(cfg)
	for range maxAlone {
		result := lint.File(cfg, u.File)
		r := round{cfg: cfg, file: u.File, found: result.Findings(cfg)}
		wanted := u.wantedAlone(r.found)
		if next := u.nextAlone(wanted); len(next) > 0 {
			r.apply(next)
		} else if u.joined.areTooMany(u.File) {
			r.dropped = drop(r.dropped, wanted, tooManyAlone)
		}
		if u.add(&r); r.next == nil && len(r.dropped) == 0 {
			return
		}
	}
}

// wantedAlone returns the findings of the rules of Options.Config whose fixes may be applied.
func (u *unit) wantedAlone(found []lint.Diagnostic) []lint.Diagnostic {
	isDropped := keysOf(u.Dropped)
	return slices.DeleteFunc(slices.Clone(u.withoutIgnored(found)), func(d lint.Diagnostic) bool {
		return !u.options.wants(d) || isDropped[keyOf(d)] || !slices.Contains(u.options.Config.Rules, d.Rule)
	})
}

// nextAlone returns findings whose fixes can be applied together: all that do not touch each other if possible, or else one of each
// object, or else the first.
func (u *unit) nextAlone(wanted []lint.Diagnostic) []lint.Diagnostic {
	all := apart(wanted)
	candidates := [][]lint.Diagnostic{all}
	if ofEach := firstOfEachObject(all); len(ofEach) > 1 && len(ofEach) < len(all) {
		candidates = append(candidates, ofEach)
	}
	if len(wanted) > 1 {
		candidates = slices.AppendSeq(candidates, slices.Chunk(wanted, 1))
	}
	for _, some := range candidates {
		if len(some) > 0 && u.joinFixes(some) {
			return some
		}
	}
	return nil
}

// apart returns findings whose fixes do not touch each other.
func apart(found []lint.Diagnostic) (chosen []lint.Diagnostic) {
	touched := edits{}
	for _, d := range found {
		if !touched.touch(d.Fix.Edits, nextTo) {
			chosen = append(chosen, d)
			touched.add(d.Fix.Edits...)
		}
	}
	return chosen
}

func firstOfEachObject(found []lint.Diagnostic) (chosen []lint.Diagnostic) {
	type object struct{ document, item int }
	known := map[object]bool{}
	for _, d := range found {
		key := keyOf(d)
		if at := (object{key.document, key.item}); !known[at] {
			known[at], chosen = true, append(chosen, d)
		}
	}
	return chosen
}

// joinFixes makes the fixes of findings such that they can be applied without others. The first gets the edits of all. It reports
// whether that is possible. If it took too long already, it does not try.
func (u *unit) joinFixes(found []lint.Diagnostic) bool {
	if u.joined.areTooMany(u.File) {
		return false
	}
	u.joined.add(u.File)
	joined := *found[0].Fix
	joined.Edits = nil
	for _, d := range found {
		joined.Edits = append(joined.Edits, d.Fix.Edits...)
	}
	first := u.options.newAlone(u.File).alone(&joined)
	if len(first.Edits) == 0 || first.Safety != lint.Safe && u.options.SafeOnly {
		return false
	}
	for i := range found {
		own := *found[i].Fix
		if own.Edits = nil; i == 0 {
			own = *first
		}
		found[i].Fix = &own
	}
	return true
}

package convert

import (
	"slices"

	"github.com/toolforge/tfk8s/lint"
)

// maxAlone limits the steps of convertAlone.
const maxAlone = 1000

// convertAlone applies fixes of the rules of Options.Config, as Options.Alone makes them, until none is left that can be applied.
func (u *unit) convertAlone(cfg *lint.Config) {
	u.findIgnored(cfg)
	for range maxAlone {
		result := lint.File(cfg, u.File)
		r := round{cfg: cfg, file: u.File, found: result.Findings(cfg)}
		if next := u.nextAlone(r.found); len(next) > 0 {
			r.apply(next)
		}
		if u.add(&r); r.next == nil && len(r.dropped) == 0 {
			return
		}
	}
}

// nextAlone returns findings whose fixes can be applied together: one of each object if possible, or else the first.
func (u *unit) nextAlone(found []lint.Diagnostic) []lint.Diagnostic {
	type object struct{ document, item int }
	known, touched := map[object]bool{}, edits{}
	var all, together []lint.Diagnostic
	for _, d := range u.withoutIgnored(found) {
		if !u.options.wants(d) || u.hasDropped(d) || !slices.Contains(u.options.Config.Rules, d.Rule) {
			continue
		}
		all = append(all, d)
		if at := (object{d.Object.Document, d.Object.Item}); !known[at] && !touched.touch(d.Fix.Edits, nextTo) {
			known[at], together = true, append(together, d)
			touched.add(d.Fix.Edits...)
		}
	}
	if len(together) > 1 && u.joinFixes(together) {
		return together
	}
	for _, d := range all {
		if some := []lint.Diagnostic{d}; u.joinFixes(some) {
			return some
		}
	}
	return nil
}

// joinFixes makes the fixes of findings such that they can be applied without others. The first gets the edits of all. It reports
// whether that is possible.
func (u *unit) joinFixes(found []lint.Diagnostic) bool {
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

func (u *unit) hasDropped(d lint.Diagnostic) bool {
	return slices.ContainsFunc(u.Dropped, func(dropped Dropped) bool { return keyOf(dropped.Diagnostic) == keyOf(d) })
}

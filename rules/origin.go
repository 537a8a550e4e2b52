package rules

import (
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// A place is where an object is in a file.
type place struct {
	document, item int
	name           string
}

func placeOf(o *manifest.Object) place { return place{o.Document, o.Item, o.Name} }

// origins returns what the signs in each object of a file show about the cluster that the object was made for.
func origins(cfg *lint.Config, f *manifest.File) map[place]*workload.Object {
	all := map[place]*workload.Object{}
	for _, d := range f.Docs {
		for _, o := range d.Objects() {
			all[placeOf(o)] = cfg.Prepare(o).(*workload.Object)
		}
	}
	return all
}

// Pin makes, for convert, the configuration of its later rounds: there the objects that come from the legacy cluster are
// those that came from it in the file; on the way back, those of the current one.
func Pin(cfg *lint.Config, f *manifest.File) *lint.Config {
	before := map[place]workload.Object{}
	for at, s := range origins(cfg, f) {
		before[at] = workload.Object{FromLegacy: s.FromLegacy, FromCurrent: s.FromCurrent}
	}
	pinned := *cfg
	pinned.Prepare = func(o *manifest.Object) any {
		s, was := cfg.Prepare(o).(*workload.Object), before[placeOf(o)]
		s.FromLegacy = s.FromLegacy || was.FromLegacy // a fix may have brought a sign to light, too
		s.FromCurrent = s.FromCurrent || was.FromCurrent
		return s
	}
	return &pinned
}

// Unpin makes, for convert, a pinned configuration in which an object does not come from a cluster if its first sign of that is gone.
func Unpin(pinned *lint.Config, before, after *manifest.File) (cfg *lint.Config, ok bool) {
	type lost struct{ legacy, current bool }
	gone := map[place]lost{}
	was := origins(pinned, before)
	for at, is := range origins(pinned, after) {
		if s := was[at]; s != nil {
			l := lost{isFirstGone(s.LegacySigns(), is.LegacySigns()), isFirstGone(s.CurrentSigns(), is.CurrentSigns())}
			if l.legacy || l.current {
				gone[at] = l
			}
		}
	}
	own := *pinned
	own.Prepare = func(o *manifest.Object) any {
		s, l := pinned.Prepare(o).(*workload.Object), gone[placeOf(o)]
		s.FromLegacy = s.FromLegacy && !l.legacy
		s.FromCurrent = s.FromCurrent && !l.current
		return s
	}
	return &own, len(gone) > 0
}

// isFirstGone reports whether the first sign is gone, and no other one has been brought to light that is now the first.
func isFirstGone(before, after []string) bool {
	return len(before) > 0 && !slices.Contains(after, before[0]) && (len(after) == 0 || slices.Contains(before, after[0]))
}

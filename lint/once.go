package lint

import "slices"

// mostCompared limits the number of findings at a place that the next one is compared with, in case a rule has hundreds there.
const mostCompared = 8

// sayOnce leaves out the findings that others at the same place cover, see Config.Covers. The findings are in order.
func sayOnce(cfg *Config, found []Diagnostic) []Diagnostic {
	if cfg.Covers == nil || len(found) < 2 {
		return found
	}
	kept, first := found[:0], 0
	for _, d := range found {
		if first == len(kept) || kept[first].Span != d.Span {
			first, kept = len(kept), append(kept, d)
			continue
		}
		start := max(first, len(kept)-mostCompared)
		kept = append(kept[:start], cfg.merge(kept[start:], d)...)
	}
	sortFindings(kept)
	return kept
}

// merge adds d to the findings of its place, without those that others cover.
func (c *Config) merge(place []Diagnostic, d Diagnostic) []Diagnostic {
	for i := range place {
		if c.Covers(&place[i], &d) {
			place[i].cover(&d)
			return place
		}
	}
	others := place[:0]
	for i := range place {
		if c.Covers(&d, &place[i]) {
			d.cover(&place[i])
		} else {
			others = append(others, place[i])
		}
	}
	return append(others, d)
}

// cover adds to d what another finding has and d lacks: its fix or, for an error of another rule without one, its message, and also
// its path and its related places.
func (d *Diagnostic) cover(other *Diagnostic) {
	var related []Related
	switch {
	case d.Fix != nil:
	case other.Fix != nil:
		d.Fix = other.Fix
	case other.Severity == Error && other.Rule != d.Rule:
		related = append(related, Related{File: other.File, Span: other.Span, Message: other.Message})
	}
	related = append(related, other.Related...)
	if also := AlsoNamed(other.Span, other.Path); other.Path != "" && other.Path != d.Path {
		also.File = other.File
		related = append([]Related{also}, related...)
	}
	d.Related = slices.Concat(d.Related, related)
}

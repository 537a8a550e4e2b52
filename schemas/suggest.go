package schemas

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/schemas/spelling"
)

// maxTypos is how many letters may differ between a name and the one that is
// meant.
const maxTypos = 2

// suggest returns names of the current cluster that an unknown image name may
// mean: those of an alias, otherwise the same image with or without a suffix and
// with the current prefix and marker, otherwise the one image with a near name.
// Digits do not count as typos: python36 is not a misspelled python35.
func (p *Policy) suggest(name, stem, suffix string) []string {
	for _, a := range p.Images.Aliases {
		if a.Stem == stem || a.Stem == name {
			return p.imageNames(a.To, suffix)
		}
	}
	for i := range p.Images.Table {
		row := &p.Images.Table[i]
		if stem == row.Current || stem == row.Legacy && row.Current != "" {
			return p.imageNames([]string{row.Current}, "")
		}
	}
	for _, n := range []string{name, stem} {
		if now := p.currentStem(n); p.isCurrentStem(now) {
			return p.imageNames([]string{now}, suffix)
		}
	}
	var near []string
	for known, current := range p.knownNames {
		if abs(len(known)-len(name)) <= maxTypos && Digits(known) == Digits(name) && spelling.Distance(known, name) <= maxTypos {
			if !slices.Contains(near, current) {
				near = append(near, current)
			}
		}
	}
	if len(near) != 1 {
		return nil
	}
	return near
}

// currentStem replaces the prefix and the marker of either cluster by those of the
// current one.
func (p *Policy) currentStem(stem string) string {
	stem = strings.TrimPrefix(strings.TrimPrefix(stem, p.Images.LegacyPrefix), p.Images.Prefix)
	return p.Images.Prefix + strings.TrimSuffix(stem, p.Images.Marker) + p.Images.Marker
}

func (p *Policy) isCurrentStem(stem string) bool {
	return slices.ContainsFunc(p.Images.Table, func(i Image) bool { return i.Current == stem })
}

// imageNames returns the names that stems make with a suffix: without one all that
// the image has, and the stem alone for an image that has none.
func (p *Policy) imageNames(stems []string, suffix string) []string {
	var names []string
	for _, stem := range stems {
		current := func(i *Image) string { return i.Current }
		switch {
		case p.rowOf(stem, "", current) != nil:
			names = append(names, stem)
		case suffix != "":
			names = append(names, join(stem, suffix))
		default:
			for _, s := range p.Images.Suffixes {
				names = append(names, join(stem, s))
			}
		}
	}
	return names
}

// knownNames yields every known image name with the name that replaces it on the
// current cluster, which is the same for those that are of it.
func (p *Policy) knownNames(yield func(known, current string) bool) {
	for i := range p.Images.Table {
		row := &p.Images.Table[i]
		if row.Current == "" {
			continue
		}
		suffixes := p.Images.Suffixes
		if !row.Suffixed {
			suffixes = []string{""}
		}
		for _, s := range suffixes {
			current := join(row.Current, s)
			if !yield(current, current) || row.Legacy != "" && !yield(join(row.Legacy, s), current) {
				return
			}
		}
	}
}

// Digits returns the digits of a text, which distinguish versions in names that
// are otherwise alike.
func Digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

func abs(n int) int { return max(n, -n) }

// beforeLater returns the newest image of the same language as a later one, nil when there is none.
func (p *Policy) beforeLater(later *LaterImage, suffix string) []string {
	language := strings.TrimRight(later.Name, "0123456789")
	for i := range slices.Backward(p.Images.Table) {
		row := &p.Images.Table[i]
		if row.Language == language && !row.Deprecated && row.Suffixed == (suffix != "") {
			return []string{row.CurrentName(suffix)}
		}
	}
	return nil
}

package convert

import (
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// maxRounds bounds the loop. A real file needs three: a fix, one that it made possible, and the look that nothing is
// left.
const maxRounds = 20

// A part is what is converted by itself: a document, or a whole file. Its Result says what has become of it by now.
type part struct {
	Result
	options *Options
	rounds  *lint.Config      // see fixing
	found   []lint.Diagnostic // of File
	span    manifest.Span     // its bytes in the file that it comes from
	above   int               // lines before it there
	kept    map[claim]bool    // what directives ignore in the input, without messages
}

// take makes of a finding in the file one in the part. ok is false where its fix edits anything else.
func (p *part) take(d lint.Diagnostic) (moved lint.Diagnostic, ok bool) {
	id, fix := *d.Object, *d.Fix
	id.Document = 0
	if fix.Edits, ok = p.span.Inside(fix.Edits); !ok {
		return d, false
	}
	d.File, d.Object, d.Fix = p.File, &id, &fix
	d.Span.Start, d.Span.End = d.Span.Start-p.span.Start, d.Span.End-p.span.Start
	return d, true
}

// convert applies fixes, round after round. The error names rules that undo each other's fixes.
func (p *part) convert() error {
	cfg, pin := p.rounds, p.options.Pin != nil
	p.keepIgnored()
	for range maxRounds {
		fixes, early := p.pick(p.found)
		if len(fixes) == 0 {
			return nil
		}
		if pin {
			cfg = p.options.Pin(cfg, p.File)
		}
		round := attempt{cfg: cfg, file: p.File, found: p.found}
		if len(early) == 0 || !p.ends(&round, slices.Concat(fixes, early)) {
			round.grow(fixes)
		}
		for i := range round.dropped {
			round.dropped[i].Position = p.position(round.dropped[i].Diagnostic)
		}
		p.Dropped = append(p.Dropped, round.dropped...)
		if round.next != nil {
			p.note(round.applied)
			p.File, p.Changed, p.found = round.next, true, round.left
			pin = p.options.Pin != nil && slices.ContainsFunc(round.applied, isReading)
		}
	}
	fixes, _ := p.pick(p.found)
	return fmt.Errorf("%s: the fixes of %s undo each other; nothing is changed", p.File.Name, rulesOf(fixes))
}

// keepIgnored notes what directives ignore. A fix may take away the line that a directive is about.
func (p *part) keepIgnored() {
	if !lint.HasDirectives(p.File) {
		return
	}
	p.kept = map[claim]bool{}
	result := lint.File(p.rounds, p.File)
	for _, d := range result.Ignored(p.rounds) {
		c := claimOf(d)
		c.message = ""
		p.kept[c] = true
	}
}

// pick is that of the options, for what no directive ignored in the input.
func (p *part) pick(found []lint.Diagnostic) (picked, early []lint.Diagnostic) {
	if len(p.kept) > 0 {
		found = slices.DeleteFunc(slices.Clone(found), func(d lint.Diagnostic) bool {
			c := claimOf(d)
			c.message = ""
			return p.kept[c]
		})
	}
	return p.options.pick(found, p.Dropped)
}

// ends applies fixes in the round where no fix is left then.
func (p *part) ends(round *attempt, fixes []lint.Diagnostic) bool {
	all := *round
	if all.add(fixes) != nil {
		return false
	}
	if left, _ := p.pick(all.left); len(left) > 0 {
		return false
	}
	*round = all
	return true
}

func (p *part) note(applied []lint.Diagnostic) {
	for _, d := range applied {
		p.Applied = append(p.Applied, Applied{Rule: d.Rule, Title: d.Fix.Title, Safety: d.Fix.Safety, Position: p.position(d)})
	}
}

// position is where a finding stands in the file that the part comes from.
func (p *part) position(d lint.Diagnostic) manifest.Position {
	at := d.File.Position(d.Span.Start)
	at.Line += p.above
	return at
}

// pick chooses whole fixes in file order; one that touches the bytes of an earlier one waits for the next round. Those that
// wait are early where none has to: applied with the others they may spare that round. What a person should look at has to,
// for it is shown where it stands behind the others.
func (o *Options) pick(found []lint.Diagnostic, dropped []Dropped) (picked, early []lint.Diagnostic) {
	taken := edits{}
	for _, d := range found {
		switch {
		case !o.wants(d), wasDropped(d, dropped):
		case taken.touch(d.Fix.Edits, nextTo):
			early = append(early, d)
		default:
			picked = append(picked, d)
			taken.add(d.Fix.Edits...)
		}
	}
	for _, d := range early {
		if d.Fix.Safety != lint.Safe || taken.touch(d.Fix.Edits, matters) {
			return picked, nil
		}
		taken.add(d.Fix.Edits...)
	}
	return picked, early
}

// wants reports whether a finding has a fix that may be applied.
func (o *Options) wants(d lint.Diagnostic) bool {
	return d.Fix != nil && (d.Fix.Safety == lint.Safe || !o.SafeOnly)
}

func wasDropped(d lint.Diagnostic, dropped []Dropped) bool {
	return slices.ContainsFunc(dropped, func(x Dropped) bool { return claimOf(x.Diagnostic) == claimOf(d) })
}

// An attempt is one round: it looks for as many of the fixes as can be applied together.
type attempt struct {
	cfg     *lint.Config
	file    *manifest.File
	found   []lint.Diagnostic
	next    *manifest.File    // the outcome of the applied ones; nil where there are none
	left    []lint.Diagnostic // what lint finds in it
	applied []lint.Diagnostic
	dropped []Dropped
}

// grow adds fixes to the applied ones: all at once or, where a guard says no, by halves. A fix that only the others stand
// in the way of waits for the next round; one that a guard refuses by itself is dropped.
func (a *attempt) grow(fixes []lint.Diagnostic) {
	switch err := a.add(fixes); {
	case err == nil:
	case len(fixes) > 1:
		a.grow(fixes[:len(fixes)/2])
		a.grow(fixes[len(fixes)/2:])
	default:
		if len(a.applied) > 0 {
			if _, _, err = try(a.cfg, a.file, a.found, fixes); err == nil {
				return
			}
		}
		a.dropped = append(a.dropped, Dropped{Diagnostic: fixes[0], Reason: err.Error()})
	}
}

// add adds all of the fixes, or none.
func (a *attempt) add(fixes []lint.Diagnostic) error {
	with := slices.Concat(a.applied, fixes)
	next, left, err := try(a.cfg, a.file, a.found, with)
	if err == nil {
		a.next, a.left, a.applied = next, left, with
	}
	return err
}

// try applies fixes and lints the outcome; the error is the reason why they must not be applied.
func try(cfg *lint.Config, f *manifest.File, found, fixes []lint.Diagnostic) (*manifest.File, []lint.Diagnostic, error) {
	var all []manifest.Edit
	for _, d := range fixes {
		all = append(all, d.Fix.Edits...)
	}
	src, err := f.Apply(all)
	if err != nil {
		return nil, nil, err
	}
	next := f.With(src)
	if err := guard(f, next, all, fixes); err != nil {
		return nil, nil, err
	}
	result := lint.File(cfg, next)
	left := result.Findings(cfg)
	was, is := tally(found), tally(left)
	for _, d := range fixes {
		if c := claimOf(d); is[c] >= was[c] {
			return nil, nil, fmt.Errorf("the finding would still be there")
		}
	}
	return next, left, nil
}

// A claim is what a finding says, of whatever round.
type claim struct {
	rule           *lint.Rule
	path, message  string
	document, item int
}

func claimOf(d lint.Diagnostic) claim {
	c := claim{rule: d.Rule, path: d.Path, message: d.Message, document: -1}
	if d.Object != nil {
		c.document, c.item = d.Object.Document, d.Object.Item
	}
	return c
}

// tally counts findings that say the same.
func tally(found []lint.Diagnostic) map[claim]int {
	count := make(map[claim]int, len(found))
	for _, d := range found {
		count[claimOf(d)]++
	}
	return count
}

func rulesOf(found []lint.Diagnostic) string {
	var names []string
	for _, d := range found {
		if !slices.Contains(names, d.Rule.Name) {
			names = append(names, d.Rule.Name)
		}
	}
	return strings.Join(names, " and ")
}

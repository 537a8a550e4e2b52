package convert

import (
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// maxRounds limits the rounds. A real file needs three: for a fix, for another one that the first made possible, and to see
// that no fix is left.
const maxRounds = 20

// A unit is text that is converted by itself: a whole file, or a document of it. Its Result is the state after the last round.
type unit struct {
	Result
	options    *Options
	rounds     *lint.Config        // see fixesOnly
	found      []lint.Diagnostic   // in File
	span       manifest.Span       // its bytes in the file that it is from
	linesAbove int                 // lines above it in that file
	ignored    map[findingKey]bool // what directives ignore in the input, without messages
	joined     tries               // of joinFixes
	first      *attempt            // see tryTogether
}

// move translates a finding from the file to the unit. ok is false if its fix edits text outside of the unit.
func (u *unit) move(d lint.Diagnostic) (moved lint.Diagnostic, ok bool) {
	id, fix := *d.Object, *d.Fix
	id.Document = 0
	if fix.Edits, ok = u.span.Inside(fix.Edits); !ok {
		return d, false
	}
	d.File, d.Object, d.Fix = u.File, &id, &fix
	d.Span.Start, d.Span.End = d.Span.Start-u.span.Start, d.Span.End-u.span.Start
	return d, true
}

// convert applies fixes, round after round, until no fix is left. The error names rules that undo each other's fixes.
func (u *unit) convert() error {
	if u.options.Along != nil {
		u.convertAlone(fixesOnly(u.options.Along))
		return nil
	}
	u.findIgnored(u.rounds)
	cfg, mustPin := u.rounds, u.options.Pin != nil
	for range maxRounds {
		fixes, conflicting := u.choose(u.found)
		if len(fixes) == 0 {
			return nil
		}
		if mustPin {
			cfg = u.options.Pin(cfg, u.File)
		}
		r := round{cfg: cfg, file: u.File, found: u.found, ready: u.first}
		u.first = nil
		if len(conflicting) == 0 || !u.tryLastRound(&r, slices.Concat(fixes, conflicting)) {
			r.apply(fixes)
		}
		u.add(&r)
		mustPin = u.options.Pin != nil && slices.ContainsFunc(r.applied, changesReading)
	}
	fixes, _ := u.choose(u.found)
	return fmt.Errorf("%s: the fixes of %s undo each other; nothing is changed", u.File.Name, rulesOf(fixes))
}

// add adds the outcome of a round.
func (u *unit) add(r *round) {
	for _, d := range r.dropped {
		d.Position = u.position(d.Diagnostic)
		u.Dropped = append(u.Dropped, d)
	}
	if r.next == nil {
		return
	}
	for _, d := range r.applied {
		u.Applied = append(u.Applied, Applied{Rule: d.Rule, Title: d.Fix.Title, Safety: d.Fix.Safety, Position: u.position(d)})
	}
	u.Settled += u.options.settledIn(r)
	u.File, u.Changed, u.found = r.next, true, r.left
}

// settledIn returns the number of fixable findings that a round removed without their own fixes. It counts by rule, because paths
// and messages change with the text around them.
func (o *Options) settledIn(r *round) (n int) {
	fixable, gone := map[*lint.Rule]int{}, map[*lint.Rule]int{}
	for _, d := range r.found {
		gone[d.Rule]++
		if o.wants(d) {
			fixable[d.Rule]++
		}
	}
	for _, d := range r.left {
		gone[d.Rule]--
	}
	for _, d := range r.applied {
		gone[d.Rule]--
		fixable[d.Rule]--
	}
	for rule, more := range fixable {
		n += max(0, min(more, gone[rule]))
	}
	return n
}

// position returns the place of a finding in the file that the unit is from.
func (u *unit) position(d lint.Diagnostic) manifest.Position {
	at := d.File.Position(d.Span.Start)
	at.Line += u.linesAbove
	return at
}

// findIgnored remembers what directives ignore in the input, because a fix may delete the line that a directive applies to.
func (u *unit) findIgnored(cfg *lint.Config) {
	if u.ignored != nil || !lint.HasDirectives(u.File) {
		return
	}
	u.ignored = map[findingKey]bool{}
	result := lint.File(cfg, u.File)
	for _, d := range result.Ignored(cfg) {
		u.ignored[keyOf(d).withoutMessage()] = true
	}
}

// choose chooses fixes, like Options.choose, for findings that no directive ignored in the input.
func (u *unit) choose(found []lint.Diagnostic) (chosen, conflicting []lint.Diagnostic) {
	return u.options.choose(u.withoutIgnored(found), u.Dropped)
}

func (u *unit) withoutIgnored(found []lint.Diagnostic) []lint.Diagnostic {
	if len(u.ignored) == 0 {
		return found
	}
	return slices.DeleteFunc(slices.Clone(found), func(d lint.Diagnostic) bool { return u.ignored[keyOf(d).withoutMessage()] })
}

// tryLastRound applies all of the fixes in one round, but only if no fix is left afterwards. It reports whether it did.
func (u *unit) tryLastRound(r *round, fixes []lint.Diagnostic) bool {
	all := *r
	if all.add(fixes) != nil {
		return false
	}
	if left, _ := u.choose(all.left); len(left) > 0 {
		return false
	}
	*r = all
	return true
}

// choose chooses fixes in file order. A fix that touches the edits of an earlier one waits for the next round. If all of these fixes
// could be applied at once after all, they are returned as conflicting, because that may save a round. A fix to review must wait,
// because its position is reported in the text that the other fixes made.
func (o *Options) choose(found []lint.Diagnostic, dropped []Dropped) (chosen, conflicting []lint.Diagnostic) {
	touched := edits{}
	isDropped := keysOf(dropped)
	for _, d := range found {
		switch {
		case !o.wants(d), len(dropped) > 0 && isDropped[keyOf(d)]:
		case touched.touch(d.Fix.Edits, nextTo):
			conflicting = append(conflicting, d)
		default:
			chosen = append(chosen, d)
			touched.add(d.Fix.Edits...)
		}
	}
	for _, d := range conflicting {
		if d.Fix.Safety != lint.Safe || touched.touch(d.Fix.Edits, dependsOn) {
			return chosen, nil
		}
		touched.add(d.Fix.Edits...)
	}
	return chosen, conflicting
}

// wants reports whether a finding has a fix that may be applied in a round. For those that remove objects see wantsRemoval.
func (o *Options) wants(d lint.Diagnostic) bool {
	return d.Fix != nil && !d.Fix.Removes && (d.Fix.Safety == lint.Safe || !o.SafeOnly)
}

// A findingKey identifies a finding across rounds.
type findingKey struct {
	rule           *lint.Rule
	path, message  string
	document, item int
}

func keyOf(d lint.Diagnostic) findingKey {
	key := findingKey{rule: d.Rule, path: d.Path, message: d.Message, document: -1}
	if d.Object != nil {
		key.document, key.item = d.Object.Document, d.Object.Item
	}
	return key
}

func keysOf(dropped []Dropped) map[findingKey]bool {
	keys := make(map[findingKey]bool, len(dropped))
	for _, d := range dropped {
		keys[keyOf(d.Diagnostic)] = true
	}
	return keys
}

func (k findingKey) withoutMessage() findingKey {
	k.message = ""
	return k
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

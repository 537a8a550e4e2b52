package convert

import (
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// A round applies as many fixes to a text as can be applied together.
type round struct {
	cfg     *lint.Config
	file    *manifest.File
	found   []lint.Diagnostic // in file
	next    *manifest.File    // file with the applied fixes; nil if there are none
	left    []lint.Diagnostic // what lint finds in next
	applied []lint.Diagnostic
	dropped []Dropped
	failed  tries
	ready   *attempt // to apply all fixes of the round; may be nil
}

const tooManyRejected = "too many other fixes cannot be applied"

// apply applies fixes: all at once or, if the guard rejects that, in halves. A fix that is rejected only together with others waits
// for the next round. One that is rejected by itself is dropped. If there are too many of them, the rest is dropped as well.
func (r *round) apply(fixes []lint.Diagnostic) {
	if r.failed.areTooMany(r.file) {
		r.dropped = drop(r.dropped, fixes, tooManyRejected)
		return
	}
	err := r.add(fixes)
	if err == nil {
		return
	}
	if r.failed.add(r.file); len(fixes) > 1 {
		r.apply(fixes[:len(fixes)/2])
		r.apply(fixes[len(fixes)/2:])
		return
	}
	if len(r.applied) > 0 {
		if _, _, err = r.try(fixes); err == nil {
			return
		}
	}
	r.dropped = drop(r.dropped, fixes, err.Error())
}

// drop adds findings to the dropped ones.
func drop(dropped []Dropped, found []lint.Diagnostic, reason string) []Dropped {
	for _, d := range found {
		dropped = append(dropped, Dropped{Diagnostic: d, Reason: reason})
	}
	return dropped
}

// add adds all of the fixes to the applied ones, or none.
func (r *round) add(fixes []lint.Diagnostic) error {
	with := slices.Concat(r.applied, fixes)
	next, left, err := r.try(with)
	if err == nil {
		r.next, r.left, r.applied = next, left, with
	}
	return err
}

// try applies fixes to the file and lints the outcome. The error says why the fixes must not be applied.
func (r *round) try(fixes []lint.Diagnostic) (*manifest.File, []lint.Diagnostic, error) {
	a := r.ready
	if a == nil || len(a.fixes) != len(fixes) {
		a = newAttempt(r.file, fixes)
	}
	if a.err != nil {
		return nil, nil, a.err
	}
	if err := guard(r.file, a.next, a.edits, fixes); err != nil {
		return nil, nil, err
	}
	result := lint.File(r.cfg, a.next)
	left := result.Findings(r.cfg)
	before, after := countByKey(r.found), countByKey(left)
	for _, d := range fixes {
		if key := keyOf(d); after[key] >= before[key] {
			return nil, nil, fmt.Errorf("the finding would still be there")
		}
	}
	return a.next, left, nil
}

func countByKey(found []lint.Diagnostic) map[findingKey]int {
	count := make(map[findingKey]int, len(found))
	for _, d := range found {
		count[keyOf(d)]++
	}
	return count
}

package convert

import (
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// An attempt is a file with fixes, before anything is known about it.
type attempt struct {
	fixes []lint.Diagnostic
	edits []manifest.Edit // of all fixes
	next  *manifest.File
	err   error // why the edits cannot be made
}

func newAttempt(f *manifest.File, fixes []lint.Diagnostic) *attempt {
	a := &attempt{fixes: fixes}
	for _, d := range fixes {
		a.edits = append(a.edits, d.Fix.Edits...)
	}
	src, err := f.Apply(a.edits)
	if a.err = err; err == nil {
		a.next = f.With(src)
	}
	return a
}

// tryTogether makes what units try first, all that is found in them, and parses it together: that takes less time than to parse one
// after the other. Some of the units may be nil.
func tryTogether(units []*unit) {
	var docs []*manifest.Document
	for _, u := range units {
		if u == nil || u.Err != nil || u.options.Along != nil {
			continue
		}
		u.findIgnored(u.rounds)
		fixes, conflicting := u.choose(u.found)
		if u.first = newAttempt(u.File, slices.Concat(fixes, conflicting)); u.first.err == nil {
			docs = append(docs, u.first.next.Docs...)
		}
	}
	s := manifest.NewSequence(docs)
	for range docs {
		s.Load()
	}
}

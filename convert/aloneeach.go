package convert

import (
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/parallel"
)

const maxAloneEach = 1000

// AloneEach makes the fixes of findings in several files such that each can be applied alone. See Alone.
//
// Those after the first thousand lose their edits, because it takes time to find out what each leads to.
func (o *Options) AloneEach(found []lint.Diagnostic) []lint.Diagnostic {
	found = withoutEdits(found, maxAloneEach)
	var files [][]lint.Diagnostic
	for i, d := range found {
		if last := len(files) - 1; last >= 0 && files[last][0].File == d.File {
			files[last] = found[i-len(files[last]) : i+1]
		} else {
			files = append(files, found[i:i+1])
		}
	}
	return slices.Concat(parallel.Map(len(files), func(i int) []lint.Diagnostic { return o.Alone(files[i][0].File, files[i]) })...)
}

// withoutEdits returns findings whose fixes have no edits, except for the first.
func withoutEdits(found []lint.Diagnostic, except int) []lint.Diagnostic {
	found = slices.Clone(found)
	for i := range found {
		if found[i].Fix == nil || len(found[i].Fix.Edits) == 0 {
			continue
		}
		if except--; except < 0 {
			fix := *found[i].Fix
			fix.Edits, found[i].Fix = nil, &fix
		}
	}
	return found
}

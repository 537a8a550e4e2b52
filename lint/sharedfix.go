package lint

import (
	"cmp"
	"fmt"
)

// dropContestedFixes drops fixes that edit a text that several places of a document share through aliases, unless all of these places
// need the fix. The rules judge each place by itself. The title of a dropped fix becomes the help, unless the rule gave one.
func dropContestedFixes(found []Diagnostic) {
	var needed map[string]int
	for _, d := range found {
		if sharedUses(d.Fix) > 1 {
			if needed == nil {
				needed = map[string]int{}
			}
			needed[fixKey(d)]++
		}
	}
	for i, d := range found {
		if uses := sharedUses(d.Fix); uses > 1 && needed[fixKey(d)] < uses {
			found[i].Help, found[i].Fix = cmp.Or(d.Help, d.Fix.Title), nil
		}
	}
}

// fixKey is the same for two fixes of a rule that change the same text in the same way.
func fixKey(d Diagnostic) string { return fmt.Sprint(d.Rule.ID, d.Fix.Edits) }

// sharedUses returns the largest number of places that an edit of the fix changes at once.
func sharedUses(f *Fix) int {
	uses := 0
	if f != nil {
		for _, e := range f.Edits {
			uses = max(uses, e.Uses)
		}
	}
	return uses
}

package lint

import (
	"fmt"
	"regexp"
	"sync"
)

// dropContestedFixes drops fixes that edit a text that several places of a document share through aliases, unless all of these places
// need the fix. The rules judge each place by itself.
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
			found[i].dropFix()
		}
	}
}

// dropFix makes help of the fix. If the fix edits a text that aliases share, a person must first end that: this works at the anchor
// and at the alias, for values, maps and merge keys.
func (d *Diagnostic) dropFix() {
	help := d.Fix.Title
	if sharedUses(d.Fix) > 1 {
		alias := "an alias"
		if match := aliasForm().FindSubmatch(d.File.Text()[d.Span.Start:]); match != nil {
			alias = "the alias " + string(match[1])
		}
		help = "write the value out instead of using " + alias + ", then " + help
	}
	if d.Help != "" {
		help += "; " + d.Help
	}
	d.Help, d.Fix = help, nil
}

// aliasForm recognizes an alias at the place of a finding, or behind its key.
var aliasForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[\w./-]+:[ \t]+)?(\*[\w-]+)[ \t]*(?:[\r\n,}\]]|[ \t]#|$)`)
})

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

package yaml

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed duplicate-key.md
var duplicateKeyDoc string

var DuplicateKey = &lint.Rule{
	ID: "TFK902", Name: "duplicate-key",
	Stage: lint.Runs, Severity: lint.Warning, Fix: lint.Review,
	BothWays: true,
	Doc:      duplicateKeyDoc,
	Document: checkDuplicateKey,
}

func checkDuplicateKey(p *lint.Pass, d *manifest.Document) {
	twice := d.Duplicates()
	objects := missingSeparators(d, twice)
	if objects != nil {
		p.Report(lint.Report{
			Span:    objects.second.Mark(),
			Fix:     lint.NewFix(lint.Review, objects.edits, true, "put a line --- above it"),
			Related: []lint.Related{{File: d.File, Span: objects.first.Mark(), Message: "the first object begins here"}},
		}, "a second object begins here without a separator").
			Effect("they are read as one object, and the keys of the first are lost")
	}
	for _, dup := range twice {
		if objects != nil && dup.Lost.Parent() == d.Root() {
			continue
		}
		f := p.Report(lint.Report{
			Span: dup.Lost.Mark(), Path: dup.Lost.Path(),
			Related: []lint.Related{{File: d.File, Span: dup.Kept.Mark(), Message: "this one counts"}},
		}, "the key %q appears twice in the same map", dup.Lost.Key()).Help("delete one of them")
		if sameTree(dup.Lost, dup.Kept) {
			f.Effect("nothing is lost, since both have the same value")
		} else {
			f.Label("this value is lost")
		}
	}
}

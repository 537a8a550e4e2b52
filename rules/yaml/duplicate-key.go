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
	Stage: lint.Runs, Severity: lint.Warning,
	BothWays: true,
	Doc:      duplicateKeyDoc,
	Document: checkDuplicateKey,
}

func checkDuplicateKey(p *lint.Pass, d *manifest.Document) {
	for _, dup := range d.Duplicates() {
		report := lint.Report{
			Span: dup.Lost.Mark(), Path: dup.Lost.Path(),
			Related: []lint.Related{{File: d.File, Span: dup.Kept.Mark(), Message: "this one counts"}},
		}
		if sameTree(dup.Lost, dup.Kept) {
			p.Report(report, "%q stands here twice with the same value: delete one of them", dup.Lost.Key())
			continue
		}
		p.Report(report, "%q stands here twice: the last one counts, and this value is lost: delete one of them", dup.Lost.Key())
	}
}

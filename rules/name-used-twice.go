package rules

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
)

//go:embed name-used-twice.md
var nameUsedTwiceDoc string

var nameUsedTwice = &lint.Rule{
	ID: "TFK613", Name: "name-used-twice",
	Stage: lint.API, Severity: lint.Error,
	Doc:    nameUsedTwiceDoc,
	Gather: ledgersOfRun,
	Set:    checkNameUsedTwice,
}

func checkNameUsedTwice(p *lint.Pass, all any) {
	for _, l := range all.([]*ledger) {
		for _, e := range l.entries {
			if e.fate == twice {
				first := e.rest[0]
				p.Report(lint.Report{File: e.File, Object: e.Object, Span: e.name, Path: namePath, Related: []lint.Related{{File: first.File, Span: first.name, Message: "the first one"}}},
					"there is a %s %q in this run already: use another name, or do without one of them", e.Object.Kind, e.Object.Name)
			}
		}
	}
}

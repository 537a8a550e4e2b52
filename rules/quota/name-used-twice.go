package quota

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed name-used-twice.md
var nameUsedTwiceDoc string

var NameUsedTwice = &lint.Rule{
	ID: "TFK613", Name: "name-used-twice",
	Stage: lint.API, Severity: lint.Error,
	BothWays: true,
	Doc:      nameUsedTwiceDoc,
	Set:      UsageOfRun.Check(checkNameUsedTwice),
}

func checkNameUsedTwice(p *lint.Pass, all []*Usage) {
	for _, l := range all {
		for _, e := range l.Entries {
			r := lint.Report{File: e.File, Object: e.Object, Span: e.name, Path: workload.NamePath}
			switch {
			case e.first != nil:
				r.Related = []lint.Related{{File: e.first.File, Span: e.first.name, Message: "the first one"}}
				p.Report(r, "there is %s %q in this run already: use another name, or do without one of them", words.Article(e.kind), e.Object.Name)
			case e.instead != nil && e.instead.first != e:
				first := e.instead.first
				r.Stage, r.Severity = new(lint.Advice), new(lint.Note)
				r.Related = []lint.Related{{File: first.File, Span: first.name, Message: "the other one"}}
				p.Report(r, "%s %q is in %s too: apply only one of the folders", e.kind, e.Object.Name, first.File.Name)
			}
		}
	}
}

package quota

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
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

func checkNameUsedTwice(p *lint.Pass, u *Usage) {
	for _, e := range u.Entries {
		r := lint.Report{File: e.File, Object: e.Object, Span: e.name, Path: workload.NamePath}
		switch {
		case e.first != nil && e.first.Implied:
			reportOfWebservice(p, r, e)
		case e.first != nil:
			r.Related = []lint.Related{{File: e.first.File, Span: e.first.name, Message: "the first one"}}
			p.Report(r, "another %s is named %q too", e.kind, e.Object.Name).Help("rename one of them, or remove one")
		case e.instead != nil && e.instead.first != e:
			first := e.instead.first
			r.Stage, r.Severity = new(lint.Advice), new(lint.Note)
			r.Related = []lint.Related{{File: first.File, Span: first.name, Message: "the other one"}}
			p.Report(r, "%s %q is in %s too", e.kind, e.Object.Name, first.File.Name).Help("apply only one of the folders")
		}
	}
}

// reportOfWebservice reports an object that webservice creates too. One with the labels of webservice is most likely an export of
// that very object.
func reportOfWebservice(p *lint.Pass, r lint.Report, e *entry) {
	r.Related = []lint.Related{{File: e.first.File, Span: e.first.name, Message: "the settings of the webservice"}}
	if e.isWebservices {
		r.Stage, r.Severity = new(lint.Advice), new(lint.Note)
		p.Report(r, "webservice creates the %s %q itself", e.kind, e.Object.Name).Help("remove it from the manifests")
		return
	}
	p.Report(r, "webservice creates another %s named %q", e.kind, e.Object.Name).Help("rename it, or remove it")
}

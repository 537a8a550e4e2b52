package quota

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
)

//go:embed quota-exceeded-together.md
var quotaTogetherDoc string

var QuotaTogether = &lint.Rule{
	ID: "TFK607", Name: "quota-exceeded-together",
	Stage: lint.Pods, Severity: lint.Error,
	Doc: quotaTogetherDoc,
	Set: UsageOfRun.Check(checkQuotaTogether),
}

func checkQuotaTogether(p *lint.Pass, all []*Usage) {
	for _, l := range all {
		for _, e := range l.Entries {
			l.reportTogether(p, e)
		}
	}
}

func (u *Usage) reportTogether(p *lint.Pass, e *entry) {
	r := lint.Report{File: e.File, Object: e.Object, Span: e.place, Path: e.path}
	if e.outcome != over && e.outcome != podsOver || !e.fitsAlone() { // see quota-exceeded-alone
		return
	}
	r.Related = u.related(e)
	switch {
	case e.outcome == podsOver:
		p.Report(r, "%s beside the other objects (%s)", e.fitting(), u.excess(e)).Help("use fewer or smaller pods")
	case e.isPod:
		r.Stage = new(lint.API)
		p.Report(r, "the Pod does not fit into the quota beside the other objects (%s)", u.excess(e)).Help("use fewer or smaller pods")
	}
}

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
	Set: LedgersOfRun.Check(checkQuotaTogether),
}

func checkQuotaTogether(p *lint.Pass, all []*Ledger) {
	for _, l := range all {
		for _, e := range l.Entries {
			l.reportTogether(p, e)
		}
	}
}

func (l *Ledger) reportTogether(p *lint.Pass, e *entry) {
	r := lint.Report{File: e.File, Object: e.Object, Span: e.place, Path: e.path}
	if e.fate != over && e.fate != podsOver || !e.fitsAlone() { // which is said already
		return
	}
	r.Related = l.related(e)
	switch {
	case e.fate == podsOver:
		p.Report(r, "%s beside the other objects of the run: %s; use fewer or smaller pods", e.fitting(), l.excess(e))
	case e.isPod:
		r.Stage = new(lint.API)
		p.Report(r, "the Pod does not fit beside the other objects of the run: %s; use fewer or smaller ones", l.excess(e))
	}
}

package quota

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed quota-exceeded-together.md
var quotaTogetherDoc string

var QuotaTogether = &lint.Rule{
	ID: "TFK607", Name: "quota-exceeded-together",
	Stage: lint.Pods, Severity: lint.Error,
	Doc: quotaTogetherDoc,
	Set: UsageOfRun.Check(checkQuotaTogether),
}

func checkQuotaTogether(p *lint.Pass, u *Usage) {
	for i := range u.Entries {
		u.reportTogether(p, i)
	}
	if u.worst != nil {
		u.reportWorstCase(p)
	}
}

func (u *Usage) reportTogether(p *lint.Pass, i int) {
	e := u.Entries[i]
	if e.outcome != over && e.outcome != podsOver || !e.Implied && !e.fitsAlone() { // see quota-exceeded-alone, which knows only manifests
		return
	}
	r := u.newReport(i, e.place, e.path)
	fitsNow := r.Severity != nil
	if e.runsInParts() {
		r.Severity = new(lint.Warning)
	}
	var found lint.Finding
	switch {
	case e.outcome == podsOver && !e.fitsAlone():
		found = p.Report(r, "%s into a tool's quota (%s)", e.fitting(), u.excess(e))
	case e.outcome == podsOver:
		found = p.Report(r, "%s beside the other objects (%s)", e.fitting(), u.excess(e))
	case e.isPod:
		if r.Severity == nil {
			r.Stage = new(lint.API)
		}
		found = p.Report(r, "the Pod does not fit into the quota beside the other objects (%s)", u.excess(e))
	default: // see object-count
		return
	}
	switch found.Help("use fewer or smaller pods"); {
	case e.runsInParts():
		found.Effect(laterPods).Help("set parallelism: %d, or use smaller pods", e.Made)
	case fitsNow:
		found.Effect("not all pods are created after tfk8s convert has fixed the other objects")
	}
}

// newReport makes the report about an entry that does not fit. It is a warning if the entry fits until convert has fixed others.
func (u *Usage) newReport(i int, span manifest.Span, path string) lint.Report {
	e := u.Entries[i]
	r := lint.Report{File: e.File, Object: e.Object, Span: span, Path: path, Related: u.related(e, false)}
	if !u.isShortAsWritten(i) {
		r.Severity = new(lint.Warning)
	}
	return r
}

package rules

import (
	_ "embed"
	"fmt"

	"github.com/toolforge/tfk8s/lint"
)

//go:embed object-count.md
var objectCountDoc string

var objectCount = &lint.Rule{
	ID: "TFK612", Name: "object-count",
	Stage: lint.API, Severity: lint.Error,
	Doc:    objectCountDoc,
	Gather: ledgersOfRun,
	Set:    checkObjectCount,
}

func checkObjectCount(p *lint.Pass, all any) {
	for _, l := range all.([]*ledger) {
		for _, e := range l.entries {
			if e.fate != over || e.isPod {
				continue
			}
			row := e.over[0].row
			q := l.policy.Quota[row]
			taken := "other objects of the run use it up"
			if q.Used > 0 {
				taken = fmt.Sprintf("%d of the cluster and others of the run use it up", q.Used)
			}
			p.Report(lint.Report{File: e.File, Object: e.Object, Span: e.name, Path: namePath, Related: l.related(e)},
				"the quota of a tool for %s is %s, and %s: do without one of them, or ask for more", q.Resource, q.Hard, taken)
		}
	}
}

// namePath is the path of what a finding about an object as a whole is shown at.
const namePath = "metadata.name"

package quota

import (
	_ "embed"
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed object-count.md
var objectCountDoc string

var ObjectCount = &lint.Rule{
	ID: "TFK612", Name: "object-count",
	Stage: lint.API, Severity: lint.Error,
	Doc: objectCountDoc,
	Set: UsageOfRun.Check(checkObjectCount),
}

func checkObjectCount(p *lint.Pass, all []*Usage) {
	for _, l := range all {
		for _, e := range l.Entries {
			if e.outcome != over || e.isPod {
				continue
			}
			row := e.over[0].row
			q := l.policy.Quota[row]
			taken := "other objects use it up"
			if q.Used > 0 {
				taken = fmt.Sprintf("%d of the cluster's own and other objects use it up", q.Used)
			}
			p.Report(lint.Report{File: e.File, Object: e.Object, Span: e.name, Path: workload.NamePath, Related: l.related(e)},
				"a tool's quota of %s is %s, and %s", q.Resource, q.Hard, taken).Help("remove one of them, or ask for a larger quota")
		}
	}
}

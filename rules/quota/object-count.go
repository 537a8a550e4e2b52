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

func checkObjectCount(p *lint.Pass, u *Usage) {
	for i, e := range u.Entries {
		if e.outcome != over || e.isPod {
			continue
		}
		row := e.over[0].row
		q := u.policy.Quota[row]
		users := "other objects use it up"
		if q.Used > 0 {
			users = fmt.Sprintf("%d of the cluster's own and other objects use it up", q.Used)
		}
		r := u.newReport(i, e.name, workload.NamePath)
		found := p.Report(r, "a tool's quota of %s is %s, and %s", q.Resource, q.Hard, users).Help("remove one of them, or ask for a larger quota")
		if r.Severity != nil {
			found.Effect("the %s is rejected after tfk8s convert has fixed the other objects", e.kind)
		}
	}
}

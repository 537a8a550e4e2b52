package quota

import (
	_ "embed"
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/internal/words"
)

//go:embed rollout-over-quota.md
var rolloutOverQuotaDoc string

var RolloutOverQuota = &lint.Rule{
	ID: "TFK608", Name: "rollout-over-quota",
	Stage: lint.Advice, Severity: lint.Note,
	Doc: rolloutOverQuotaDoc,
	Set: UsageOfRun.Check(checkRollout),
}

func checkRollout(p *lint.Pass, u *Usage) {
	for _, e := range u.Entries {
		if !e.Implied && e.hasPods() && e.pods > 0 && e.surge > 0 {
			u.reportRollout(p, e)
		}
	}
}

func (u *Usage) reportRollout(p *lint.Pass, e *entry) {
	more := &entry{demand: e.demand, folder: e.folder}
	room := u.fit(u.used, more, e.pod, e.surge)
	if room == e.surge {
		return
	}
	r := lint.Report{File: e.File, Object: e.Object, Span: e.place, Path: e.path}
	pods := fmt.Sprint(e.surge, " ", words.Plural(int(e.surge), "pod"))
	found := p.Report(r, "the quota has no room for the %s that a rollout adds (%s)", pods, u.excess(more))
	if e.stuck && room == 0 {
		found.Effect("a rollout never finishes").Help("set spec.strategy.type: Recreate, which removes the old pods first")
		return
	}
	found.Effect("a rollout continues with fewer pods at a time")
}

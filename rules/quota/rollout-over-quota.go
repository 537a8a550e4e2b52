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

func checkRollout(p *lint.Pass, all []*Usage) {
	for _, l := range all {
		for _, e := range l.Entries {
			if e.hasPods() && e.pods > 0 && e.surge > 0 {
				l.reportRollout(p, e)
			}
		}
	}
}

func (u *Usage) reportRollout(p *lint.Pass, e *entry) {
	more := &entry{demand: e.demand, folder: e.folder}
	room := u.fit(more, e.pod, e.surge)
	if room == e.surge {
		return
	}
	r := lint.Report{File: e.File, Object: e.Object, Span: e.place, Path: e.path}
	pods := fmt.Sprint(e.surge, " ", words.Plural(int(e.surge), "pod"))
	if e.stuck && room == 0 {
		p.Report(r, "a rollout adds %s before it takes an old one away, and waits for ever, as there is no room: %s; strategy Recreate needs none", pods, u.excess(more))
		return
	}
	p.Report(r, "a rollout has no room for the %s that it may add: %s; it goes on with fewer", pods, u.excess(more))
}

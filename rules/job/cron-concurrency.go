package job

import (
	_ "embed"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed cron-concurrency.md
var cronConcurrencyDoc string

var cronConcurrency = &lint.Rule{
	ID: "TFK810", Name: "cron-concurrency",
	Stage: lint.Advice, Severity: lint.Note,
	Doc:    cronConcurrencyDoc,
	Object: checkCronConcurrency,
}

// oftenEnough is the longest time between runs that a run may well exceed. A daily job that runs for a day is rare.
const oftenEnough = time.Hour

func checkCronConcurrency(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	spec := s.Root().Field("spec")
	if kind, _ := s.Destination(); kind != "CronJob" || !spec.IsMap() {
		return
	}
	policy := spec.Field("concurrencyPolicy")
	text, isString := policy.Str()
	leftOut := policy.IsNull() || isString && text == ""
	if suspended, _ := spec.Field("suspend").Bool(); !leftOut || suspended {
		return
	}
	schedule, ok := validation.Schedule(spec.Field("schedule").String())
	if !ok {
		return
	}
	pause := shortestPause(schedule)
	if pause == 0 || pause > oftenEnough || endsWithin(s, pause) {
		return
	}
	f := p.Missing(spec, "concurrencyPolicy", nil, "a run longer than %s overlaps the next", durationText(pause)).
		Help("set concurrencyPolicy: Forbid or Replace (or Allow, if runs may overlap)")
	if q := s.Policy.QuotaOf("pods"); q != nil {
		f.Effect("overlapping runs can use up the %s pods of the quota", q.Hard)
	}
}

// shortestPause is the shortest time between two runs of a day, 0 if there is only one. It looks at the first day that has a run.
func shortestPause(schedule cron.Schedule) time.Duration {
	first := schedule.Next(time.Date(2020, time.January, 1, 0, 0, 0, 0, time.UTC).Add(-time.Second))
	var shortest time.Duration
	for run, end := first, first.Add(24*time.Hour); !run.IsZero() && run.Before(end); {
		next := schedule.Next(run)
		if pause := next.Sub(run); !next.IsZero() && (shortest == 0 || pause < shortest) {
			shortest = pause
		}
		run = next
	}
	return shortest
}

// endsWithin reports whether a deadline ends the Jobs, or their pods, within some time.
func endsWithin(s *workload.Object, pause time.Duration) bool {
	for _, of := range [...]*manifest.Node{s.Template.Parent(), s.PodSpec()} {
		if seconds, ok := of.Field("activeDeadlineSeconds").Int(); ok && seconds <= int64(pause/time.Second) {
			return true
		}
	}
	return false
}

// durationText writes 1h0m0s as 1h.
func durationText(d time.Duration) string {
	text := d.String()
	for _, zero := range [...]string{"m0s", "h0m"} {
		if strings.HasSuffix(text, zero) {
			text = text[:len(text)-2]
		}
	}
	return text
}

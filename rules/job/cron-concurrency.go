package job

import (
	_ "embed"
	"fmt"
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

// oftenEnough is how soon runs follow each other when one may well be late. A daily job that takes a day is rare.
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
	until := ""
	if q := s.Policy.QuotaOf("pods"); q != nil {
		until = fmt.Sprintf(", until the %s pods of the quota are taken", q.Hard)
	}
	p.Missing(spec, "concurrencyPolicy", nil, "runs start %s apart, and one that takes longer has the next beside it%s: set concurrencyPolicy to Forbid or Replace, or to Allow if that is meant",
		durationText(pause), until)
}

// shortestPause is the time between two runs of a day with several, 0 where there is no such day. The first day with a run
// stands for all of them.
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

// endsWithin reports whether the Jobs, or their pods, are ended before some time is over.
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

package quota

import (
	_ "embed"
	"math"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed quota-exceeded-alone.md
var quotaAloneDoc string

var QuotaAlone = &lint.Rule{
	ID: "TFK606", Name: "quota-exceeded-alone",
	Stage: lint.Pods, Severity: lint.Error,
	Count:  lint.Admitted, // the sums say it again
	Doc:    quotaAloneDoc,
	Object: checkQuotaAlone,
}

func checkQuotaAlone(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	d := demandOf(s)
	if d == nil || d.pod == nil && !d.isPod {
		return
	}
	if d.fitsAlone() || len(slips(s)) > 0 { // as nearly all; or it is asked for something else than is meant
		return
	}
	if d.pods > math.MaxInt32 { // see wrong-type
		return
	}
	l, e := d.alone()
	r := lint.Report{Span: d.place, Path: d.path}
	switch e.outcome {
	case over:
		r.Stage = new(lint.API)
		p.Report(r, "the Pod does not fit into a tool's quota (%s)", l.excess(e)).Help("set smaller resources")
	case podsOver:
		p.Report(r, "%s into a tool's quota (%s)", e.fitting(), l.excess(e)).Help("use fewer or smaller pods")
	}
}

// alone adds up one object by itself. What the quota limits by number is left to the rules that know all of them.
func (d *demand) alone() (*Usage, *entry) {
	l, e := newUsage(d), &entry{demand: d}
	l.used = l.newTally()
	switch {
	case d.pod != nil:
		l.tryPods(e)
	case d.isPod && l.fit(e, d.object, 1) == 0:
		e.outcome = over
	}
	return l, e
}

// fitsAlone reports whether there is room for one object by itself.
func (d *demand) fitsAlone() bool {
	costs, n := d.pod, d.pods
	if d.isPod {
		costs, n = d.object, 1
	}
	for i, a := range costs {
		if room := d.settings.Bounds.Hard[i] - int64(d.settings.Policy.Quota[i].Used)*unit; n > 0 && a > max(0, room)/n {
			return false
		}
	}
	return true
}

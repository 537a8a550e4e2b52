package quota

import (
	_ "embed"
	"math"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed quota-exceeded-alone.md
var quotaAloneDoc string

var QuotaAlone = &lint.Rule{
	ID: "TFK606", Name: "quota-exceeded-alone",
	Stage: lint.Pods, Severity: lint.Error,
	Count:  lint.Admitted, // the sums report it again
	Doc:    quotaAloneDoc,
	Object: checkQuotaAlone,
}

func checkQuotaAlone(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	d := demandOf(s)
	if d == nil || d.pod == nil && !d.isPod {
		return
	}
	isUnclear := func(x slip) bool { return x.meant == nil || x.against != "" }
	if d.fitsAlone() || slices.ContainsFunc(slips(s), isUnclear) { // nearly all fit
		return
	}
	if d.pods > math.MaxInt32 { // see wrong-type
		return
	}
	u, e := d.alone()
	r := lint.Report{Span: d.place, Path: d.path}
	switch e.outcome {
	case over:
		r.Stage = new(lint.API)
		p.Report(r, "the Pod does not fit into a tool's quota (%s)", u.excess(e)).Help("set smaller resources")
	case podsOver:
		if e.runsInParts() {
			r.Severity = new(lint.Warning)
		}
		found := p.Report(r, "%s into a tool's quota (%s)", e.fitting(), u.excess(e))
		if found.Help("use fewer or smaller pods"); e.runsInParts() {
			found.Effect(laterPods).Help("set parallelism: %d, or use smaller pods", e.Made)
		}
	}
}

// alone adds up one object by itself. Limits on the number of objects are left to the rules that know all objects.
func (d *demand) alone() (*Usage, *entry) {
	u, e := newUsage(d), &entry{demand: d}
	u.used = u.newTally()
	switch {
	case d.pod != nil:
		u.fitPods(e)
	case d.isPod && u.fit(u.used, e, d.object, 1) == 0:
		e.outcome = over
	}
	return u, e
}

// fitsAlone reports whether there is room for one object by itself.
func (d *demand) fitsAlone() bool {
	each, n := d.pod, d.pods
	if d.isPod {
		each, n = d.object, 1
	}
	for i, a := range each {
		if room := d.settings.Bounds.Hard[i] - int64(d.settings.Policy.Quota[i].Used)*unit; n > 0 && a > max(0, room)/n {
			return false
		}
	}
	return true
}

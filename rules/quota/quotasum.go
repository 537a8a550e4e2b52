package quota

import (
	"math"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// A NamespaceQuota is what the objects of a run ask for of the quota of a namespace, whether or not there is room: all that
// is there at one time, so without the pods of CronJobs, and without what the cluster refuses for another reason.
type NamespaceQuota struct {
	Namespace string // "" where nothing tells it
	Rows      []QuotaRow
	Objects   []QuotaObject // in the order of the run
}

// A QuotaRow is one resource of a quota.
type QuotaRow struct {
	Resource   string
	Used, Hard resource.Quantity // Used has Own
	Own        resource.Quantity // what the cluster's own objects always take
	By         []QuotaShare      // in the order of the run
}

// Over reports whether there is less than what is asked for.
func (r *QuotaRow) Over() bool { return r.Used.Cmp(r.Hard) > 0 }

// A QuotaShare is what one object takes.
type QuotaShare struct {
	Object *manifest.ID
	File   *manifest.File
	Amount resource.Quantity
}

// A QuotaObject is an object of a namespace, whatever it takes.
type QuotaObject struct {
	Object     *manifest.ID
	File       *manifest.File
	Takes      []resource.Quantity // by row; of a CronJob, what it takes while it runs
	Pods       int64               // as many as it asks for
	Fitting    int64               // how many of them fit, if the objects are created in the order of the run; 0 for a CronJob
	Later      bool                // a CronJob: its pods are not in the sum
	Over       bool                // a CronJob: its pods do not fit beside the sum
	Containers []QuotaContainer    // init containers first
	// Instead is the file of another folder that has an object of its kind and name before it; nil where none has. Of each
	// resource the sum has what that one of the folders takes which takes most.
	Instead *manifest.File

	// What takes nothing, whatever it asks for.
	Twice       bool // its kind and name are those of an object before it, in its folder
	Refused     bool // an error of the rules of the run keeps it from being made
	PodsRefused bool // it is made, and its pods are not
}

// A QuotaContainer is a container with the resources that it has once the server and the LimitRange filled in theirs.
type QuotaContainer struct {
	Name             string
	Init             bool
	Limits, Requests map[string]resource.Quantity
}

// Percent returns how much of a limit an amount is. It rounds, but never to 0 what is something, and never to 100 what is not
// exactly the limit. ok is false for an amount of a resource whose limit is 0.
func Percent(cost, hard resource.Quantity) (percent int, ok bool) {
	a, h := Thousandths(&cost), Thousandths(&hard)
	if a == 0 || h == 0 {
		return 0, a == 0
	}
	percent = max(1, int(min(math.Round(float64(a)*100/float64(h)), math.MaxInt32)))
	switch {
	case a < h:
		percent = min(percent, 99)
	case a > h:
		percent = max(percent, 101)
	}
	return percent, true
}

// SumQuota returns a rule that finds nothing. At the end of a run it hands over what all its objects take of the quota, by
// namespace. What is refused, the other rules of the run say.
func SumQuota(each func(NamespaceQuota)) *lint.Rule {
	return &lint.Rule{
		Set: lint.Gather(workload.FactOf(shownDemand), usages).Check(func(_ *lint.Pass, all []*Usage) {
			for _, l := range all {
				each(l.sums())
			}
		}),
	}
}

// A shownPods is what a sum tells of an object's pods beyond their demand.
type shownPods struct {
	wanted     int64
	refused    bool
	containers []QuotaContainer
}

// shownDemand is the demand of an object with what the rules do not ask for.
func shownDemand(s *workload.Object) *demand {
	needs := demandOf(s)
	if needs == nil {
		return nil
	}
	d, l := *needs, *needs.load // the rules of the quota share theirs
	d.load, l.shown = &l, &shownPods{}
	if s.Template.Exists() {
		d.shown.containers = shownContainers(s)
		d.shown.wanted, _ = WantedPods(s)
		_, _, readable := effectivePod(s)
		d.shown.refused = !readable || !admitsContainers(s)
	}
	return &d
}

func shownContainers(s *workload.Object) []QuotaContainer {
	inits := len(s.PodSpec().Field("initContainers").Items())
	var shown []QuotaContainer
	for i, g := range grants(s) {
		name := s.Containers()[i].Field("name").String()
		shown = append(shown, QuotaContainer{name, i < inits, g.limits.ByName(), g.requests.ByName()})
	}
	return shown
}

// sums adds up what the entries ask for. What they got is another matter: addUp's.
func (u *Usage) sums() NamespaceQuota {
	sums := NamespaceQuota{Namespace: u.namespace}
	asked := u.newTally()
	for i, q := range u.policy.Quota {
		sums.Rows = append(sums.Rows, QuotaRow{Resource: q.Resource, Own: quantityOf(q.Resource, asked.total[i]), Hard: Bound(q.Hard)})
	}
	for _, e := range u.Entries {
		o := QuotaObject{Object: e.Object, File: e.File, Pods: e.shown.wanted, Later: e.later, Containers: e.shown.containers}
		e.judge(&o)
		for i, q := range u.policy.Quota {
			object, pods := e.asks(i, o)
			o.Takes = append(o.Takes, quantityOf(q.Resource, object+pods))
			asked.add(e, i, e.atOnce(i, o))
		}
		sums.Objects = append(sums.Objects, o)
	}
	for i := range sums.Rows {
		row := &sums.Rows[i]
		row.Used = quantityOf(row.Resource, asked.total[i])
		for k, e := range u.Entries {
			if now := e.atOnce(i, sums.Objects[k]); now > 0 && asked.counts(e, i) {
				row.By = append(row.By, QuotaShare{e.Object, e.File, quantityOf(row.Resource, now)})
			}
		}
	}
	u.fitLater(&sums, asked)
	u.fitPods(&sums)
	return sums
}

// fitPods finds how many pods of each object fit. The objects are created first, and Pods with them; then the pods of the
// others. It leaves out CronJobs.
func (u *Usage) fitPods(sums *NamespaceQuota) {
	created := u.newTally()
	fit := func(e *entry, n int64, cost func(row int) int64) int64 {
		for i, hard := range u.hard {
			if each := cost(i); each > 0 {
				n = min(n, max(0, hard-created.beside(e.folder, i))/each)
			}
		}
		for i := range u.hard {
			created.add(e, i, cost(i)*n)
		}
		return n
	}
	exists := make([]bool, len(u.Entries))
	for k, e := range u.Entries {
		o := &sums.Objects[k]
		n := fit(e, 1, func(row int) int64 { object, _ := e.asks(row, *o); return object })
		if exists[k] = n > 0; e.isPod {
			o.Fitting = n
		}
	}
	for k, e := range u.Entries {
		if o := &sums.Objects[k]; exists[k] && !e.isPod && !o.Later && o.Pods > 0 {
			o.Fitting = fit(e, o.Pods, func(row int) int64 { _, pods := e.asks(row, *o); return pods / o.Pods })
		}
	}
}

// judge says whether an object counts.
func (e *entry) judge(o *QuotaObject) {
	switch {
	case e.isOut():
		o.Refused = true
		return
	case e.first != nil && !e.first.isOut():
		o.Twice = true
	case e.instead != nil && e.instead.first != e:
		o.Instead = e.instead.first.File
	}
	o.PodsRefused = e.shown.refused || e.fails(lint.Pods)
}

// isOut reports whether an object asks for nothing, as it is never made.
func (e *entry) isOut() bool {
	return e.asksNothing() || e.shown.refused && e.Object.Kind == "Pod"
}

// atOnce is what an object asks for of a row at the time when all are made.
func (e *entry) atOnce(row int, o QuotaObject) int64 {
	object, pods := e.asks(row, o)
	if o.Later {
		return object
	}
	return min(object+pods, most)
}

// asks tells what an object asks for of a row: for itself, and for its pods.
func (e *entry) asks(row int, o QuotaObject) (object, pods int64) {
	if o.Twice || o.Refused {
		return 0, 0
	}
	if e.object != nil {
		object = e.object[row]
	}
	if e.pod != nil && !o.PodsRefused {
		pods = min(times(e.pod[row], e.shown.wanted), most)
	}
	return object, pods
}

// fitLater looks which CronJobs have no room for their pods beside all that is there at one time.
func (u *Usage) fitLater(sums *NamespaceQuota, asked *tally) {
	for k, e := range u.Entries {
		o := &sums.Objects[k]
		for i := range u.hard {
			if _, pods := e.asks(i, *o); o.Later && pods > 0 && asked.beside(e.folder, i)+pods > u.hard[i] {
				o.Over = true
			}
		}
	}
}

func quantityOf(row string, cost int64) resource.Quantity {
	return resource.MustParse(amountText(row, cost))
}

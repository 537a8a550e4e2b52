package quota

import (
	"math"
	"slices"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// A NamespaceQuota is what the objects of a run ask of the quota of a namespace, whether or not there is room. The sum counts
// what exists all the time, so it leaves out the pods of Jobs and CronJobs. Objects count as convert makes them; those that only
// a person can fix count as far as they can be read.
type NamespaceQuota struct {
	Namespace string // "" if no object names it
	Rows      []QuotaRow
	Objects   []QuotaObject // in the order of the run
}

// Over reports whether the quota has no room for what runs all the time, or for a single pod of a Job or CronJob beside it.
func (n *NamespaceQuota) Over() bool {
	return slices.ContainsFunc(n.Rows, func(r QuotaRow) bool { return r.Over() }) ||
		slices.ContainsFunc(n.Objects, func(o QuotaObject) bool { return o.Over })
}

// A QuotaRow is one resource of a quota.
type QuotaRow struct {
	Resource   string
	Used, Hard resource.Quantity // including Own
	Worst      resource.Quantity // Used, and the pods of all Jobs and CronJobs at the same time
	Own        resource.Quantity // what the cluster's own objects always use
	By         []QuotaShare      // in the order of the run
}

// Over reports whether the objects ask for more than the quota allows.
func (r *QuotaRow) Over() bool { return r.Used.Cmp(r.Hard) > 0 }

// A QuotaShare is what one object uses.
type QuotaShare struct {
	Object *manifest.ID
	File   *manifest.File
	Amount resource.Quantity
}

// A QuotaObject is an object of a namespace, even if it uses nothing.
type QuotaObject struct {
	Object     *manifest.ID
	File       *manifest.File
	Takes      []resource.Quantity // by row; for a Job or CronJob, what it uses while it runs
	Pods       int64               // as many as it asks for
	Fitting    int64               // how many of them fit, if the objects are created in the order of the run; 0 for a Job or CronJob
	Later      bool                // a Job or CronJob: its pods are not in the sum
	Over       bool                // a Job or CronJob: not one of its pods fits beside the sum
	Suspended  bool                // a CronJob that does not run, or a Deployment that creates no pods
	Containers []QuotaContainer    // init containers first
	// Instead is the file of another folder that defines an object of its kind and name before it, nil if there is none. For each
	// resource, the folder that uses most counts.
	Instead *manifest.File
	// CreatedBy is the object that creates it: one of the run or, with nothing but its kind and name, one of the cluster's own. A kind
	// without a name is the cluster itself. It is nil for nearly all. The object adds nothing to the sums.
	CreatedBy *manifest.ID
	// Twice says that its folder defines an object of its kind and name before it. The object adds nothing to the sums.
	Twice bool
	// Webservice says that webservice creates it, and no manifest defines it.
	Webservice bool
	// Converted says that it counts as convert changes it.
	Converted bool
	// Rejected says that the cluster rejects it even after convert, PodsRejected that the cluster rejects only its pods. It counts
	// nevertheless, as far as it can be read.
	Rejected, PodsRejected bool
	// Forbidden says that the cluster rejects it because a tool may not create its kind. It adds nothing to the sums.
	Forbidden bool
}

// A QuotaContainer is a container with its resources after the server and the LimitRange filled in the missing ones.
type QuotaContainer struct {
	Name             string
	Init             bool
	Limits, Requests map[string]resource.Quantity
}

// Percent returns an amount as a percentage of a limit. It rounds, but returns 0 only for nothing and 100 only for exactly the
// limit. ok is false for an amount of a resource whose limit is 0.
func Percent(used, hard resource.Quantity) (percent int, ok bool) {
	a, h := Thousandths(&used), Thousandths(&hard)
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

// SumQuota returns a rule that finds nothing. At the end of a run it passes on what all objects use of the quota, by namespace.
// The other rules of the run decide what the cluster rejects.
func SumQuota(each func(*Usage)) *lint.Rule {
	gathering := lint.GatherBy(workload.FactOf(shownDemand), workload.ByNamespace, usageOf)
	return &lint.Rule{Set: gathering.Check(func(_ *lint.Pass, u *Usage) { each(u) })}
}

// A shownPods is what a sum reports about an object's pods beyond their demand.
type shownPods struct {
	pods       int64 // that it asks for
	containers []QuotaContainer
}

// shownDemand returns the demand of an object, and in it what only the sum reports.
func shownDemand(_ *lint.Pass, s *workload.Object) *demand {
	needs := demandOf(s)
	if needs == nil {
		return forbiddenDemand(s)
	}
	d, l := *needs, *needs.load // the rules of the quota share the original
	d.load, l.shown = &l, &shownPods{}
	if s.Template.Exists() {
		d.shown.containers = shownContainers(s)
		d.shown.pods, _ = WantedPods(s)
	}
	return &d
}

// forbiddenDemand returns a demand of nothing for an object in a namespace that a tool may not create, so that the sum lists it. It
// returns nil for other objects that cannot be created.
func forbiddenDemand(s *workload.Object) *demand {
	if s.Served == nil || !s.Served.Namespaced || s.Policy.MayCreate(s.Served.Group, s.Served.Plural) {
		return nil
	}
	l := traits{settings: s.Settings, kind: s.Kind, byCluster: s.CreatedByCluster(), isForbidden: true, shown: &shownPods{}}
	return &demand{load: &load{traits: l}, namespace: s.FutureNamespace(), name: nameOf(s).ValueMark()}
}

func shownContainers(s *workload.Object) []QuotaContainer {
	inits := len(s.PodSpec().Field("initContainers").Items())
	var shown []QuotaContainer
	all, _ := convertedGrants(s)
	for i, g := range all {
		name := s.Containers()[i].Field("name").String()
		shown = append(shown, QuotaContainer{name, i < inits, g.limits.ByName(), g.requests.ByName()})
	}
	return shown
}

// Sum adds up what the entries ask for. What the cluster creates of it is computed by addUp.
func (u *Usage) Sum() NamespaceQuota {
	sums := NamespaceQuota{Namespace: u.namespace}
	asked, worst := u.newTally(), u.newTally()
	for i, q := range u.policy.Quota {
		sums.Rows = append(sums.Rows, QuotaRow{Resource: q.Resource, Own: quantityOf(q.Resource, asked.total[i]), Hard: Bound(q.Hard)})
	}
	for _, e := range u.Entries {
		o := QuotaObject{Object: e.Object, File: e.File, Pods: e.shown.pods, Later: e.later, Suspended: e.rests, Containers: e.shown.containers}
		e.judge(&o)
		for i, q := range u.policy.Quota {
			object, pods := e.asks(i, o)
			o.Takes = append(o.Takes, quantityOf(q.Resource, object+pods))
			asked.add(e, i, e.atOnce(i, o))
			worst.add(e, i, e.atWorst(i, o))
		}
		sums.Objects = append(sums.Objects, o)
	}
	for i := range sums.Rows {
		row := &sums.Rows[i]
		row.Used, row.Worst = quantityOf(row.Resource, asked.total[i]), quantityOf(row.Resource, worst.total[i])
		for k, e := range u.Entries {
			if now := e.atOnce(i, sums.Objects[k]); now > 0 && asked.counts(e, i) {
				row.By = append(row.By, QuotaShare{e.Object, e.File, quantityOf(row.Resource, now)})
			}
		}
	}
	u.fitLater(&sums, asked)
	u.countFitting(&sums)
	return sums
}

// countFitting finds how many pods of each object fit. The objects are created first, and Pods with them; then the pods of the
// others. It leaves out Jobs and CronJobs.
func (u *Usage) countFitting(sums *NamespaceQuota) {
	existing := u.newTally()
	fit := func(e *entry, n int64, amountOf func(row int) int64) int64 {
		for i, hard := range u.hard {
			if each := amountOf(i); each > 0 {
				n = min(n, max(0, hard-existing.beside(e.folder, i))/each)
			}
		}
		for i := range u.hard {
			existing.add(e, i, amountOf(i)*n)
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

// judge says how an object counts.
func (e *entry) judge(o *QuotaObject) {
	switch {
	case e.createdBy != nil:
		o.CreatedBy = e.createdBy.Object
	case e.byCluster != nil:
		o.CreatedBy = &manifest.ID{Kind: e.byCluster.Kind, Name: e.byCluster.Name}
	case e.first != nil:
		o.Twice = true
	case e.instead != nil && e.instead.first != e:
		o.Instead = e.instead.first.File
	}
	o.Rejected = e.hasFault(lint.API, lint.Rejected) || e.hasFault(lint.Kubectl, lint.Rejected)
	o.Forbidden = e.isForbidden
	o.Rejected = o.Rejected || o.Forbidden
	o.PodsRejected = !o.Rejected && e.fails(lint.Pods)
	o.Webservice, o.Converted = e.Implied, e.isFixedByConvert()
}

// atOnce returns what an object asks for of a row all the time.
func (e *entry) atOnce(row int, o QuotaObject) int64 {
	object, pods := e.asks(row, o)
	if o.Later {
		return object
	}
	return min(object+pods, most)
}

// atWorst returns what an object asks for of a row if all Jobs and CronJobs run at the same time.
func (e *entry) atWorst(row int, o QuotaObject) int64 {
	if o.Suspended {
		return e.atOnce(row, o)
	}
	object, pods := e.asks(row, o)
	return min(object+pods, most)
}

// asks returns what an object asks for of a row, for itself and for its pods.
func (e *entry) asks(row int, o QuotaObject) (object, pods int64) {
	if o.Twice || o.CreatedBy != nil {
		return 0, 0
	}
	if e.object != nil {
		object = e.object[row]
	}
	if e.pod != nil {
		pods = min(times(e.pod[row], e.shown.pods), most)
	}
	return object, pods
}

// fitLater finds the Jobs and CronJobs without room for even one pod beside everything that exists all the time.
func (u *Usage) fitLater(sums *NamespaceQuota, asked *tally) {
	for k, e := range u.Entries {
		o := &sums.Objects[k]
		for i := range u.hard {
			if _, pods := e.asks(i, *o); o.Later && pods > 0 && asked.beside(e.folder, i)+e.pod[i] > u.hard[i] {
				o.Over = true
			}
		}
	}
}

func quantityOf(row string, value int64) resource.Quantity {
	return resource.MustParse(amountText(row, value))
}

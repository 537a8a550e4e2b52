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
	Later      bool                // a CronJob: its pods are not in the sum
	Over       bool                // a CronJob: its pods do not fit beside the sum
	Containers []QuotaContainer    // init containers first
	// Instead is the file of another folder that has an object of its kind and name before it; nil where none has. Of each
	// resource the sum has what the largest of them takes.
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

// Percent is how much of the limit an amount is, rounded up so that 100 is never too much, as far as numbers go. ok is
// false where there is something of nothing.
func Percent(amount, hard resource.Quantity) (percent int, ok bool) {
	a, h := Thousandths(&amount), Thousandths(&hard)
	if h == 0 {
		return 0, a == 0
	}
	return int(min(math.Ceil(float64(a)*100/float64(h)), math.MaxInt32)), true
}

// SumQuota returns a rule that finds nothing. At the end of a run it hands over what all its objects take of the quota, by
// namespace. What is refused, the other rules of the run say.
func SumQuota(each func(NamespaceQuota)) *lint.Rule {
	return &lint.Rule{
		Set: lint.Gather(workload.FactOf(shownDemand), ledgers).Check(func(_ *lint.Pass, all []*Ledger) {
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
func (l *Ledger) sums() NamespaceQuota {
	sums := NamespaceQuota{Namespace: l.namespace}
	asked := make([]int64, len(l.policy.Quota))
	for i, q := range l.policy.Quota {
		asked[i] = int64(q.Used) * unit
		sums.Rows = append(sums.Rows, QuotaRow{Resource: q.Resource, Own: quantityOf(q.Resource, asked[i]), Hard: Bound(q.Hard)})
	}
	seen := map[[2]string]*counted{}
	for _, e := range l.Entries {
		o := QuotaObject{Object: e.Object, File: e.File, Pods: e.shown.wanted, Later: e.later, Containers: e.shown.containers}
		c := l.judge(e, &o, seen)
		for i := range asked {
			object, pods := e.asks(i, o)
			row, now := l.policy.Quota[i].Resource, object
			if !o.Later {
				now += pods
			}
			o.Takes = append(o.Takes, quantityOf(row, object+pods))
			if now > c.amounts[i] {
				asked[i] = min(asked[i]+now-c.amounts[i], most)
				c.amounts[i] = now
				c.share(&sums.Rows[i], i, QuotaShare{e.Object, e.File, quantityOf(row, now)})
			}
		}
		sums.Objects = append(sums.Objects, o)
	}
	for i := range sums.Rows {
		sums.Rows[i].Used = quantityOf(sums.Rows[i].Resource, asked[i])
	}
	l.fitLater(&sums, asked)
	return sums
}

// judge says whether an object counts, and returns what was counted for its name before.
func (l *Ledger) judge(e *entry, o *QuotaObject, seen map[[2]string]*counted) *counted {
	name := [2]string{e.Object.Kind, e.Object.Name}
	c := seen[name]
	switch {
	case e.asksNothing(), e.shown.refused && e.Object.Kind == "Pod":
		o.Refused = true
		return l.newCounted(e)
	case e.Object.Name == "" || c == nil:
		c = l.newCounted(e)
		seen[name] = c
	case c.folders[e.folder()]:
		o.Twice = true
		return c
	default:
		o.Instead = c.first.File
		c.folders[e.folder()] = true
	}
	o.PodsRefused = e.shown.refused || e.fails(lint.Pods)
	return c
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
func (l *Ledger) fitLater(sums *NamespaceQuota, asked []int64) {
	for k, e := range l.Entries {
		o := &sums.Objects[k]
		for i := range asked {
			if _, pods := e.asks(i, *o); o.Later && pods > 0 && asked[i]+pods > l.hard[i] {
				o.Over = true
			}
		}
	}
}

func quantityOf(row string, amount int64) resource.Quantity {
	return resource.MustParse(amountText(row, amount))
}

package quota

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// A Usage adds up what the objects of a run use of the quota of one namespace, in the order in which kubectl and the
// controllers create them: first the objects themselves, in the order of the run, then the pods that run all the time, then those of
// each Job and CronJob as if no other one ran. What all Jobs and CronJobs use at the same time is the worst case.
//
// Objects count as convert makes them. An object that the cluster rejects even then uses nothing. An object
// with room for only some of its pods uses what those need.
type Usage struct {
	namespace string // "" if no object names it
	policy    *schemas.Policy
	hard      []int64 // in thousandths, by row of the quota
	used      *tally
	isFixed   bool // some object counts only, or counts otherwise, because convert fixes it
	Entries   []*entry
	worst     *worstCase // nil if all Jobs and CronJobs fit at the same time

	// written is the usage without the objects that the cluster rejects until convert has fixed them; nil if there are none.
	written          *Usage
	folders, choices int // how many folders have rivals, and how many choices they are
}

// An entry is one object in a usage.
type entry struct {
	*lint.Fact[*demand]
	*demand
	asWritten bool // convert fixes nothing
	outcome   outcome
	Made      int64      // how many of its pods are created
	over      []shortage // the rows of the quota that have no room for it
	rest      []*entry   // the objects before it that use the first of those rows

	createdBy *entry // the object whose controller creates it; nil for nearly all

	first   *entry        // the first object of its folder with its kind and name; nil for nearly all
	instead *alternatives // the alternatives that it belongs to; nil for nearly all
	folder  *folder       // nil if its folder has no rivals
}

// A shortage is a row of the quota, and how much of it would be used if the quota had no limit.
type shortage struct {
	row   int
	total int64
}

// used returns how much of a row the created objects use, with or without the pods of a Job.
func (e *entry) used(row int, withJobs bool) (total int64) {
	if e.object != nil && (e.outcome == created || e.outcome == podsOver) {
		total = e.object[row]
	}
	if e.pod != nil && (withJobs || !e.later) {
		total += e.pod[row] * e.Made
	}
	return total
}

// An outcome is what happens to an object.
type outcome uint8

const (
	created  outcome = iota // with all its pods
	rejected                // because of an error of another rule
	derived                 // by the controller of another object, which counts instead
	twice                   // its folder has an object of its kind and name before it
	over                    // there is no room for the object
	podsOver                // there is no room for all of its pods
)

// usageOf adds up the facts of a namespace.
func usageOf(facts []*lint.Fact[*demand]) *Usage {
	u := addUp(facts, false)
	if u.isFixed {
		u.written = addUp(facts, true)
	}
	return u
}

// addUp adds them up as convert makes the objects or as they are written.
func addUp(facts []*lint.Fact[*demand], asWritten bool) *Usage {
	u := newUsage(facts[0].Value)
	entries := make([]entry, len(facts))
	u.Entries = make([]*entry, len(facts))
	for i, f := range facts {
		u.namespace = cmp.Or(u.namespace, f.Value.namespace)
		entries[i] = entry{Fact: f, demand: f.Value, asWritten: asWritten}
		u.Entries[i] = &entries[i]
		u.isFixed = u.isFixed || entries[i].isFixedByConvert()
	}
	u.addUp()
	return u
}

// findCreators finds the objects that other objects of the run create. They use nothing of their own.
func (u *Usage) findCreators() {
	if !slices.ContainsFunc(u.Entries, func(e *entry) bool { return len(e.creators) > 0 }) {
		return
	}
	known := make(map[workload.Creator]*entry, len(u.Entries))
	for _, e := range u.Entries {
		if e.mayCreate {
			known[workload.Creator{Kind: e.kind, Name: e.Object.Name}] = e
		}
	}
	for _, e := range u.Entries {
		for _, c := range e.creators {
			if by := known[c]; by != nil && by != e && e.createdBy == nil {
				e.createdBy = by
			}
		}
	}
}

// AsWritten returns the usage without the objects that the cluster rejects until convert has fixed them.
func (u *Usage) AsWritten() *Usage {
	if u.written != nil {
		return u.written
	}
	return u
}

// isShortAsWritten reports whether the entry with an index fits neither as convert makes the objects nor as they are written.
// An entry that the cluster rejects as written cannot fit.
func (u *Usage) isShortAsWritten(i int) bool {
	e := u.AsWritten().Entries[i]
	return e.outcome != created || e.fails(lint.Pods)
}

// newUsage makes the usage of the namespace of an object.
func newUsage(d *demand) *Usage {
	return &Usage{isFixed: d.isFixed, namespace: d.namespace, policy: d.settings.Policy, hard: d.settings.Bounds.Hard}
}

func (u *Usage) addUp() {
	u.findCreators()
	u.findNames()
	u.used = u.newTally()
	for _, e := range u.Entries {
		u.addObject(e)
	}
	for _, e := range u.Entries {
		if e.hasPods() && !e.later {
			u.addPods(e)
		}
	}
	for _, e := range u.Entries {
		if e.hasPods() && e.later {
			u.fitPods(e)
		}
	}
	u.worst = u.findWorstCase()
}

func (e *entry) hasPods() bool {
	return e.outcome == created && e.pod != nil && !e.fails(lint.Pods)
}

// isFixedByConvert reports whether the object counts only, or counts otherwise, because convert fixes it.
func (e *entry) isFixedByConvert() bool {
	return e.isFixed || e.Faults.Any(func(f lint.Fault) bool { return f.HasFix && !f.IsRemoved && f.Stage <= lint.Pods })
}

// fails reports whether the cluster does not create the object, or its pods, because of an error at a stage.
func (e *entry) fails(at lint.Stage) bool { return e.hasFault(at, lint.Rejected, lint.Asked) }

// isRejected reports whether the cluster does not create the object because of an error.
func (e *entry) isRejected() bool { return e.fails(lint.API) || e.fails(lint.Kubectl) }

// hasFault reports whether there is an error at a stage. Those that convert fixes count only for objects as they are written.
func (e *entry) hasFault(at lint.Stage, which ...lint.Count) bool {
	return e.Faults.Any(func(f lint.Fault) bool {
		return f.Stage == at && (!f.HasFix || e.asWritten) && slices.Contains(which, f.Count)
	})
}

func (u *Usage) addObject(e *entry) {
	switch {
	case e.createdBy != nil, e.byCluster != nil:
		e.outcome = derived
	case e.isRejected():
		e.outcome = rejected
	case e.first != nil:
		e.outcome = twice
	case u.fit(u.used, e, e.object, 1) == 0:
		e.outcome = over
	default:
		u.used.addTimes(e, e.object, 1)
	}
}

// addPods adds as many pods as there is room for.
func (u *Usage) addPods(e *entry) {
	u.fitPods(e)
	u.used.addTimes(e, e.pod, e.Made)
	// The claims of the first pod without room are created before the pod is rejected, as far as there is room for them.
	for i, q := range u.policy.Quota {
		if e.outcome == podsOver && q.Resource == "persistentvolumeclaims" {
			u.used.add(e, i, min(e.pod[i], u.hard[i]-u.used.beside(e.folder, i)))
		}
	}
}

// fitPods finds out how many pods there is room for.
func (u *Usage) fitPods(e *entry) {
	if e.Made = u.fit(u.used, e, e.pod, e.pods); e.Made < e.pods {
		e.outcome = podsOver
	}
}

// fit returns how many times, up to n, there is room for some amounts beside what is used. It records in e which rows have no room.
func (u *Usage) fit(used *tally, e *entry, each []int64, n int64) int64 {
	fits := n
	for i, a := range each {
		if a > 0 {
			fits = min(fits, max(0, u.hard[i]-used.beside(e.folder, i))/a)
		}
	}
	if fits == n {
		return n
	}
	for i, a := range each {
		if beside := used.beside(e.folder, i); a > 0 && beside+(fits+1)*a > u.hard[i] {
			e.over = append(e.over, shortage{i, beside + min(times(a, n), most)})
		}
	}
	e.rest = used.users(e, e.over[0].row)
	return fits
}

// times multiplies. It returns most if the product is larger.
func times(a, n int64) int64 {
	if n > 0 && a > most/n {
		return most
	}
	return a * n
}

// fitting says how many pods there is room for: "only 2 of its 3 pods fit".
func (e *entry) fitting() string {
	switch {
	case e.pods == 1:
		return "its pod does not fit"
	case e.Made == 0:
		return fmt.Sprintf("not one of its %d pods fits", e.pods)
	case e.Made == 1:
		return fmt.Sprintf("only 1 of its %d pods fits", e.pods)
	}
	return fmt.Sprintf("only %d of its %d pods fit", e.Made, e.pods)
}

// excess says which rows of the quota are too small: "limits.cpu 2.5 of 2 as converted".
func (u *Usage) excess(e *entry) string {
	var rows []string
	for _, short := range e.over {
		q := u.policy.Quota[short.row]
		rows = append(rows, fmt.Sprintf("%s %s of %s", q.Resource, inUnitOf(q.Hard, short.total), q.Hard))
	}
	text := strings.Join(rows, ", ")
	if u.isFixed {
		text += " as converted"
	}
	return text
}

// related lists the objects before the one for which there is no room.
func (u *Usage) related(e *entry, withJobs bool) []lint.Related {
	var list []lint.Related
	for _, r := range e.rest {
		var rows []string
		for _, short := range e.over {
			if value := r.used(short.row, withJobs); value > 0 {
				name := u.policy.Quota[short.row].Resource
				rows = append(rows, name+" "+amountText(name, value))
			}
		}
		list = append(list, lint.Related{File: r.File, Span: r.name, Message: fmt.Sprintf("%s %q uses %s", r.kind, r.Object.Name, strings.Join(rows, ", "))})
	}
	return list
}

// UsageOfRun is what the objects of a run use of the quota, by namespace.
var UsageOfRun = lint.GatherBy(workload.FactOf(sharedDemand), workload.ByNamespace, usageOf)

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

// A Usage adds up what the objects of a run take of the quota of one namespace, as kubectl and the controllers do one
// after the other: first the objects themselves, in the order of the run, then the pods of those that make them at once,
// then those of the CronJobs, each as if it ran alone.
//
// What the cluster refuses takes nothing, and what it takes only in part takes that part.
type Usage struct {
	namespace string // "" where nothing tells
	policy    *schemas.Policy
	hard      []int64 // in thousandths, by row of the quota
	used      *tally
	Entries   []*entry

	folders, choices int // how many folders have rivals, and how many choices they are
}

// An entry is one object in a usage.
type entry struct {
	*lint.Fact[*demand]
	*demand
	outcome outcome
	Made    int64      // pods that it got
	over    []shortage // the rows of the quota that have not enough for it
	rest    []*entry   // the objects that took of the first of those rows before

	first   *entry        // of its folder, with its kind and name; nil for nearly all
	instead *alternatives // those that it is one of; nil for nearly all
	folder  *folder       // nil where its folder has no rivals
}

// A shortage tells of a row of the quota what would be used of it, were there enough.
type shortage struct {
	row   int
	total int64
}

// taken is what it got of a row.
func (e *entry) taken(row int) (cost int64) {
	if e.object != nil && (e.outcome == made || e.outcome == podsOver) {
		cost = e.object[row]
	}
	if e.pod != nil && !e.later {
		cost += e.pod[row] * e.Made
	}
	return cost
}

// An outcome is what becomes of an object.
type outcome uint8

const (
	made     outcome = iota // it is there, with all its pods
	refused                 // an error of another rule keeps it from being made
	twice                   // its folder has one of its kind and name already: first
	over                    // there is no room for the object
	podsOver                // there is no room for all of its pods
)

// usages adds up the facts of a run.
func usages(facts []*lint.Fact[*demand]) []*Usage {
	spaces := workload.ByNamespace(facts)
	all := make([]*Usage, 0, len(spaces))
	for _, neighbours := range spaces {
		first := neighbours[0].Value
		l := newUsage(first)
		entries := make([]entry, len(neighbours))
		l.Entries = make([]*entry, len(neighbours))
		for i, f := range neighbours {
			d := f.Value
			l.namespace = cmp.Or(l.namespace, d.namespace)
			entries[i] = entry{Fact: f, demand: d}
			l.Entries[i] = &entries[i]
		}
		l.addUp()
		all = append(all, l)
	}
	return all
}

// newUsage makes the usage of the namespace of an object.
func newUsage(d *demand) *Usage {
	return &Usage{namespace: d.namespace, policy: d.settings.Policy, hard: d.settings.Bounds.Hard}
}

func (u *Usage) addUp() {
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
			u.tryPods(e)
		}
	}
}

func (e *entry) hasPods() bool {
	return e.outcome == made && e.pod != nil && !e.fails(lint.Pods)
}

// fails reports whether an error at a stage keeps the cluster from making the object, or its pods.
func (e *entry) fails(at lint.Stage) bool { return e.hasFault(at, lint.Refused, lint.Asked) }

// isRefused reports whether an error keeps the object from being made.
func (e *entry) isRefused() bool { return e.fails(lint.API) || e.fails(lint.Kubectl) }

// staysRefused reports whether an error without a fix keeps the object from being made.
func (e *entry) staysRefused() bool {
	return slices.ContainsFunc(e.Faults, func(d lint.Fault) bool {
		return !d.HasFix && d.Rule.Count != lint.Admitted && (d.Stage == lint.API || d.Stage == lint.Kubectl)
	})
}

// asksNothing reports whether an error keeps the object from even asking for what it would take.
func (e *entry) asksNothing() bool {
	return e.hasFault(lint.API, lint.Refused) || e.hasFault(lint.Kubectl, lint.Refused)
}

func (e *entry) hasFault(at lint.Stage, which ...lint.Count) bool {
	return slices.ContainsFunc(e.Faults, func(d lint.Fault) bool { return d.Stage == at && slices.Contains(which, d.Rule.Count) })
}

func (u *Usage) addObject(e *entry) {
	switch {
	case e.isRefused():
		e.outcome = refused
	case e.first != nil && !e.first.isRefused():
		e.outcome = twice
	case u.fit(e, e.object, 1) == 0:
		e.outcome = over
	default:
		u.book(e, e.object, 1)
	}
}

// addPods makes as many pods as there is room for.
func (u *Usage) addPods(e *entry) {
	u.tryPods(e)
	u.book(e, e.pod, e.Made)
	// Of the first pod for which there is no room, the claims are made all the same, as far as they go.
	for i, q := range u.policy.Quota {
		if e.outcome == podsOver && q.Resource == "persistentvolumeclaims" {
			u.used.add(e, i, min(e.pod[i], u.hard[i]-u.used.beside(e.folder, i)))
		}
	}
}

// tryPods finds out how many pods there is room for.
func (u *Usage) tryPods(e *entry) {
	if e.Made = u.fit(e, e.pod, e.pods); e.Made < e.pods {
		e.outcome = podsOver
	}
}

// fit tells how many of n times an amount there is room for, and notes in e what has not enough.
func (u *Usage) fit(e *entry, cost []int64, n int64) int64 {
	fits := n
	for i, a := range cost {
		if a > 0 {
			fits = min(fits, max(0, u.hard[i]-u.used.beside(e.folder, i))/a)
		}
	}
	if fits == n {
		return n
	}
	for i, a := range cost {
		if used := u.used.beside(e.folder, i); a > 0 && used+(fits+1)*a > u.hard[i] {
			e.over = append(e.over, shortage{i, used + min(times(a, n), most)})
		}
	}
	e.rest = u.used.takers(e, e.over[0].row)
	return fits
}

// book adds n times an amount to what is used.
func (u *Usage) book(e *entry, cost []int64, n int64) {
	for i, a := range cost {
		u.used.add(e, i, a*n)
	}
}

// times multiplies, as far as numbers go.
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

// excess says which rows of the quota are too small: "limits.cpu 2.5 of 2".
func (u *Usage) excess(e *entry) string {
	var rows []string
	for _, short := range e.over {
		q := u.policy.Quota[short.row]
		rows = append(rows, fmt.Sprintf("%s %s of %s", q.Resource, inUnitOf(q.Hard, short.total), q.Hard))
	}
	return strings.Join(rows, ", ")
}

// related lists what was added up before the object for which there is no room.
func (u *Usage) related(e *entry) []lint.Related {
	var list []lint.Related
	for _, r := range e.rest {
		var rows []string
		for _, short := range e.over {
			if cost := r.taken(short.row); cost > 0 {
				name := u.policy.Quota[short.row].Resource
				rows = append(rows, name+" "+amountText(name, cost))
			}
		}
		list = append(list, lint.Related{File: r.File, Span: r.name, Message: fmt.Sprintf("%s %q uses %s", r.kind, r.Object.Name, strings.Join(rows, ", "))})
	}
	return list
}

// UsageOfRun are what the objects of a run take of the quota, by namespace.
var UsageOfRun = lint.Gather(workload.FactOf(demandOf), usages)

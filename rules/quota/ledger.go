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

// A Ledger adds up what the objects of a run take of the quota of one namespace, as kubectl and the controllers do one
// after the other: first the objects themselves, in the order of the run, then the pods of those that make them at once,
// then those of the CronJobs, each as if it ran alone.
//
// What the cluster refuses takes nothing, and what it takes only in part takes that part.
type Ledger struct {
	namespace string // "" where nothing tells
	policy    *schemas.Policy
	used      []int64 // in thousandths, by row of the quota
	hard      []int64
	takers    [][]*entry // by row, in the order in which they were added; nil where there is but one
	Entries   []*entry
}

// An entry is one object in a ledger.
type entry struct {
	*lint.Fact[*demand]
	*demand
	fate fate
	Made int64      // pods that it got
	over []shortage // the rows of the quota that have not enough for it
	rest []*entry   // the objects that took of the first of those rows before

	instead *alternatives // those that it is one of; nil for nearly all
}

// A shortage tells of a row of the quota what would be used of it, were there enough.
type shortage struct {
	row   int
	total int64
}

// taken is what it got of a row.
func (e *entry) taken(row int) (amount int64) {
	if e.object != nil && (e.fate == made || e.fate == podsOver) {
		amount = e.object[row]
	}
	if e.pod != nil && !e.later {
		amount += e.pod[row] * e.Made
	}
	return amount
}

// A fate is what becomes of an object.
type fate uint8

const (
	made     fate = iota // it is there, with all its pods
	refused              // an error of another rule keeps it from being made
	twice                // its folder has one of its kind and name already, which is the only one of rest
	over                 // there is no room for the object
	podsOver             // there is no room for all of its pods
)

// ledgers adds up the facts of a run.
func ledgers(facts []*lint.Fact[*demand]) []*Ledger {
	spaces := workload.ByNamespace(facts)
	all := make([]*Ledger, 0, len(spaces))
	for _, neighbours := range spaces {
		first := neighbours[0].Value
		l := newLedger(first)
		entries := make([]entry, len(neighbours))
		l.Entries = make([]*entry, len(neighbours))
		if len(entries) > 1 {
			l.takers = make([][]*entry, len(l.hard))
		}
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

// newLedger makes the ledger of the namespace of an object.
func newLedger(d *demand) *Ledger {
	quota := d.settings.Policy.Quota
	l := &Ledger{namespace: d.namespace, policy: d.settings.Policy, hard: d.settings.Bounds.Hard}
	l.used = make([]int64, len(quota))
	for i, q := range quota {
		l.used[i] = int64(q.Used) * unit
	}
	return l
}

func (l *Ledger) addUp() {
	names := make(map[[2]string]*entry, len(l.Entries))
	for _, e := range l.Entries {
		l.addObject(e, names)
	}
	for _, e := range l.Entries {
		if e.hasPods() && !e.later {
			l.addPods(e)
		}
	}
	for _, e := range l.Entries {
		if e.hasPods() && e.later {
			l.tryPods(e)
		}
	}
}

func (e *entry) hasPods() bool {
	return e.fate == made && e.pod != nil && !e.fails(lint.Pods)
}

// fails reports whether an error at a stage keeps the cluster from making the object, or its pods.
func (e *entry) fails(at lint.Stage) bool { return e.hasFault(at, lint.Refused, lint.Asked) }

// isRefused reports whether an error keeps the object from being made.
func (e *entry) isRefused() bool { return e.fails(lint.API) || e.fails(lint.Kubectl) }

// asksNothing reports whether an error keeps the object from even asking for what it would take.
func (e *entry) asksNothing() bool {
	return e.hasFault(lint.API, lint.Refused) || e.hasFault(lint.Kubectl, lint.Refused)
}

func (e *entry) hasFault(at lint.Stage, counts ...lint.Count) bool {
	return slices.ContainsFunc(e.Faults, func(d lint.Fault) bool { return d.Stage == at && slices.Contains(counts, d.Rule.Count) })
}

func (l *Ledger) addObject(e *entry, names map[[2]string]*entry) {
	name := [2]string{e.Object.Kind, e.Object.Name}
	if e.isRefused() {
		e.fate = refused
		return
	}
	first := names[name]
	if e.Object.Name != "" && first != nil {
		if same := first.join(e); same != nil {
			e.fate, e.rest = twice, []*entry{same}
			return
		}
	}
	if l.fit(e, e.object, 1, e.heldObjects()) == 0 {
		e.fate = over
		return
	}
	if first == nil {
		names[name] = e
	}
	l.book(e, e.object, 1, e.heldObjects())
}

// addPods makes as many pods as there is room for.
func (l *Ledger) addPods(e *entry) {
	l.tryPods(e)
	l.book(e, e.pod, e.Made, e.heldPods())
	// Of the first pod for which there is no room, the claims are made all the same, as far as they go.
	for i, q := range l.policy.Quota {
		if e.fate == podsOver && q.Resource == "persistentvolumeclaims" {
			l.used[i] += min(e.pod[i], l.hard[i]-l.used[i])
		}
	}
}

// tryPods finds out how many pods there is room for.
func (l *Ledger) tryPods(e *entry) {
	if e.Made = l.fit(e, e.pod, e.pods, e.heldPods()); e.Made < e.pods {
		e.fate = podsOver
	}
}

// fit tells how many of n times an amount there is room for, and notes in e what has not enough. held is what it may take
// over of what is used; nil for nothing.
func (l *Ledger) fit(e *entry, amount []int64, n int64, held []int64) int64 {
	fits := n
	used := func(row int) int64 {
		if held == nil {
			return l.used[row]
		}
		return l.used[row] - held[row]
	}
	for i, a := range amount {
		if a > 0 {
			fits = min(fits, max(0, l.hard[i]-used(i))/a)
		}
	}
	if fits == n {
		return n
	}
	for i, a := range amount {
		if a > 0 && used(i)+(fits+1)*a > l.hard[i] {
			e.over = append(e.over, shortage{i, used(i) + min(times(a, n), most)})
		}
	}
	if l.takers != nil {
		e.rest = l.takers[e.over[0].row]
	}
	return fits
}

// book adds n times an amount to what is used, as far as it is more than what is held for e.
func (l *Ledger) book(e *entry, amount []int64, n int64, held []int64) {
	for i, a := range amount {
		more := a * n
		if held != nil {
			more = max(0, more-held[i])
			held[i] += more
		}
		if more == 0 {
			continue
		}
		l.used[i] += more
		if l.takers != nil {
			l.takers[i] = append(l.takers[i], e)
		}
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
		return fmt.Sprintf("none of its %d pods fits", e.pods)
	case e.Made == 1:
		return fmt.Sprintf("only 1 of its %d pods fits", e.pods)
	}
	return fmt.Sprintf("only %d of its %d pods fit", e.Made, e.pods)
}

// excess says which rows of the quota would have to be larger: "limits.cpu would be 3 of 2".
func (l *Ledger) excess(e *entry) string {
	var rows []string
	for i, short := range e.over {
		name := l.policy.Quota[short.row].Resource
		would := ""
		if i == 0 {
			would = " would be"
		}
		rows = append(rows, fmt.Sprintf("%s%s %s of %s", name, would, amountText(name, short.total), amountText(name, l.hard[short.row])))
	}
	return strings.Join(rows, ", ")
}

// related lists what was added up before the object for which there is no room.
func (l *Ledger) related(e *entry) []lint.Related {
	var list []lint.Related
	for _, r := range e.competitors() {
		var rows []string
		for _, short := range e.over {
			if amount := r.taken(short.row); amount > 0 {
				name := l.policy.Quota[short.row].Resource
				rows = append(rows, name+" "+amountText(name, amount))
			}
		}
		list = append(list, lint.Related{File: r.File, Span: r.name, Message: fmt.Sprintf("%s %q takes %s", r.Object.Kind, r.Object.Name, strings.Join(rows, ", "))})
	}
	return list
}

// LedgersOfRun are what the objects of a run take of the quota, by namespace.
var LedgersOfRun = lint.Gather(workload.FactOf(demandOf), ledgers)

package quota

import (
	"path/filepath"
)

// Alternatives are objects of one kind and name in files of different folders, such as old/ and new/, or base/ and overlay/.
// A folder is applied as a whole, so each of them stands for the others: one of them is made, and of each row of the quota
// they take together as much as the one that takes most.
type alternatives struct {
	first    *entry
	byFolder map[string]*entry
	objects  []int64 // what is booked for one of them, by row of the quota
	pods     []int64 // for the pods of one of them
}

func (e *entry) folder() string { return filepath.Dir(e.File.Name) }

// join adds an object of the same name to the alternatives of e. Where e or one of them is of the same folder, it returns
// that and adds nothing.
func (e *entry) join(other *entry) (same *entry) {
	if e.instead == nil {
		if e.folder() == other.folder() {
			return e
		}
		e.instead = &alternatives{
			first: e, byFolder: map[string]*entry{e.folder(): e},
			objects: make([]int64, len(e.settings.Policy.Quota)), pods: make([]int64, len(e.settings.Policy.Quota)),
		}
		copy(e.instead.objects, e.object)
	}
	if same = e.instead.byFolder[other.folder()]; same == nil {
		e.instead.byFolder[other.folder()] = other
		other.instead = e.instead
	}
	return same
}

// heldObjects is what an alternative may take over from the others for itself, by row; nil where there are none.
func (e *entry) heldObjects() []int64 {
	if e.instead == nil {
		return nil
	}
	return e.instead.objects
}

// heldPods is what its pods may take over.
func (e *entry) heldPods() []int64 {
	if e.instead == nil {
		return nil
	}
	return e.instead.pods
}

// spare is what its pods do not need of what is booked for those of the alternatives.
func (e *entry) spare() []int64 {
	if e.instead == nil {
		return nil
	}
	left := make([]int64, len(e.pod))
	for i, amount := range e.pod {
		left[i] = e.instead.pods[i] - amount*e.Made
	}
	return left
}

// competitors are the objects that took of a row before e: of alternatives the one that takes most, and none of its own.
func (e *entry) competitors() []*entry {
	last := map[*alternatives]*entry{}
	for _, r := range e.rest {
		if r.instead != nil {
			last[r.instead] = r
		}
	}
	if len(last) == 0 {
		return e.rest
	}
	var list []*entry
	for _, r := range e.rest {
		if r.instead == nil || r.instead != e.instead && last[r.instead] == r {
			list = append(list, r)
		}
	}
	return list
}

// What is counted for the objects of one kind and name in a sum.
type counted struct {
	first   *entry
	folders map[string]bool // that have one
	amounts []int64         // of the largest, by row
	shares  []int           // where the sum lists it, by row, counted from 1
}

func (l *Ledger) newCounted(e *entry) *counted {
	n := len(l.policy.Quota)
	return &counted{first: e, folders: map[string]bool{e.folder(): true}, amounts: make([]int64, n), shares: make([]int, n)}
}

// share lists what is the largest by now in the place of what was.
func (c *counted) share(row *QuotaRow, i int, s QuotaShare) {
	if c.shares[i] == 0 {
		row.By = append(row.By, s)
		c.shares[i] = len(row.By)
		return
	}
	row.By[c.shares[i]-1] = s
}

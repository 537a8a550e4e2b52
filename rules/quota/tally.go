package quota

import "slices"

// A tally adds up what objects use, by row of the quota. It counts all objects of folders without rivals, and only that folder of
// each choice that uses most.
type tally struct {
	total   []int64
	shared  [][]*entry    // by row: its users in folders without rivals
	folders []folderUsage // by index of the folder
	choices []largest     // by choice
	using   [][]int       // by row: the choices that use some of it
}

// A folderUsage is what the objects of a folder with rivals use, by row.
type folderUsage struct {
	used  []int64
	users [][]*entry
}

// A largest says which folder of a choice uses most, and how much, by row.
type largest struct {
	used   []int64
	folder []int
}

// newTally makes a tally in which only the cluster's own objects use something.
func (u *Usage) newTally() *tally {
	rows := len(u.policy.Quota)
	t := &tally{total: make([]int64, rows), shared: make([][]*entry, rows)}
	for i, q := range u.policy.Quota {
		t.total[i] = int64(q.Used) * unit
	}
	if u.choices == 0 {
		return t
	}
	t.folders, t.choices, t.using = make([]folderUsage, u.folders), make([]largest, u.choices), make([][]int, rows)
	for i := range t.folders {
		t.folders[i] = folderUsage{make([]int64, rows), make([][]*entry, rows)}
	}
	for i := range t.choices {
		t.choices[i] = largest{make([]int64, rows), make([]int, rows)}
	}
	return t
}

// beside returns how much of a row is used beside an object of a folder. It leaves out the objects of the folder's rivals.
func (t *tally) beside(f *folder, row int) int64 {
	if f == nil {
		return t.total[row]
	}
	return t.total[row] - t.choices[f.choice].used[row] + t.folders[f.index].used[row]
}

// add counts an amount for an object.
func (t *tally) add(e *entry, row int, value int64) {
	if value <= 0 {
		return
	}
	f := e.folder
	if f == nil {
		t.total[row] = min(t.total[row]+value, most)
		t.shared[row] = append(t.shared[row], e)
		return
	}
	own, top := &t.folders[f.index], &t.choices[f.choice]
	own.used[row] = min(own.used[row]+value, most)
	own.users[row] = append(own.users[row], e)
	if more := own.used[row] - top.used[row]; more > 0 {
		if top.used[row] == 0 {
			t.using[row] = append(t.using[row], f.choice)
		}
		top.used[row] += more
		top.folder[row] = f.index
		t.total[row] = min(t.total[row]+more, most)
	}
}

// addTimes counts n times some amounts for an object.
func (t *tally) addTimes(e *entry, each []int64, n int64) {
	for i, a := range each {
		t.add(e, i, a*n)
	}
}

// counts reports whether what an object uses of a row is in the total.
func (t *tally) counts(e *entry, row int) bool {
	return e.folder == nil || t.choices[e.folder.choice].folder[row] == e.folder.index
}

// users returns the objects that use a row beside another object.
func (t *tally) users(e *entry, row int) []*entry {
	if len(t.choices) == 0 {
		return t.shared[row]
	}
	list := slices.Clone(t.shared[row])
	if e.folder != nil {
		list = append(list, t.folders[e.folder.index].users[row]...)
	}
	for _, c := range t.using[row] {
		if e.folder == nil || e.folder.choice != c {
			list = append(list, t.folders[t.choices[c].folder[row]].users[row]...)
		}
	}
	return list
}

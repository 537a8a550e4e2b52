package quota

import "slices"

// A tally adds up what objects take, by row of the quota: all that folders without rivals hold, and of each choice as much
// as the folder of it that takes most.
type tally struct {
	total   []int64
	shared  [][]*entry // by row: who takes some of it, of the folders without rivals
	folders []holding  // by index of the folder
	choices []largest  // by choice
	taking  [][]int    // by row: the choices that take some of it
}

// A holding is what the objects of a folder with rivals take, by row.
type holding struct {
	used   []int64
	takers [][]*entry
}

// A largest says of a choice which folder takes most, and how much, by row.
type largest struct {
	used   []int64
	folder []int
}

// newTally makes one in which nothing is taken but what the cluster itself takes.
func (u *Usage) newTally() *tally {
	rows := len(u.policy.Quota)
	t := &tally{total: make([]int64, rows), shared: make([][]*entry, rows)}
	for i, q := range u.policy.Quota {
		t.total[i] = int64(q.Used) * unit
	}
	if u.choices == 0 {
		return t
	}
	t.folders, t.choices, t.taking = make([]holding, u.folders), make([]largest, u.choices), make([][]int, rows)
	for i := range t.folders {
		t.folders[i] = holding{make([]int64, rows), make([][]*entry, rows)}
	}
	for i := range t.choices {
		t.choices[i] = largest{make([]int64, rows), make([]int, rows)}
	}
	return t
}

// beside is what is taken of a row beside an object: what the rivals of its folder take is not there.
func (t *tally) beside(f *folder, row int) int64 {
	if f == nil {
		return t.total[row]
	}
	return t.total[row] - t.choices[f.choice].used[row] + t.folders[f.index].used[row]
}

// add counts an amount for an object.
func (t *tally) add(e *entry, row int, cost int64) {
	if cost <= 0 {
		return
	}
	f := e.folder
	if f == nil {
		t.total[row] = min(t.total[row]+cost, most)
		t.shared[row] = append(t.shared[row], e)
		return
	}
	own, top := &t.folders[f.index], &t.choices[f.choice]
	own.used[row] = min(own.used[row]+cost, most)
	own.takers[row] = append(own.takers[row], e)
	if more := own.used[row] - top.used[row]; more > 0 {
		if top.used[row] == 0 {
			t.taking[row] = append(t.taking[row], f.choice)
		}
		top.used[row] += more
		top.folder[row] = f.index
		t.total[row] = min(t.total[row]+more, most)
	}
}

// counts reports whether what an object takes of a row is in the total.
func (t *tally) counts(e *entry, row int) bool {
	return e.folder == nil || t.choices[e.folder.choice].folder[row] == e.folder.index
}

// takers are those who take of a row what is taken beside an object.
func (t *tally) takers(e *entry, row int) []*entry {
	if len(t.choices) == 0 {
		return t.shared[row]
	}
	list := slices.Clone(t.shared[row])
	if e.folder != nil {
		list = append(list, t.folders[e.folder.index].takers[row]...)
	}
	for _, c := range t.taking[row] {
		if e.folder == nil || e.folder.choice != c {
			list = append(list, t.folders[t.choices[c].folder[row]].takers[row]...)
		}
	}
	return list
}

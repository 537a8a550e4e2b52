package workload

import "k8s.io/apimachinery/pkg/api/resource"

// Quantities are the amounts of some resources that a container or a pod has. They are a list, because there are only a few.
type Quantities []NamedQuantity

type NamedQuantity struct {
	Name  string // cpu, memory, ephemeral-storage, example.org/gpu
	Value resource.Quantity
}

// Of returns the quantity of a resource, nil if there is none.
func (q Quantities) Of(name string) *resource.Quantity {
	if i := q.find(name, nil); i >= 0 {
		return &q[i].Value
	}
	return nil
}

// find returns the index of a resource, -1 if there is none. at is the result of index.
func (q Quantities) find(name string, at map[string]int) int {
	if at != nil {
		if i, ok := at[name]; ok {
			return i
		}
		return -1
	}
	for i := range q {
		if q[i].Name == name {
			return i
		}
	}
	return -1
}

// index maps the resources of a long list to their indices. It returns nil for a short one.
func (q Quantities) index() map[string]int {
	const short = 16
	if len(q) <= short {
		return nil
	}
	at := make(map[string]int, len(q))
	for i := range q {
		at[q[i].Name] = i
	}
	return at
}

// Fill adds the resources of other that q does not have.
func (q *Quantities) Fill(other Quantities) {
	own := *q
	at := own.index()
	for _, o := range other {
		if own.find(o.Name, at) < 0 {
			*q = append(*q, NamedQuantity{o.Name, o.Value.DeepCopy()})
		}
	}
}

// Add adds the quantities of other to those of q.
func (q *Quantities) Add(other Quantities) {
	own := *q
	at := own.index()
	for _, o := range other {
		if i := own.find(o.Name, at); i >= 0 {
			(*q)[i].Value.Add(o.Value)
			continue
		}
		*q = append(*q, NamedQuantity{o.Name, o.Value.DeepCopy()})
	}
}

// Raise replaces each quantity that is larger in other, and adds those that q does not have.
func (q *Quantities) Raise(other Quantities) {
	at := q.index()
	for _, o := range other {
		if i := q.find(o.Name, at); i >= 0 && (*q)[i].Value.Cmp(o.Value) < 0 {
			(*q)[i].Value = o.Value.DeepCopy()
		}
	}
	q.Fill(other)
}

// Exceed reports whether there is more of a resource than other has of it.
func (q Quantities) Exceed(other Quantities) bool {
	at := other.index()
	for i := range q {
		if k := other.find(q[i].Name, at); k >= 0 && q[i].Value.Cmp(other[k].Value) > 0 {
			return true
		}
	}
	return false
}

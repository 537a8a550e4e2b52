package workload

// A Slot is a place in which an Object caches a value that is computed from it. Each Slot is a variable of the package that computes
// the value, like an analyzer of go/analysis with its result.
type Slot[T any] struct {
	name string // what is in it
}

// NewSlot makes a slot; name says what is in it.
func NewSlot[T any](name string) *Slot[T] { return &Slot[T]{name} }

// A slotValue is what an Object has in a slot.
type slotValue struct {
	slot  *string
	value any
}

// usualSlots is enough for what the rules compute about a Deployment in which they find nothing.
const usualSlots = 16

// Get returns the value in the slot of an Object. It is computed when it is first needed.
func (l *Slot[T]) Get(s *Object, work func(*Object) T) T {
	for i := range s.slots {
		if s.slots[i].slot == &l.name {
			return s.slots[i].value.(T)
		}
	}
	value := work(s)
	s.slots = append(s.slots, slotValue{&l.name, value})
	return value
}

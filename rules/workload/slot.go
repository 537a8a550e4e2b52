package workload

// A Slot is where an Object keeps what was worked out of it, until the Object is gone. Each is a variable of the code that
// works it out, as the ResultOf of an analyzer of go/analysis belongs to that analyzer.
type Slot[T any] struct {
	name string // what is in it
}

// NewSlot makes a slot; name says what is to be in it.
func NewSlot[T any](name string) *Slot[T] { return &Slot[T]{name} }

// A slotValue is what an Object has in a slot.
type slotValue struct {
	slot  *string
	value any
}

// usualSlots is enough for what the rules work out of a Deployment in which they find nothing.
const usualSlots = 16

// Get returns what is in the slot of an Object. It is worked out when it is first asked for.
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

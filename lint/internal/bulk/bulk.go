// Package bulk keeps work on very many values cheap. A Batch collects values, so that each step of the work is done for many
// of them before the next step. An Arena, a Table and Texts keep values in few pieces of memory: the garbage collector looks
// at every piece, and follows every pointer, again and again.
package bulk

// A Batch collects values, and does work on all of them when they reach a limit.
type Batch[T any] struct {
	limit int
	work  func([]T)
	size  int
	items []T
}

// NewBatch makes a Batch that calls work when the sizes of its values add up to the limit.
func NewBatch[T any](limit int, work func([]T)) *Batch[T] { return &Batch[T]{limit: limit, work: work} }

// Add adds a value. Its memory is used again when work returns.
func (b *Batch[T]) Add(item T, size int) {
	b.items = append(b.items, item)
	if b.size += size; b.size >= b.limit {
		b.Flush()
	}
}

// Flush does the work on the values that were added since it was last done, if there are any.
func (b *Batch[T]) Flush() {
	if len(b.items) > 0 {
		b.work(b.items)
	}
	b.items, b.size = b.items[:0], 0
}

// An Arena makes room for many values at once.
type Arena[T any] struct {
	count int
	room  []T
}

// NewArena makes an Arena that makes room for so many values at once.
func NewArena[T any](count int) *Arena[T] { return &Arena[T]{count: count} }

// New returns a pointer to a copy of a value.
func (a *Arena[T]) New(value T) *T {
	if len(a.room) == cap(a.room) {
		a.room = make([]T, 0, a.count)
	}
	a.room = append(a.room, value)
	return &a.room[len(a.room)-1]
}

// A Table numbers pointers, so that many values can hold a number instead. The number of nil is 0.
type Table[T any] struct {
	list    []*T
	numbers map[*T]int32
}

// Number returns the number of a pointer.
func (t *Table[T]) Number(v *T) int32 {
	n := t.numbers[v]
	if v != nil && n == 0 {
		if t.numbers == nil {
			t.numbers = map[*T]int32{}
		}
		t.list = append(t.list, v)
		n = int32(len(t.list))
		t.numbers[v] = n
	}
	return n
}

// At returns the pointer with a number.
func (t *Table[T]) At(number int32) *T {
	if number == 0 {
		return nil
	}
	return t.list[number-1]
}

// Map returns a closed Table that has what change returns for each pointer, under the same number.
func (t *Table[T]) Map(change func(*T) *T) Table[T] {
	list := make([]*T, len(t.list))
	for i, v := range t.list {
		list[i] = change(v)
	}
	return Table[T]{list: list}
}

// Close gives up the memory that only Number needs, which must not be called any more.
func (t *Table[T]) Close() { t.numbers = nil }

package lint

import "slices"

// Recent remembers the last values of a kind of which few differ, so that those that are equal can be one.
type Recent[T any] struct {
	last [64]T
	n    int // values so far
}

// Like returns the value that is equal to another and was seen before. Where none was, that is remembered, and returned.
func (r *Recent[T]) Like(value T, equal func(T) bool) (like T, seen bool) {
	if i := slices.IndexFunc(r.last[:min(r.n, len(r.last))], equal); i >= 0 {
		return r.last[i], true
	}
	r.last[r.n%len(r.last)] = value
	r.n++
	return value, false
}

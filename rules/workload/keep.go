package workload

// OrNothing is a fact, nil where the pointer is.
func OrNothing[T any](fact *T) any {
	if fact == nil {
		return nil
	}
	return fact
}

// A Shelf holds lists side by side that outlive their documents.
type Shelf[T any] []T

func (s *Shelf[T]) Keep(list ...T) []T {
	if len(list) == 0 {
		return nil
	}
	const least = 64
	if cap(*s)-len(*s) < len(list) {
		*s = make([]T, 0, max(least, len(list)))
	}
	from := len(*s)
	*s = append(*s, list...)
	return (*s)[from:len(*s):len(*s)]
}

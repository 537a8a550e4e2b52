// Package parallel computes many results on all processors, and returns them in order, however many processors there are.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Map computes n results, several at a time, and returns them in order. It calls compute from several goroutines. Where
// compute panics, Map panics with the same value, after all of them have ended.
func Map[T any](n int, compute func(i int) T) []T {
	results := make([]T, n)
	if n == 1 {
		results[0] = compute(0)
		return results
	}
	var next atomic.Int64
	var bug atomic.Pointer[any]
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			defer func() {
				if x := recover(); x != nil {
					bug.CompareAndSwap(nil, &x)
				}
			}()
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				results[i] = compute(int(i))
			}
		})
	}
	workers.Wait()
	if x := bug.Load(); x != nil {
		panic(*x)
	}
	return results
}

// MapInTurn is Map for results with a part that must be computed in order. Each call of compute may call inTurn once, with
// that part: inTurn does it when it is done for all smaller i, or their compute has returned without it.
func MapInTurn[T any](n int, compute func(i int, inTurn func(part func())) T) []T {
	turns := make([]chan struct{}, n+1) // closed when the turn comes
	for i := range turns {
		turns[i] = make(chan struct{})
	}
	close(turns[0])
	return Map(n, func(i int) T {
		pass := sync.OnceFunc(func() {
			<-turns[i]
			close(turns[i+1])
		})
		defer pass() // the others wait for it, even if compute panics
		return compute(i, func(part func()) {
			<-turns[i]
			defer pass()
			part()
		})
	})
}

// Package heap sets how large the heap may grow before its garbage is collected.
package heap

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// A run keeps little of each file, so most of the heap is garbage. By default Go collects it whenever it is as large as the live
// heap, at first every four megabytes, which takes a quarter of the time of a run.
const (
	heapFloor = 160 << 20 // below this size nothing is collected
	leastRoom = 50 << 20  // for garbage, at least
	roomShare = 50        // percent of the live heap, if that is more
)

// Grow lets garbage grow to a size that does not matter on any machine. The environment variables GOGC and GOMEMLIMIT
// override it.
func Grow(getenv func(string) string) {
	if getenv("GOGC") != "" || getenv("GOMEMLIMIT") != "" {
		return
	}
	const untuned = 4 << 20 // the size of the heap at the first collection with 100 percent
	debug.SetGCPercent(heapFloor / untuned * 100)
	afterEachCollection(func(live uint64) {
		room := max(heapFloor-min(live, heapFloor), leastRoom, live/100*roomShare)
		debug.SetGCPercent(int(100 * room / max(live, 1)))
	})
}

// MakeRoom collects the garbage of a large run before a step that may need much memory.
func MakeRoom() {
	if liveHeap() > heapFloor/2 {
		runtime.GC()
	}
}

// liveHeap returns the number of bytes that the last collection kept.
func liveHeap() uint64 {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	return live[0].Value.Uint64()
}

// afterEachCollection calls do with the number of bytes that the collection kept.
func afterEachCollection(do func(live uint64)) {
	type sentinel struct{ _ [64]byte } // nothing points to it, so every collection finalizes it
	var finalize func(*sentinel)
	finalize = func(s *sentinel) {
		do(liveHeap())
		runtime.SetFinalizer(s, finalize)
	}
	runtime.SetFinalizer(new(sentinel), finalize)
}

// Package heap sets how large the heap may grow before its garbage is collected.
package heap

import (
	"runtime"
	"runtime/debug"
)

// A run keeps little of each file, so most of the heap is garbage. By default Go collects it every four megabytes at first, which
// takes a tenth of the time of a run. Much more room costs as much: the system must provide each page of it.
const (
	firstHeap = 14 << 20 // below this size nothing is collected
	leastRoom = 10 << 20 // for garbage
	mostRoom  = 48 << 20 // unless that is less than a quarter of the live heap
)

// Grow lets the heap grow with what a run keeps, and by a size that does not matter on any machine. The environment variables
// GOGC and GOMEMLIMIT override it.
func Grow(getenv func(string) string) {
	if getenv("GOGC") != "" || getenv("GOMEMLIMIT") != "" {
		return
	}
	const untuned = 4 << 20 // the size of the heap at the first collection with 100 percent
	percent := uint64(firstHeap * 100 / untuned)
	debug.SetGCPercent(int(percent))
	afterEachCollection(func() {
		live := liveHeap(percent)
		percent = 100 * roomFor(live) / live
		debug.SetGCPercent(int(percent))
	})
}

// roomFor returns how much garbage there may be beside a live heap before it is collected.
func roomFor(live uint64) uint64 { return max(leastRoom, min(2*live, mostRoom), live/4) }

// liveHeap returns about how many bytes the last collection kept: the next one is due when the heap has grown by the percentage.
// The package runtime/metrics knows it exactly, but takes a twentieth of the instructions of a short run to start.
func liveHeap(percent uint64) uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return max(100*stats.NextGC/(100+percent), 1)
}

func afterEachCollection(do func()) {
	type sentinel struct{ _ [64]byte } // nothing points to it, so every collection finalizes it
	var finalize func(*sentinel)
	finalize = func(s *sentinel) {
		do()
		runtime.SetFinalizer(s, finalize)
	}
	runtime.SetFinalizer(new(sentinel), finalize)
}

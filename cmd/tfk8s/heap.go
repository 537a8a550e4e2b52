package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// The garbage of a run is a file that was looked at, so it grows with the files and not with what is kept of them. By
// default Go collects it whenever there is as much as what is kept, at first every four megabytes, which takes a quarter
// of the time of a run.
const (
	heapFloor = 160 << 20 // up to here nothing is collected
	leastRoom = 50 << 20  // for garbage beside what is kept
	roomShare = 50        // per cent of what is kept, where that is more
)

// sizeHeap lets garbage grow as far as memory is no matter, and no farther. What the environment says (GOGC, GOMEMLIMIT)
// counts more.
func sizeHeap(getenv func(string) string) {
	if getenv("GOGC") != "" || getenv("GOMEMLIMIT") != "" {
		return
	}
	const untuned = 4 << 20 // the heap at which Go collects for the first time with 100 per cent
	debug.SetGCPercent(heapFloor / untuned * 100)
	afterEachCollection(func(kept uint64) {
		room := max(heapFloor-min(kept, heapFloor), leastRoom, kept/100*roomShare)
		debug.SetGCPercent(int(100 * room / max(kept, 1)))
	})
}

// makeRoom collects the garbage where much is kept. What comes next may need a lot of memory at once, and would get it
// beside the garbage.
func makeRoom() {
	if lastKept() > heapFloor/2 {
		runtime.GC()
	}
}

// lastKept is the number of bytes that the last collection kept.
func lastKept() uint64 {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	return live[0].Value.Uint64()
}

// afterEachCollection calls do with the number of bytes that were kept.
func afterEachCollection(do func(kept uint64)) {
	type sentinel struct{ _ [64]byte } // nothing else points to it, so every collection finalizes it
	var finalize func(*sentinel)
	finalize = func(s *sentinel) {
		do(lastKept())
		runtime.SetFinalizer(s, finalize)
	}
	runtime.SetFinalizer(new(sentinel), finalize)
}

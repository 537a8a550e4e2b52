package main

import (
	"runtime/debug"
	"sync/atomic"
)

// A heap trades memory for time. Most of what a run allocates is garbage before the next file is read, and Go would
// collect it whenever there are a few megabytes of it; but beside a large file there is no room for much of it. What the
// environment says (GOGC, GOMEMLIMIT) counts more. A nil heap leaves all to Go.
type heap struct {
	limited bool         // the limit is ours to set
	times   int64        // what a file needs, in its own sizes
	large   atomic.Int64 // bytes of the large files so far
}

func newHeap(getenv func(string) string) *heap {
	const percent = 400
	if getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
	return &heap{limited: getenv("GOMEMLIMIT") == "", times: 3}
}

// convert says that files are not only looked at: there will be another version of each, and the way to it.
func (h *heap) convert() {
	if h != nil {
		h.times = 12
	}
}

// hold makes room for a file that was read.
func (h *heap) hold(size int) {
	const largeFile, room = 16 << 20, 32 << 20
	if h != nil && h.limited && size >= largeFile {
		debug.SetMemoryLimit(room + h.times*h.large.Add(int64(size)))
	}
}

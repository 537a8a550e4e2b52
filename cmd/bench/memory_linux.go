package main

import (
	"os"
	"syscall"
)

// peakMemory is the largest part of the memory that a process held, in bytes.
func peakMemory(p *os.ProcessState) int64 {
	if usage, ok := p.SysUsage().(*syscall.Rusage); ok {
		return usage.Maxrss << 10
	}
	return 0
}

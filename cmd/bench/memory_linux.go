package main

import (
	"os"
	"syscall"
)

// peakMemory is the largest part of the memory that a process held, in bytes.
func peakMemory(p *os.ProcessState) int64 {
	if resources, ok := p.SysUsage().(*syscall.Rusage); ok {
		return resources.Maxrss << 10
	}
	return 0
}

package main

import (
	"os"
	"syscall"
)

// peakMemory returns the peak memory of a process, in bytes.
func peakMemory(p *os.ProcessState) int64 {
	if resources, ok := p.SysUsage().(*syscall.Rusage); ok {
		return resources.Maxrss << 10
	}
	return 0
}

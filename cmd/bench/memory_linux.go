package main

import (
	"os"
	"syscall"
)

// memoryOf returns the peak memory of a process, in bytes, and its minor page faults.
func memoryOf(p *os.ProcessState) (peak, faults int64) {
	if resources, ok := p.SysUsage().(*syscall.Rusage); ok {
		return resources.Maxrss << 10, resources.Minflt
	}
	return 0, 0
}

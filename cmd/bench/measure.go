package main

import (
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"syscall"
	"time"
)

// A usage is what one run of a program took.
type usage struct {
	wall, cpu time.Duration
	memory    int64 // peak resident bytes
}

// compare runs programs in turn, so that all of them meet the machine as it is, and returns the medians.
func (b *bench) compare(programs ...[]string) ([]usage, error) {
	runs := make([][]usage, len(programs))
	for range b.rounds {
		for i, argv := range programs {
			u, err := measure(argv)
			if err != nil {
				return nil, err
			}
			runs[i] = append(runs[i], u)
		}
	}
	medians := make([]usage, len(programs))
	for i, r := range runs {
		medians[i] = usage{
			wall:   median(r, func(u usage) time.Duration { return u.wall }),
			cpu:    median(r, func(u usage) time.Duration { return u.cpu }),
			memory: median(r, func(u usage) int64 { return u.memory }),
		}
	}
	return medians, nil
}

// measure runs a program. That it exits with 1 is no failure: there are findings.
func measure(argv []string) (usage, error) {
	cmd := exec.Command(argv[0], argv[1:]...)
	start := time.Now()
	err := cmd.Run()
	u := usage{wall: time.Since(start)}
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		return u, fmt.Errorf("%v: %w", argv, err)
	}
	u.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if ru, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.memory = ru.Maxrss << 10 // in kilobytes on Linux
	}
	return u, nil
}

func median[T int64 | time.Duration](runs []usage, of func(usage) T) T {
	values := make([]T, len(runs))
	for i, r := range runs {
		values[i] = of(r)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

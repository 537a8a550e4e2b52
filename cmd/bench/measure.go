package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"time"
)

// A usage is the time and memory of one run of a program.
type usage struct {
	Wall, CPU time.Duration
	Memory    int64 // peak resident bytes; 0 if unknown
	Faults    int64 // minor page faults: how often the system had to provide memory; 0 if unknown
}

// A program is a command line with what must be done before each of its runs, which is not measured. before may be nil.
type program struct {
	argv   []string
	before func() error
}

// compare runs programs in turn, and returns the medians.
func (b *bench) compare(argvs ...[]string) ([]usage, error) {
	var programs []program
	for _, argv := range argvs {
		programs = append(programs, program{argv: argv})
	}
	return b.runInTurn(programs...)
}

// runInTurn runs programs in turn, so that the load of the machine affects all of them, and returns the medians.
func (b *bench) runInTurn(programs ...program) ([]usage, error) {
	runs := make([][]usage, len(programs))
	for range b.rounds {
		for i, p := range programs {
			u, err := p.run()
			if err != nil {
				return nil, err
			}
			runs[i] = append(runs[i], u)
		}
	}
	medians := make([]usage, len(programs))
	for i, r := range runs {
		medians[i] = usage{
			Wall:   median(r, func(u usage) time.Duration { return u.Wall }),
			CPU:    median(r, func(u usage) time.Duration { return u.CPU }),
			Memory: median(r, func(u usage) int64 { return u.Memory }),
			Faults: median(r, func(u usage) int64 { return u.Faults }),
		}
	}
	return medians, nil
}

func (p program) run() (u usage, err error) {
	if p.before != nil {
		if err := p.before(); err != nil {
			return u, err
		}
	}
	return measure(p.argv)
}

// measureWord is the first argument of the process that runs and measures a program. It is a process of its own, because Linux counts
// the memory of a process as that of the process that it starts.
const measureWord = "measure"

// measure runs a program.
func measure(argv []string) (u usage, err error) {
	self, err := os.Executable()
	if err != nil {
		return u, err
	}
	report, err := exec.Command(self, append([]string{measureWord}, argv...)...).Output()
	if err != nil {
		return u, fmt.Errorf("%v: %w", argv, err)
	}
	return u, json.Unmarshal(report, &u)
}

// runAndTell runs a program and prints its usage. The exit code 1 means findings, and is no failure.
func runAndTell(argv []string) {
	cmd := exec.Command(argv[0], argv[1:]...)
	start := time.Now()
	err := cmd.Run()
	u := usage{Wall: time.Since(start)}
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	u.CPU = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	u.Memory, u.Faults = memoryOf(cmd.ProcessState)
	_ = json.NewEncoder(os.Stdout).Encode(u)
}

func median[T int64 | time.Duration](runs []usage, of func(usage) T) T {
	values := make([]T, len(runs))
	for i, r := range runs {
		values[i] = of(r)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// countInstructions returns how many instructions a program needs on one processor, without collections of garbage. ok is false
// if there is no valgrind to count them. The number is nearly the same on each run, whatever else the machine does.
func countInstructions(argv []string) (n int64, ok bool) {
	valgrind, err := exec.LookPath("valgrind")
	if err != nil {
		return 0, false
	}
	var log bytes.Buffer
	cmd := exec.Command(valgrind, append([]string{"--tool=callgrind", "--callgrind-out-file=" + os.DevNull}, argv...)...)
	cmd.Stderr = &log
	cmd.Env = append(os.Environ(), "GOGC=off", "GOMAXPROCS=1", "GODEBUG=asyncpreemptoff=1")
	_ = cmd.Run() // the exit code is 1 if there are findings
	_, count, found := bytes.Cut(log.Bytes(), []byte("Collected : "))
	if !found {
		return 0, false
	}
	_, err = fmt.Sscan(string(count), &n)
	return n, err == nil
}

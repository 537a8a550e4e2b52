package main

import (
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// Four times as much of anything may be at most five times as much work.
const (
	timesAsMuch = 4
	mostGrowth  = 5
)

// growthCommands are the command lines for an input in a file.
func (in growthInput) commands(path string) map[string][]string {
	switch in.file {
	case pastedErrors:
		return map[string][]string{"explain": {"explain", "-"}}
	case settingsFile:
		return map[string][]string{"lint": {"lint", "--config", path, example}}
	case policyFile:
		return map[string][]string{"lint": {"lint", "--policy", path, example}, "convert": {"convert", "-d", "--policy", path, example}}
	}
	return map[string][]string{
		"lint":         {"lint", path},
		"lint as json": {"lint", "-f", "json", path},
		"convert":      {"convert", "-d", path},
		"convert back": {"convert", "-d", "--to", "legacy", path},
		"one by one":   {"convert", "-d", "--rule", "TFK", path},
		"quota":        {"quota", "--all", "--containers", path},
		"plan":         {"plan", path},
		"plan back":    {"plan", "-f", "sh", "--back", path},
	}
}

// eachGrowth calls visit for every input with each of its commands. prepare writes an input with n repeated things, and returns the
// arguments of the program and its standard input.
func eachGrowth(tb testing.TB, visit func(name string, prepare func(n int) (args []string, stdin string))) {
	all := growthInputs()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		in := all[name]
		path := filepath.Join(tb.TempDir(), in.file)
		for _, command := range slices.Sorted(maps.Keys(in.commands(path))) {
			visit(name+"/"+command, func(n int) ([]string, string) {
				text := in.text(n)
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					tb.Fatal(err)
				}
				return in.commands(path)[command], text
			})
		}
	}
}

// Allocations measure the work, because they are the same on every machine. A loop that allocates nothing shows in BenchmarkGrowth.
func TestTheWorkOfEachCommandGrowsWithTheInputAndNoFaster(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	const (
		few     = 40
		buffers = 256 << 10 // bytes: output is collected in buffers that double
	)
	eachGrowth(t, func(name string, prepare func(int) ([]string, string)) {
		work := func(n int) (allocations, size float64) {
			var before, after runtime.MemStats
			args, stdin := prepare(n)
			c := &console{
				in: strings.NewReader(stdin), out: io.Discard, err: io.Discard,
				getenv: func(string) string { return "" }, terminal: func() bool { return false },
			}
			runtime.ReadMemStats(&before)
			run(args, c)
			runtime.ReadMemStats(&after)
			return float64(after.Mallocs - before.Mallocs), float64(after.TotalAlloc - before.TotalAlloc)
		}
		work(1) // what is worked out once for all runs
		allocations, size := work(few)
		manyAllocations, manySize := work(few * timesAsMuch)
		if manyAllocations > mostGrowth*allocations || manySize > mostGrowth*size+buffers {
			t.Errorf("%s: %d times as many are %.1f times the allocations and %.1f times the bytes", name, timesAsMuch,
				manyAllocations/allocations, manySize/size)
		}
	})
}

// BenchmarkGrowth fails if processor time grows faster than the input. It is no test, because other programs on the machine change
// the time that this one needs.
//
// No garbage is collected, since collections begin only at some size of the heap, which looks like growth.
func BenchmarkGrowth(b *testing.B) {
	const few, longEnough, most, runs = 500, 100 * time.Millisecond, 128_000, 3
	const mostTimeGrowth = 8 // a cold cache makes large inputs slower; a square would be 16
	bin := buildProgram(b)
	eachGrowth(b, func(name string, prepare func(int) ([]string, string)) {
		cpu := func(n int) time.Duration {
			args, stdin := prepare(n)
			cmd := exec.Command(bin, args...)
			cmd.Env = append(os.Environ(), "GOGC=off", "GOMEMLIMIT=4GiB")
			cmd.Stdin = strings.NewReader(stdin)
			_ = cmd.Run() // findings make the exit code 1
			return cmd.ProcessState.UserTime()
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				n := few
				short := cpu(n)
				for short < longEnough && n < most {
					n *= 2
					short = cpu(n)
				}
				long := cpu(n * timesAsMuch)
				growth := func() float64 { return long.Seconds() / max(short, time.Millisecond).Seconds() }
				for i := 1; i < runs && growth() > mostTimeGrowth; i++ { // other programs may have slowed it down
					long = min(long, cpu(n*timesAsMuch))
				}
				b.ReportMetric(float64(n), "things")
				b.ReportMetric(short.Seconds(), "s-for-them")
				b.ReportMetric(long.Seconds(), "s-for-4-times")
				b.ReportMetric(growth(), "growth")
				if growth() > mostTimeGrowth && long > longEnough {
					b.Errorf("%d times as many as %d are %.1f times the processor time", timesAsMuch, n, growth())
				}
			}
		})
	})
}

package main

import (
	"io"
	"os/exec"
	"path/filepath"
	"testing"
)

// example is a small legacy manifest with findings of most kinds.
const example = "../../testdata/manifests/legacy-bot.yaml"

// BenchmarkProcess starts the program as a hook does, once for one small file, and reports the processor time of the
// whole process: what a user waits for.
func BenchmarkProcess(b *testing.B) {
	bin := buildProgram(b)
	for _, args := range [][]string{{"version"}, {"lint", example}, {"convert", "-d", example}} {
		b.Run(args[0], func(b *testing.B) {
			var cpu float64
			for b.Loop() {
				cmd := exec.Command(bin, args...)
				_ = cmd.Run() // findings make the exit code 1
				cpu += float64((cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Microseconds()) / 1000
			}
			b.ReportMetric(cpu/float64(b.N), "cpu-ms/op")
		})
	}
}

func buildProgram(b *testing.B) (path string) {
	b.Helper()
	path = filepath.Join(b.TempDir(), "tfk8s")
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return path
}

// BenchmarkCommand runs the same within one process: the work without the start.
func BenchmarkCommand(b *testing.B) {
	quiet := func() *console {
		return &console{out: io.Discard, err: io.Discard, getenv: func(string) string { return "" }, terminal: func() bool { return false }}
	}
	for _, args := range [][]string{{"lint", example}, {"convert", "-d", example}} {
		b.Run(args[0], func(b *testing.B) {
			for b.Loop() {
				run(args, quiet())
			}
		})
	}
}

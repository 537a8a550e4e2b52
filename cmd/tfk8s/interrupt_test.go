//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/rewrite"
)

// manyLamps is the number of manifests that each run converts.
const manyLamps = 60

const (
	lampBefore = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: lamp, namespace: greeter}\n"
	lampAfter  = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: lamp, namespace: tool-greeter}\n"
)

func writeLamps(t *testing.T, folder string) {
	t.Helper()
	for i := range manyLamps {
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%d.yaml", i)), []byte(lampBefore), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// expectLamps checks that each file has one text or the other, and that nothing else is in the folder. It returns how many
// files were converted.
func expectLamps(t *testing.T, folder string) (converted int) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(folder, e.Name()))
		switch {
		case err != nil:
			t.Error(err)
		case !strings.HasSuffix(e.Name(), ".yaml"):
			t.Errorf("%s was left", e.Name())
		case string(text) == lampAfter:
			converted++
		case string(text) != lampBefore:
			t.Errorf("%s: %q", e.Name(), text)
		}
	}
	if len(entries) != manyLamps {
		t.Errorf("%d files are in the folder", len(entries))
	}
	return converted
}

// signals are those that end the program. One that is ignored here, as below nohup or in the background, is ignored there too.
func signals() []syscall.Signal {
	all := []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP}
	return slices.DeleteFunc(all, func(s syscall.Signal) bool { return signal.Ignored(s) })
}

// TestASignalLeavesWholeFiles ends runs at points that differ from run to run: what is promised holds at each of them. How
// long a whole run takes is measured first.
func TestASignalLeavesWholeFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts many processes")
	}
	convertLamps := func(s syscall.Signal, delay time.Duration) (folder string, took time.Duration, code int) {
		folder, empty := t.TempDir(), t.TempDir()
		writeLamps(t, folder)
		cmd := exec.Command(os.Args[0], "convert", "-w", "-q", "--rule", "legacy-namespace", "--no-config", folder)
		cmd.Args[0], cmd.Env = "tfk8s", append(os.Environ(), "TMPDIR="+empty)
		var said bytes.Buffer
		cmd.Stderr = &said
		start := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if s != 0 {
			timer := time.AfterFunc(delay, func() { _ = cmd.Process.Signal(s) })
			defer timer.Stop()
		}
		err := cmd.Wait()
		if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok {
			t.Fatal(err)
		} else if ok {
			code = exit.ExitCode()
		}
		if code > rewrite.SignalExit && !strings.HasPrefix(said.String(), "tfk8s: interrupted: ") {
			t.Errorf("exit code %d, but it says %q", code, said.String())
		}
		if left, err := os.ReadDir(empty); err != nil || len(left) > 0 {
			t.Errorf("the temporary folder holds %v, %v", left, err)
		}
		return folder, time.Since(start), code
	}
	folder, took, code := convertLamps(0, 0)
	if converted := expectLamps(t, folder); code != exitOK || converted != manyLamps {
		t.Fatalf("exit code %d, %d files converted", code, converted)
	}
	for _, s := range signals() {
		for range 6 {
			folder, _, code := convertLamps(s, rand.N(took))
			converted := expectLamps(t, folder)
			if code != rewrite.SignalExit+int(s) && code != -1 && (code != exitOK || converted != manyLamps) { // -1: it came before the first write
				t.Errorf("%v: exit code %d, %d files converted", s, code, converted)
			}
		}
	}
}

// A shell whose program ends by a signal knows that it was interrupted too.
func TestASignalEndsAProgramThatWritesNoFile(t *testing.T) {
	for _, s := range signals() {
		cmd := exec.Command(os.Args[0], "lint", "-")
		cmd.Args[0] = "tfk8s"
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		cmd.Stderr = &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// More than a pipe holds is written once the program reads, and so has begun.
		if _, err := io.WriteString(in, strings.Repeat("# \n", 1<<16)); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Process.Signal(s); err != nil {
			t.Fatal(err)
		}
		err = cmd.Wait()
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok || exit.ExitCode() != -1 || !strings.Contains(exit.String(), s.String()) || said.Len() > 0 {
			t.Errorf("%v: %v, %q", s, err, said.String())
		}
	}
}

package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// mostLinesOfProgram is how long a program may be that lints and converts a file.
const mostLinesOfProgram = 30

// TestTheDocsHaveAProgram runs the program of the page about the library on the bundled example, and compares it with the commands.
func TestTheDocsHaveAProgram(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds a program")
	}
	page := mustRead(t, "../../docs/library.md")
	_, program, _ := strings.Cut(page, "```go\n")
	program, _, _ = strings.Cut(program, "```")
	if n := strings.Count(program, "\n"); n == 0 || n > mostLinesOfProgram {
		t.Errorf("the program has %d lines, want at most %d", n, mostLinesOfProgram)
	}
	folder := t.TempDir()
	bot, code, binary := filepath.Join(folder, "bot.yaml"), filepath.Join(folder, "main.go"), filepath.Join(folder, "program")
	example := mustRead(t, "../../testdata/manifests/legacy-bot.yaml")
	write(t, code, program)
	write(t, bot, example)
	if out, err := exec.Command("go", "build", "-o", binary, code).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Chdir(folder)
	found, converted := stdoutOf("lint", "bot.yaml"), stdoutOf("convert", "-q", "bot.yaml")
	out, err := exec.Command(binary).Output()
	if err != nil || string(out) != found {
		t.Errorf("it prints\n%s%v\nbut lint prints\n%s", out, err, found)
	}
	if is := mustRead(t, bot); is != converted || is == example {
		t.Errorf("it writes\n%s\nbut convert writes\n%s", is, converted)
	}
}

// TestTheDocsHaveARule runs the program of the page about the library that has a rule of its own, and compares it with the block below.
func TestTheDocsHaveARule(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds a program")
	}
	_, rest, _ := strings.Cut(mustRead(t, "../../docs/library.md"), "## Rules of your own")
	_, rest, _ = strings.Cut(rest, "```go\n")
	program, rest, _ := strings.Cut(rest, "```")
	_, rest, _ = strings.Cut(rest, "```text\n")
	want, _, _ := strings.Cut(rest, "```")
	code := filepath.Join(t.TempDir(), "main.go")
	write(t, code, program)
	if out, err := exec.Command("go", "run", code).CombinedOutput(); err != nil || string(out) != want {
		t.Errorf("it prints\n%s%v\nbut the page says\n%s", out, err, want)
	}
}

// stdoutOf returns what a command prints to standard output.
func stdoutOf(args ...string) string {
	var out bytes.Buffer
	run(args, pipeConsole(strings.NewReader(""), &out, io.Discard))
	return out.String()
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

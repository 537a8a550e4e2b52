package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/convert/diff"
)

var update = flag.Bool("update", false, "rewrite what the documents show and what the scripts compare output with")

// TestTheDocsShowWhatTheProgramPrints runs the commands of the console blocks, which begin with the command after a dollar.
func TestTheDocsShowWhatTheProgramPrints(t *testing.T) {
	shown := map[string]int{}
	for _, d := range readDocuments(t) {
		blocks, err := d.blocks()
		if err != nil {
			t.Error(err)
		}
		made := d.text
		for _, b := range slices.Backward(blocks) {
			if b.language != "console" {
				continue
			}
			shown[d.path]++
			command, _, _ := strings.Cut(d.text[b.bodyFrom:b.bodyTo], "\n")
			out, err := outputOf(command)
			if err != nil {
				t.Errorf("%s: %v", d.path, err)
				continue
			}
			made = made[:b.bodyFrom] + command + "\n" + out + made[b.bodyTo:]
		}
		keepUpToDate(t, d, made)
	}
	if shown["README.md"] == 0 {
		t.Error("README.md shows no command")
	}
}

// keepUpToDate compares a document with what it should be, or rewrites it.
func keepUpToDate(t *testing.T, d document, made string) {
	t.Helper()
	if made == d.text {
		return
	}
	if !*update {
		t.Errorf("what %s should show (+) is not what it shows (-); `make generate` rewrites it:\n%s", d.path, diff.Unified(d.path, []byte(d.text), []byte(made), nil))
		return
	}
	if err := os.WriteFile(d.path, []byte(made), 0o644); err != nil {
		t.Fatal(err)
	}
}

// outputOf runs a command line of the program, and returns what it prints to a person.
func outputOf(line string) (string, error) {
	line, ok := strings.CutPrefix(line, "$ ")
	if !ok {
		return "", fmt.Errorf("%q does not begin with $", line)
	}
	args := words(line)
	if len(args) < 2 || args[0] != "tfk8s" {
		return "", fmt.Errorf("%q is no command line of tfk8s", line)
	}
	out, _ := runProgram(args[1:])
	return out, nil
}

// TestTheDocsNameTheExitStatusOfTheFirstCommand looks for what `go run` prints after the first command of README.md.
func TestTheDocsNameTheExitStatusOfTheFirstCommand(t *testing.T) {
	readme := textOf(t, readDocuments(t), "README.md")
	first := regexp.MustCompile(`(?m)^    go run \./cmd/tfk8s (.+)$`).FindStringSubmatch(readme)
	if first == nil {
		t.Fatal("README.md runs no command")
	}
	if _, code := runProgram(words(first[1])); !strings.Contains(readme, fmt.Sprintf("`exit status %d`", code)) {
		t.Errorf("README.md does not name exit status %d", code)
	}
}

// words splits a command line as a shell does that knows spaces and single quotes.
func words(line string) []string {
	all := regexp.MustCompile(`'[^']*'|\S+`).FindAllString(line, -1)
	for i := range all {
		all[i] = strings.Trim(all[i], "'")
	}
	return all
}

// runProgram runs tfk8s with no terminal, and returns what it writes to both outputs.
func runProgram(args []string) (out string, code int) {
	var b bytes.Buffer
	code = run(args, pipeConsole(strings.NewReader(""), &b, &b))
	return b.String(), code
}

// pipeConsole returns a console that is no terminal, without an environment.
func pipeConsole(in io.Reader, out, errs io.Writer) *console {
	return &console{in: in, out: out, err: errs, getenv: func(string) string { return "" }, terminal: func() bool { return false }}
}

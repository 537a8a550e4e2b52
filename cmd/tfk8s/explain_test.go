package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/rules"
)

// onTerminal runs a command as on a terminal of 80 columns.
func onTerminal(t *testing.T, env map[string]string, args ...string) (code int, out string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	c := &console{
		in: strings.NewReader(""), out: &stdout, err: &stderr,
		getenv:   func(name string) string { return env[name] },
		terminal: func() bool { return true },
		width:    func() int { return 80 },
	}
	code = run(args, c)
	return code, stdout.String() + stderr.String()
}

func TestExplainFitsIntoATerminal(t *testing.T) {
	for _, c := range []struct {
		columns string
		width   int
		args    []string
	}{
		{"", 80, []string{"explain"}},
		{"70", 70, []string{"explain"}},
		{"160", 160, []string{"explain", "TFK6"}},
		{"", 80, []string{"explain", "ImagePullBackOff"}},
		{"60", 60, []string{"explain", "quota", "memory"}},
	} {
		_, out := onTerminal(t, map[string]string{"NO_COLOR": "1", "COLUMNS": c.columns}, c.args...)
		widest := 0
		for line := range strings.Lines(out) {
			widest = max(widest, utf8.RuneCountInString(strings.TrimSuffix(line, "\n")))
		}
		if widest > c.width || widest < c.width/2 {
			t.Errorf("%v: the widest of the lines for %d columns has %d:\n%s", c.args, c.width, widest, out)
		}
	}
}

// TestExplainShowsEveryPageOnATerminal looks for what only Markdown has, beside the blocks of code.
func TestExplainShowsEveryPageOnATerminal(t *testing.T) {
	for _, r := range rules.All {
		code, out := onTerminal(t, map[string]string{"NO_COLOR": "1"}, "explain", r.Name)
		if code != exitOK || !strings.HasPrefix(out, r.ID+" "+r.Name+"\n\n  ") {
			t.Errorf("%s: exit code %d:\n%s", r.Name, code, out)
		}
		for line := range strings.Lines(out) {
			isText := !strings.HasPrefix(line, "    ")
			if isText && (strings.Contains(line, "](") || strings.Contains(line, "**") || strings.HasPrefix(line, "#")) {
				t.Errorf("%s: a line is not rendered: %s", r.Name, line)
			}
		}
	}
}

func TestExplainColorsAndLinksOnATerminalThatCan(t *testing.T) {
	_, out := onTerminal(t, map[string]string{"VTE_VERSION": "6000"}, "explain", "tool-name-invalid")
	for _, part := range []string{"\x1b[1mTFK", "\x1b[36m", "\x1b]8;;https://"} {
		if !strings.Contains(out, part) {
			t.Errorf("the page has no %q:\n%s", part, out)
		}
	}
	if _, out := onTerminal(t, map[string]string{"NO_COLOR": "1", "VTE_VERSION": "6000"}, "explain", "tool-name-invalid"); strings.Contains(out, "\x1b") {
		t.Errorf("the page has colors or links:\n%s", out)
	}
}

func TestExplainReadsAFileOrAPipeOfStandardInput(t *testing.T) {
	name := filepath.Join(t.TempDir(), "error")
	if err := os.WriteFile(name, []byte("error: no objects passed to create\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	pipe, end, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer pipe.Close()
	end.WriteString("error: no objects passed to create\n")
	end.Close()
	for _, in := range []*os.File{file, pipe} {
		var out bytes.Buffer
		c := pipeConsole(in, &out, &out)
		if code := run([]string{"explain"}, c); code != exitOK || !strings.Contains(out.String(), "no-object") {
			t.Errorf("exit code %d:\n%s", code, out.String())
		}
	}
}

// TestExplainPrintsWholeLinesIntoAPipe makes sure that grep finds a rule with all that the table says of it.
func TestExplainPrintsWholeLinesIntoAPipe(t *testing.T) {
	var out bytes.Buffer
	c := &console{in: strings.NewReader(""), out: &out, err: &out, getenv: func(string) string { return "40" }, terminal: func() bool { return false }}
	run([]string{"explain"}, c)
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != len(rules.All)+1 || !slices.ContainsFunc(lines, func(line string) bool { return len(line) > 100 }) {
		t.Errorf("%d lines for %d rules:\n%s", len(lines), len(rules.All), out.String())
	}
}

func TestExplainSaysOnATerminalHowItIsUsed(t *testing.T) {
	_, out := onTerminal(t, map[string]string{"NO_COLOR": "1"}, "explain")
	for _, part := range []string{"\ntfk8s explain quota memory: ", "\ntfk8s explain 'MESSAGE', or "} {
		if !strings.Contains(out, part) {
			t.Errorf("the list has no %q:\n%s", part, out)
		}
	}
	if strings.Contains(out, "`") {
		t.Errorf("the list has Markdown:\n%s", out)
	}
}

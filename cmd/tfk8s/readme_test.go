package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTheReadmeShowsWhatTheProgramPrints runs the commands in the console blocks of README.md. With UPDATE_SCRIPTS set
// it rewrites what stands under them.
func TestTheReadmeShowsWhatTheProgramPrints(t *testing.T) {
	t.Chdir("../..")
	src, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(src), "```console\n$ tfk8s ")
	if len(parts) == 1 {
		t.Fatal("README.md shows no command")
	}
	for i, part := range parts[1:] {
		line, rest, _ := strings.Cut(part, "\n")
		shown, after, ok := strings.Cut("\n"+rest, "\n```")
		if !ok {
			t.Fatalf("the block of %q does not end", line)
		}
		var out bytes.Buffer
		run(strings.Fields(line), &console{out: &out, err: &out, getenv: os.Getenv, terminal: func() bool { return false }})
		if got := strings.TrimSuffix("\n"+out.String(), "\n"); got != shown {
			if os.Getenv("UPDATE_SCRIPTS") == "" {
				t.Errorf("tfk8s %s prints:\n%s\nREADME.md shows:\n%s", line, got, shown)
			}
			shown = got
		}
		parts[i+1] = line + shown + "\n```" + after
	}
	if os.Getenv("UPDATE_SCRIPTS") != "" {
		if err := os.WriteFile("README.md", []byte(strings.Join(parts, "```console\n$ tfk8s ")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTheReadmeLinksToWhatIsThere(t *testing.T) {
	src, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	links := regexp.MustCompile(`\]\(([^):]+)\)`).FindAllStringSubmatch(string(src), -1)
	if len(links) == 0 {
		t.Error("README.md links to nothing")
	}
	for _, link := range links {
		if _, err := os.Stat(filepath.Join("../..", link[1])); err != nil {
			t.Error(err)
		}
	}
}

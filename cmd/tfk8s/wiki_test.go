package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestTheWikiIsCovered runs the proofs of docs/wiki.md. There is one script for each section of the page, and a part of it for
// each row of the table.
func TestTheWikiIsCovered(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "../../testdata/wiki", RequireExplicitExec: true, RequireUniqueNames: true})
}

// TestEachRowOfTheWikiHasAProof compares the rows of docs/wiki.md with the scripts that prove them: by number, in the same
// order, and by the rules that a row links to.
func TestEachRowOfTheWikiHasAProof(t *testing.T) {
	page := textOf(t, readDocuments(t), "docs/wiki.md")
	scripts, err := filepath.Glob("testdata/wiki/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatal(scripts, err)
	}
	sections := strings.Split(page, "\n## ")[1:]
	if len(sections) != len(scripts) {
		t.Fatalf("%d sections, %d scripts", len(sections), len(scripts))
	}
	for i, section := range sections {
		if link := "(../" + filepath.ToSlash(scripts[i]) + ")"; !strings.Contains(section, link) {
			t.Errorf("section %d does not link to its proofs, %s", i+1, link)
		}
		rows, proofs := wikiRows(section), wikiProofs(mustRead(t, scripts[i]))
		if len(rows) == 0 || len(rows) != len(proofs) {
			t.Errorf("section %d has %d rows and %d proofs", i+1, len(rows), len(proofs))
		}
		for n := range max(len(rows), len(proofs)) {
			number := fmt.Sprintf("%d.%d", i+1, n+1)
			if n >= len(rows) || !strings.HasPrefix(rows[n], "| "+number+" | ") {
				t.Errorf("docs/wiki.md has no row %s in its place", number)
			} else if n >= len(proofs) || !strings.HasPrefix(proofs[n], number+" ") {
				t.Errorf("%s has no proof of %s in its place", scripts[i], number)
			} else {
				checkProof(t, rows[n], proofs[n])
			}
		}
	}
}

// wikiRows are the lines of the table of a section that have a number.
func wikiRows(section string) []string {
	return regexp.MustCompile(`(?m)^\| \d.*$`).FindAllString(section, -1)
}

// wikiProofs are the parts of a script. Each begins with a comment that has the number of the row.
func wikiProofs(script string) []string {
	commands, _, _ := strings.Cut(script, "\n-- ")
	return strings.Split("\n"+commands, "\n# ")[1:]
}

// checkProof makes sure that a proof looks for something, and for each rule of its row.
func checkProof(t *testing.T, row, proof string) {
	t.Helper()
	title, commands, _ := strings.Cut(proof, "\n")
	if !strings.Contains(commands, "\nstdout ") {
		t.Errorf("the proof of %s looks for nothing", title)
	}
	links := regexp.MustCompile(`\[([\w-]+)\]\(\.\./rules/[\w-]+/`).FindAllStringSubmatch(row, -1)
	for _, link := range links {
		if !strings.Contains(commands, link[1]) {
			t.Errorf("the proof of %s does not look for the rule %s", title, link[1])
		}
	}
}

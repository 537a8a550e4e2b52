package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A document is a page that is written by hand: README.md and its neighbors, or one of docs.
type document struct{ path, text string }

// ofTheCode are the documents for people who change tfk8s. They name files of this repository only, while those for users
// also name files of their readers.
var ofTheCode = []string{"CONTRIBUTING.md", "docs/README.md", "docs/adding-a-rule.md", "docs/design.md", "docs/glossary.md", "docs/releasing.md"}

// readDocuments makes the root of the module the working folder, and reads its documents.
func readDocuments(t *testing.T) []document {
	t.Helper()
	t.Chdir("../..")
	var all []document
	for _, pattern := range []string{"*.md", "docs/*.md"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("no document matches %s: %v", pattern, err)
		}
		for _, path := range paths {
			all = append(all, document{filepath.ToSlash(path), mustRead(t, path)})
		}
	}
	return all
}

func mustRead(t *testing.T, path string) string {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// textOf returns the text of one of some documents.
func textOf(t *testing.T, all []document, path string) string {
	t.Helper()
	i := slices.IndexFunc(all, func(d document) bool { return d.path == path })
	if i < 0 {
		t.Fatalf("there is no %s", path)
	}
	return all[i].text
}

// A fenced is a fenced block of a document: its language, and where it and its lines begin and end.
type fenced struct {
	language         string
	start, end       int // with the fences
	bodyFrom, bodyTo int
}

// blocks finds the fenced blocks of a document. A block ends at a fence of the same length.
func (d document) blocks() ([]fenced, error) {
	var all []fenced
	open, at := "", 0
	for line := range strings.Lines(d.text) {
		text := strings.TrimSpace(line)
		language := strings.TrimLeft(text, "`")
		fence := text[:len(text)-len(language)]
		switch {
		case !strings.HasPrefix(line, "```"):
		case open == "":
			open, all = fence, append(all, fenced{language: language, start: at, bodyFrom: at + len(line)})
		case text == open:
			last := &all[len(all)-1]
			last.bodyTo, last.end, open = at, at+len(line), ""
		}
		at += len(line)
	}
	if open != "" {
		return nil, fmt.Errorf("%s: the last block does not end", d.path)
	}
	return all, nil
}

// split returns the text of a document without its fenced blocks, and the lines of those that hold commands.
func (d document) split(t *testing.T) (prose string, commands []string) {
	t.Helper()
	blocks, err := d.blocks()
	if err != nil {
		t.Fatal(err)
	}
	from := 0
	for _, b := range blocks {
		prose += d.text[from:b.start]
		from = b.end
		if b.language == "sh" {
			commands = append(commands, strings.Split(strings.TrimSpace(d.text[b.bodyFrom:b.bodyTo]), "\n")...)
		}
	}
	return prose + d.text[from:], commands
}

func TestTheDocsAreShortEnoughToStartWith(t *testing.T) {
	const mostWords = 800
	if n := len(strings.Fields(textOf(t, readDocuments(t), "README.md"))); n > mostWords {
		t.Errorf("README.md has %d words, more than %d: move something to docs", n, mostWords)
	}
}

func TestTheDocsIndexNamesEachPage(t *testing.T) {
	all := readDocuments(t)
	index := textOf(t, all, "docs/README.md")
	for _, d := range all {
		name, isPage := strings.CutPrefix(d.path, "docs/")
		if isPage && name != "README.md" && !strings.Contains(index, "("+name+")") {
			t.Errorf("docs/README.md does not link to %s", name)
		}
	}
	for _, path := range ofTheCode {
		textOf(t, all, path)
	}
}

func TestTheDocsLinkToWhatExists(t *testing.T) {
	link, checked := regexp.MustCompile(`\]\(([^):]+)\)`), 0
	for _, d := range readDocuments(t) {
		for _, match := range link.FindAllStringSubmatch(d.text, -1) {
			checked++
			path, anchor, _ := strings.Cut(match[1], "#")
			target := d.path
			if path != "" {
				target = filepath.Join(filepath.Dir(d.path), path)
			}
			src, err := os.ReadFile(target)
			if err != nil {
				t.Errorf("%s: %v", d.path, err)
			}
			if anchor != "" && !slices.Contains(anchors(src), anchor) {
				t.Errorf("%s links to %s, which has no such heading", d.path, match[1])
			}
		}
	}
	if checked == 0 {
		t.Error("the documents have no links")
	}
}

// anchors returns the names by which GitHub links to the headings of a page.
func anchors(page []byte) []string {
	var all []string
	for line := range bytes.Lines(page) {
		hashes, title, ok := strings.Cut(strings.TrimSpace(string(line)), " ")
		if !ok || strings.Trim(hashes, "#") != "" {
			continue
		}
		kept := regexp.MustCompile(`[^a-z0-9 _-]`).ReplaceAllString(strings.ToLower(title), "")
		all = append(all, strings.ReplaceAll(kept, " ", "-"))
	}
	return all
}

func TestTheDocsPinTheNewestRelease(t *testing.T) {
	all := readDocuments(t)
	newest := regexp.MustCompile(`(?m)^## (\d\S*) - `).FindStringSubmatch(textOf(t, all, "CHANGELOG.md"))
	if newest == nil {
		t.Fatal("CHANGELOG.md has no release")
	}
	checked := 0
	for _, d := range all {
		for _, match := range regexp.MustCompile(`(?m)^ +rev: (\S+)`).FindAllStringSubmatch(d.text, -1) {
			checked++
			if match[1] != "v"+newest[1] {
				t.Errorf("%s shows rev: %s, but the newest release is v%s", d.path, match[1], newest[1])
			}
		}
	}
	if checked == 0 {
		t.Error("no document shows a rev")
	}
}

// plainWords finds words and spellings that the documents and the help do without, each with a better one.
var plainWords = map[string]string{
	`refus(e|es|ed|al)`:       "reject",
	`look-ups?`:               "lookup",
	`mend(s|ed)?`:             "fix",
	`for ever`:                "forever, or what happens instead",
	`whoever|seldom|of which`: "a plainer word",
	`tells?`:                  "says or shows",
	`none of`:                 "no",
	`colours?|behaviour|labelled|neighbours?|recognise`: "the American spelling",
}

func TestTheDocsUsePlainWords(t *testing.T) {
	for _, d := range readDocuments(t) {
		prose, _ := d.split(t)
		prose = regexp.MustCompile("`[^`\n]+`").ReplaceAllString(prose, "")
		checkWords(t, d.path, prose)
	}
}

func checkWords(t *testing.T, name, text string) {
	t.Helper()
	for pattern, better := range plainWords {
		for _, word := range regexp.MustCompile(`(?i)\b(?:`+pattern+`)\b`).FindAllString(text, -1) {
			t.Errorf("%s says %q: say %s", name, word, better)
		}
	}
}

package rules_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A page is the example on the page of a rule.
type page struct {
	flags           string // after ```yaml of Bad
	bad, says, good string
}

// A block is the fenced text in a section of a page.
type block struct {
	info       string // what the line that opens it says after the language
	start, end int    // of the text between the fences
}

// readPage returns the example of a page.
func readPage(t *testing.T, doc string) page {
	t.Helper()
	blocks, err := exampleBlocks(doc)
	if err != nil {
		t.Fatal(err)
	}
	text := func(b block) string { return doc[b.start:b.end] }
	return page{flags: blocks[0].info, bad: text(blocks[0]), says: text(blocks[1]), good: text(blocks[2])}
}

// exampleBlocks finds the blocks of Bad, Says and Good. Each section must be there once, in this order, and hold exactly one
// block; otherwise a rewrite could put text into the wrong place.
func exampleBlocks(doc string) ([3]block, error) {
	var found [3]block
	headings := [3]string{"## Bad", "## Says", "## Good"}
	last := -1
	for i, heading := range headings {
		if n := strings.Count(doc, "\n"+heading+"\n"); n != 1 {
			return found, fmt.Errorf("the page has %d headings %q, want 1", n, heading)
		}
		at := strings.Index(doc, "\n"+heading+"\n") + 1
		if at < last {
			return found, fmt.Errorf("%q must come after %q", heading, headings[i-1])
		}
		b, err := onlyBlock(doc, at+len(heading))
		if err != nil {
			return found, fmt.Errorf("under %q: %w", heading, err)
		}
		found[i], last = b, at
	}
	return found, nil
}

// onlyBlock finds the one block between an offset and the next heading.
func onlyBlock(doc string, from int) (block, error) {
	var found []block
	open, at := false, from
	for line := range strings.Lines(doc[from:]) {
		isFence := strings.HasPrefix(line, "```")
		switch {
		case isFence && open && strings.TrimSpace(line) != "```":
			return block{}, fmt.Errorf("the block before %q does not end", strings.TrimSpace(line))
		case isFence && open:
			found[len(found)-1].end, open = at, false
		case isFence:
			_, info, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
			found, open = append(found, block{info: info, start: at + len(line)}), true
		}
		at += len(line)
		if !open && strings.HasPrefix(doc[at:], "## ") {
			break
		}
	}
	switch {
	case open:
		return block{}, fmt.Errorf("its block does not end")
	case len(found) != 1:
		return block{}, fmt.Errorf("%d blocks (```), want 1", len(found))
	}
	return found[0], nil
}

// rewritePage replaces what a page says and shows. A page that it cannot read stays as it is.
func rewritePage(path, says, good string) error {
	src, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	doc := string(src)
	blocks, err := exampleBlocks(doc)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	said, shown := blocks[1], blocks[2]
	made := doc[:said.start] + says + doc[said.end:shown.start] + good + doc[shown.end:]
	if made == doc {
		return nil
	}
	return os.WriteFile(path, []byte(made), 0o644)
}

func TestAPageIsRewrittenBetweenItsFences(t *testing.T) {
	path := filepath.Join(t.TempDir(), "some-name.md")
	doc := "# TFK999 some-name\n\nText.\n\n## Bad\n\n```yaml --to=legacy\na: 1\n```\n\n## Says\n\n```\n```\n\n## Good\n\nText.\n\n```yaml\na: 2\n```\n\n## See also\n\n```\nno example\n```\n"
	if p := readPage(t, doc); p != (page{"--to=legacy", "a: 1\n", "", "a: 2\n"}) {
		t.Errorf("the page is read as %+v", p)
	}
	if err := os.WriteFile(path, []byte(doc), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := rewritePage(path, "no\n", "a: 3\n"); err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer("```\n```", "```\nno\n```", "a: 2", "a: 3").Replace(doc)
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("the page became (%v):\n%s", err, got)
	}
}

func TestAPageThatCannotBeReadIsAnErrorAndStays(t *testing.T) {
	const bad, says, good = "## Bad\n\n```yaml\na: 1\n```\n\n", "## Says\n\n```\nno\n```\n\n", "## Good\n\n```yaml\na: 2\n```\n"
	for doc, want := range map[string]string{
		"":                                "0 headings \"## Bad\"",
		bad + good:                        "0 headings \"## Says\"",
		bad + says:                        "0 headings \"## Good\"",
		bad + good + says:                 "\"## Good\" must come after \"## Says\"",
		bad + says + says + good:          "2 headings \"## Says\"",
		bad + "## Says\n\nno\n\n" + good:  "under \"## Says\": 0 blocks",
		bad + says + "## Good\n\nText.\n": "under \"## Good\": 0 blocks",
		bad + "## Says\n\n```\nno\n```\n\n```\nno\n```\n\n" + good: "under \"## Says\": 2 blocks",
		bad + says + "## Good\n\n```yaml\na: 2\n":                  "under \"## Good\": its block does not end",
		bad + "## Says\n\n```\nno\n\n" + good:                      "under \"## Says\": the block before \"```yaml\" does not end",
	} {
		path := filepath.Join(t.TempDir(), "some-name.md")
		src := "# TFK999 some-name\n\nText.\n\n" + doc
		if err := os.WriteFile(path, []byte(src), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := rewritePage(path, "other\n", "a: 3\n"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want %q, for\n%s", err, want, doc)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != src {
			t.Errorf("the page became (%v):\n%s", err, got)
		}
	}
}

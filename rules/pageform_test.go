package rules_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/rules"
)

// pageSections are the headings of a page, in their order.
var pageSections = []string{"Why it matters", "How to fix it", "Bad", "Says", "Good", "See also"}

var (
	headingLine = regexp.MustCompile(`(?m)^## (.*)$`)
	sentenceEnd = regexp.MustCompile(`[.!?]\s+\S`)
	pageLink    = regexp.MustCompile(`\[[^\]]+\]\([^)\s]+\)`)
)

// TestEveryPageHasTheSameForm: first one sentence that says what the rule finds, which is also its row in the list of rules;
// then the sections, each with text. See also has a link.
func TestEveryPageHasTheSameForm(t *testing.T) {
	for _, r := range rules.All {
		for _, complaint := range faultsOfForm(r.Doc) {
			t.Errorf("the page of %s: %s", r.Name, complaint)
		}
	}
}

func faultsOfForm(doc string) (complaints []string) {
	title, body, _ := strings.Cut(doc, "\n\n")
	if !strings.HasPrefix(title, "# ") {
		complaints = append(complaints, "it does not begin with its title")
	}
	places := headingLine.FindAllStringSubmatchIndex(body, -1)
	var found []string
	for i, m := range places {
		name, end := body[m[2]:m[3]], len(body)
		if i+1 < len(places) {
			end = places[i+1][0]
		}
		text := strings.TrimSpace(body[m[1]:end])
		if text == "" {
			complaints = append(complaints, "there is nothing under "+name)
		}
		if name == "See also" && !pageLink.MatchString(text) {
			complaints = append(complaints, "there is no link under See also")
		}
		found = append(found, name)
	}
	if !slices.Equal(found, pageSections) {
		return append(complaints, "its sections are "+strings.Join(found, ", "))
	}
	first := strings.TrimSpace(body[:places[0][0]])
	if strings.Contains(first, "\n\n") || !strings.HasSuffix(first, ".") || sentenceEnd.MatchString(first) {
		complaints = append(complaints, "what it finds is not one sentence: "+first)
	}
	return complaints
}

func TestAPageOfAnotherFormIsFound(t *testing.T) {
	const right = "# TFK999 some-name\n\nA version such as 1.4 is\nwrong.\n\n## Why it matters\n\na\n\n## How to fix it\n\na\n\n## Bad\n\na\n\n## Says\n\na\n\n## Good\n\na\n\n## See also\n\n- [a](b.md)\n"
	if got := faultsOfForm(right); len(got) > 0 {
		t.Errorf("a page of the right form: %q", got)
	}
	for from, to := range map[string]string{
		"# TFK999 some-name": "TFK999 some-name",
		"is\nwrong.":         "is wrong. Really.",
		"wrong.\n":           "wrong.\n\nReally.\n",
		"wrong.":             "wrong",
		"## Says\n\na\n\n":   "",
		"[a](b.md)":          "b.md",
		"matters\n\na":       "matters",
		"How to fix it":      "How to avoid it",
	} {
		if doc := strings.Replace(right, from, to, 1); len(faultsOfForm(doc)) == 0 {
			t.Errorf("nothing is found in\n%s", doc)
		}
	}
}

package rules_test

import (
	"bytes"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
)

// Words that make a sentence hard to read, or that mean something else to most readers.
var hardWords = regexp.MustCompile(`\b(would wait|for ever|has it|stands?|mends?|none of|takes?|tells?|look-ups?|goes|until there is|of which|whoever|seldom|refuse[sd]?|minds?|otherwise than|did not find expected)\b`)

var (
	internals = regexp.MustCompile(`strconv|EOF|unmarshal|yaml: |json: |<nil>|%!|\[a-z|of 2147483647`)
	quoted    = regexp.MustCompile("\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`|\\([^()]*\\)")
	article   = regexp.MustCompile(`\b(a [aeioAEIO]|an [bcdfgjklmnpqrstvwxyzBCDGJKPQTVWYZ])`)
	sounds    = regexp.MustCompile(`\b(a (one|once)|an (SSH|NFS|LDAP|RBAC))\b`)
	twoUnits  = regexp.MustCompile(`[0-9]m of [0-9.]+[^0-9.m]`)
)

// longest is the length of a message without the quoted values that it names.
const longest = 108

// Rules whose messages list names from the manifest, which may be many, or say two things that belong together.
var longMessages = []string{"mixed-generation", "server-fields", "backoff-default"}

// TestFindingsAreSaidPlainly looks at all findings of pages and cases: a message is one clause without advice, in plain words;
// what happens and what a person does about it have parts of their own.
func TestFindingsAreSaidPlainly(t *testing.T) {
	seen := map[string]bool{}
	for _, d := range findingsOfCases(t) {
		style(t, d, "message", d.Message, seen)
		style(t, d, "label", d.Label, seen)
		style(t, d, "effect", d.Consequence(), seen)
		style(t, d, "help", d.Help, seen)
		if d.Fix != nil {
			style(t, d, "fix", d.Fix.Title, seen)
		}
		bare := quoted.ReplaceAllString(d.Message, `""`)
		if seen[bare] {
			continue
		}
		seen[bare] = true
		if slices.Contains(longMessages, d.Rule.Name) {
			continue
		}
		if len(bare) > longest {
			t.Errorf("%s: a message of %d characters: %s", d.Rule.Name, len(bare), d.Message)
		}
		if strings.Contains(bare, ": ") || strings.Contains(bare, "; ") {
			t.Errorf("%s: a message of more than one clause: %s", d.Rule.Name, d.Message)
		}
	}
	if len(seen) < len(rules.All) {
		t.Errorf("there are only %d texts", len(seen))
	}
}

func style(t *testing.T, d lint.Diagnostic, part, text string, seen map[string]bool) {
	t.Helper()
	bare := quoted.ReplaceAllString(text, `""`)
	if text == "" || seen[part+bare] {
		return
	}
	seen[part+bare] = true
	if word := hardWords.FindString(bare); word != "" {
		t.Errorf("%s: the %s says %q: %s", d.Rule.Name, part, word, text)
	}
	if inside := internals.FindString(bare); inside != "" {
		t.Errorf("%s: the %s shows %q: %s", d.Rule.Name, part, inside, text)
	}
	if wrong := article.FindString(sounds.ReplaceAllString(bare, "")); wrong != "" {
		t.Errorf("%s: the %s has the article of %q: %s", d.Rule.Name, part, wrong, text)
	}
	if twoUnits.MatchString(text + " ") {
		t.Errorf("%s: the %s has two units: %s", d.Rule.Name, part, text)
	}
}

// findingsOfCases lints the inputs of all pages and cases.
func findingsOfCases(t *testing.T) (all []lint.Diagnostic) {
	t.Helper()
	add := func(flags, name string, src []byte) {
		cfg := rules.Config(settingsOf(t, flags), rules.All)
		all = slices.Concat(all, lint.Run(cfg, []*manifest.File{manifest.Parse(nameOf(flags, name), bytes.Clone(src))}).Diagnostics)
	}
	for _, r := range rules.All {
		p := readPage(t, r.Doc)
		add(p.flags, "bad.yaml", []byte(p.bad))
	}
	names, err := filepath.Glob("*/testdata/*/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("there are no cases", err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		c := filesOf(archive)
		add(c.flags, "in"+c.suffix, c.in)
	}
	return all
}

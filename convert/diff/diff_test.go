package diff_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/toolforge/tfk8s/convert/diff"
)

func TestADiffCountsTheLinesOfBothSides(t *testing.T) {
	var before, after []string
	for _, c := range "abcdefghijklmnopqrstuvwxyz" {
		line := "key: " + string(c) + "\n"
		before = append(before, line)
		switch c {
		case 'c':
			after = append(after, line, "new: c\n", "new: d\n")
		case 'd', 'e':
			after = append(after, line)
		case 'f', 's', 't', 'u':
		default:
			after = append(after, line)
		}
	}
	shown := diff.Unified("job.yaml", []byte(strings.Join(before, "")), []byte(strings.Join(after, "")), nil)
	for _, want := range []string{"--- job.yaml\n+++ job.yaml\n", "@@ -1,9 +1,10 @@\n", "@@ -16,9 +17,6 @@\n"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the diff has no %q:\n%s", want, shown)
		}
	}
}

func TestADiffNamesFilesAsPatchReadsThem(t *testing.T) {
	for name, want := range map[string]string{
		"dir/job.yaml":  "dir/job.yaml",
		"my job.yaml":   "my job.yaml\t",
		"jöb.yaml":      `"j\303\266b.yaml"`,
		"a\n+++ b.yaml": `"a\012+++ b.yaml"`,
		`"q" \.yaml`:    `"\"q\" \\.yaml"`,
		"\x1b[2Jx.yaml": `"\033[2Jx.yaml"`,
	} {
		shown := diff.Unified(name, []byte("a"), []byte("b"), nil)
		if !strings.HasPrefix(shown, "--- "+want+"\n+++ "+want+"\n@@ ") {
			t.Errorf("%q: %s", name, shown)
		}
	}
}

func TestADiffMakesOneVersionOfTheOther(t *testing.T) {
	texts := []string{
		"", "\n", "a", "a\n", "a\nb", "a\nb\n", "a\r\nb\r\n", "a\r\nb", "b\na\n", "\n\n\n", "a\x85\xff\n\x00b\n", "a\rb\r",
		"-- a\n", "++ a\n", "@@ -1 +1 @@\n", "\\ No newline at end of file\n",
	}
	cases, err := filepath.Glob("../../rules/*/testdata/*/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	changed := 0
	for _, name := range cases {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		before := ""
		for _, f := range a.Files {
			switch text := string(f.Data); {
			case strings.HasPrefix(f.Name, "in"):
				before = text
				texts = append(texts, text)
			case strings.HasPrefix(f.Name, "out"):
				changed++
				checkDiff(t, before, text)
				checkDiff(t, text, before)
				checkDiff(t, strings.TrimSuffix(before, "\n"), strings.ReplaceAll(text, "\n", "\r\n"))
			}
		}
	}
	if changed == 0 {
		t.Error("nothing changes in any case")
	}
	for i, text := range texts { // with others that have nothing to do with it
		for j := range 20 {
			checkDiff(t, text, texts[(i*7+j)%len(texts)])
		}
	}
}

func TestADiffOfManyChangesIsSmall(t *testing.T) {
	var before, after strings.Builder
	const n = 20_000
	for i := range n {
		fmt.Fprintf(&before, "name: %d\nnamespace: greeter\nspec: {}\n", i)
		fmt.Fprintf(&after, "name: %d\nnamespace: tool-greeter\nspec: {}\n", i)
	}
	checkDiff(t, before.String(), after.String())
	shown := diff.Unified("x", []byte(before.String()), []byte(after.String()), nil)
	if got := strings.Count(shown, "\n-") + strings.Count(shown, "\n+"); got != 2*n+1 { // the header has one of them
		t.Errorf("%d lines changed, want %d", got, 2*n+1)
	}
}

func FuzzDiff(f *testing.F) {
	f.Add("a\nb\nc\n", "a\nc")
	f.Fuzz(checkDiff)
}

func checkDiff(t *testing.T, before, after string) {
	t.Helper()
	for _, cuts := range [][]diff.Cut{nil, everyLine(before, after)} {
		shown := diff.Unified("x", []byte(before), []byte(after), cuts)
		if (shown == "") != (before == after) {
			t.Errorf("%q and %q: the diff is %q", before, after, shown)
		}
		if got, err := patch(before, shown); err != nil || got != after {
			t.Errorf("%v: the diff\n%s\nmakes of %q\n%q, not\n%q", err, shown, before, got, after)
		}
	}
}

// everyLine is a cut at every second line, whatever became of it, and one a byte behind, which is none.
func everyLine(before, after string) (cuts []diff.Cut) {
	from, to := lines(before), lines(after)
	var at diff.Cut
	for i := range min(len(from), len(to)) {
		if at.Before, at.After = at.Before+len(from[i]), at.After+len(to[i]); i%2 == 1 {
			cuts = append(cuts, at, diff.Cut{Before: min(at.Before+1, len(before)), After: min(at.After+1, len(after))})
		}
	}
	return cuts
}

// patch applies a unified diff, strictly: every line and every number in it must be right.
func patch(before, diff string) (string, error) {
	if diff == "" {
		return before, nil
	}
	old := lines(before)
	rest := lines(strings.TrimPrefix(diff, "--- x\n+++ x\n"))
	var after []string
	done := 0 // of old
	for len(rest) > 0 {
		var from, froms, to, tos int
		header := rest[0]
		rest = rest[1:]
		if !scanHeader(header, &from, &froms, &to, &tos) {
			return "", fmt.Errorf("no header: %q", header)
		}
		if from < done || from > len(old) {
			return "", fmt.Errorf("%q: line %d comes next", header, done)
		}
		after = append(after, old[done:from]...)
		if done = from; to != len(after) {
			return "", fmt.Errorf("%q: %d lines are there", header, len(after))
		}
		for froms > 0 || tos > 0 {
			if len(rest) == 0 {
				return "", fmt.Errorf("%q: lines are missing", header)
			}
			mark, text := rest[0][0], rest[0][1:]
			rest = rest[1:]
			if len(rest) > 0 && rest[0] == "\\ No newline at end of file\n" {
				text, rest = strings.TrimSuffix(text, "\n"), rest[1:]
			}
			if mark != '+' {
				if done == len(old) || old[done] != text {
					return "", fmt.Errorf("%q: line %d is not %q", header, done, text)
				}
				done, froms = done+1, froms-1
			}
			if mark != '-' {
				after, tos = append(after, text), tos-1
			}
		}
	}
	return strings.Join(append(after, old[done:]...), ""), nil
}

// scanHeader reads "@@ -1,2 +3 @@". Lines are then counted from 0.
func scanHeader(header string, from, froms, to, tos *int) bool {
	fields := strings.Fields(header)
	return len(fields) == 4 && fields[0] == "@@" && fields[3] == "@@" &&
		scanRange(fields[1], '-', from, froms) && scanRange(fields[2], '+', to, tos)
}

func scanRange(field string, mark byte, start, count *int) bool {
	*count = 1
	if n, _ := fmt.Sscanf(field[1:], "%d,%d", start, count); n == 0 || field[0] != mark {
		return false
	}
	if *count > 0 {
		*start--
	}
	return true
}

func TestEditsMakeTheLaterVersion(t *testing.T) {
	for _, c := range []struct{ before, after string }{
		{"", "a\n"}, {"a\n", ""}, {"a\nb\nc\n", "a\nx\nc\ny"}, {"a", "a\n"}, {"a\nb\n", "a\nb\n"}, {"a\r\nb\r\n", "b\r\n"},
	} {
		got, at := "", 0
		for _, e := range diff.Edits([]byte(c.before), []byte(c.after), nil) {
			got, at = got+c.before[at:e.Start]+e.New, e.End
		}
		if got += c.before[at:]; got != c.after {
			t.Errorf("%q becomes %q, not %q", c.before, got, c.after)
		}
	}
}

func lines(text string) (all []string) {
	for line := range bytes.Lines([]byte(text)) {
		all = append(all, string(line))
	}
	return all
}

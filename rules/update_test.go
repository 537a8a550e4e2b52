package rules_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/manifest/generate"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// FuzzUpdate edits a file again and again, as a person does in an editor. What lint.Update finds in each version, with the result of the
// last one, must be what lint.File finds.
func FuzzUpdate(f *testing.F) {
	for seed := range uint64(16) {
		f.Add(seed)
	}
	pieces := documentsToEdit(f)
	cfg := rules.Config(workload.NewSettings(), rules.All)
	f.Fuzz(func(t *testing.T, seed uint64) {
		e := editor{Rand: rand.New(rand.NewPCG(seed, 0)), pieces: pieces}
		for range 4 + e.IntN(30) {
			e.lines = append(append(e.lines, e.document()...), "---\n")
		}
		parse := func() *manifest.File { return manifest.Parse("bot.yaml", []byte(strings.Join(e.lines, ""))) }
		last := lint.Update(cfg, nil, parse())
		for range 12 {
			e.edit()
			updated, file := lint.Update(cfg, &last, parse()), lint.File(cfg, parse())
			last = updated.Clone()
			got, want := accountOf(lint.Merge(cfg, []lint.FileResult{updated})), accountOf(lint.Merge(cfg, []lint.FileResult{file}))
			if g, w := firstDifference(got, want); g != w {
				t.Fatalf("after %s\ngot  %s\nwant %s\nin:\n%s", e.last, g, w, strings.Join(e.lines, ""))
			}
		}
	})
}

// documentsToEdit returns the manifests of all cases, and generated ones, by lines.
func documentsToEdit(f *testing.F) (pieces [][]string) {
	names, err := filepath.Glob("*/testdata/*/*.txtar")
	if err != nil || len(names) == 0 {
		f.Fatal(len(names), err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		if c := filesOf(archive); c.suffix == ".yaml" && len(c.in) > 0 {
			pieces = append(pieces, linesOf(c.in))
		}
	}
	w := generate.NewOfTool("greeter", 1, generate.Mixed)
	for range 100 {
		pieces = append(pieces, linesOf(w.Next()))
	}
	return pieces
}

func linesOf(text []byte) (lines []string) {
	for line := range bytes.Lines(text) {
		lines = append(lines, strings.TrimSuffix(string(line), "\n")+"\n")
	}
	return lines
}

// odd are characters that may change how a text is read, and two that may not.
var odd = strings.Split("a,0, ,-,:,#,\",',{,},[,],&,*,!,|,%,\t,\r,\xff,\ufeff,\u0085,\u2028,\x00,é", ",")

// An editor makes random edits.
type editor struct {
	*rand.Rand
	pieces [][]string
	lines  []string
	last   string // what the last edit was
}

func (e *editor) document() []string { return e.pieces[e.IntN(len(e.pieces))] }

func (e *editor) edit() {
	if len(e.lines) == 0 {
		e.lines = []string{"\n"}
	}
	at := e.IntN(len(e.lines))
	line := e.lines[at]
	insert := func(what string, lines ...string) {
		e.last, e.lines = what, slices.Insert(e.lines, at, lines...)
	}
	switch e.IntN(10) {
	case 0:
		e.last, e.lines = "deleting "+line, slices.Delete(e.lines, at, at+1)
	case 1:
		insert("twice "+line, line)
	case 2:
		insert("a separator", "---\n")
	case 3:
		insert("a document", append(slices.Clone(e.document()), "---\n")...)
	case 4:
		rule := rules.All[e.IntN(len(rules.All))]
		insert("a directive", fmt.Sprintf("# tfk8s:ignore %s because\n", rule.Name))
	case 5:
		lines := e.document()
		insert("a line of another document", lines[e.IntN(len(lines))])
	case 6:
		end := min(len(e.lines), at+1+e.IntN(30))
		e.last, e.lines = "deleting many lines", slices.Delete(e.lines, at, end)
	default:
		i := e.IntN(len(line))
		c := odd[e.IntN(len(odd))]
		e.last = fmt.Sprintf("replacing byte %d of %q by %q", i, line, c)
		e.lines[at] = line[:i] + c + strings.TrimSuffix(line[i+1:], "\n") + "\n"
	}
}

// accountOf writes all that a result says, a line for each finding.
func accountOf(r lint.Result) []string {
	lines := []string{fmt.Sprint(r.Files, r.Objects, r.Skipped, r.Foreign, r.LeftOut)}
	for _, d := range r.Diagnostics {
		line := fmt.Sprint(d.Rule.Name, d.Stage, d.Severity, *d.Object, d.Span, d.Path, d.Message, d.Label, d.Effect, d.Help)
		if d.Fix != nil {
			line += fmt.Sprint(*d.Fix)
		}
		for _, place := range d.Related {
			line += fmt.Sprint(place.Span, place.Message, bytes.Equal(place.File.Src, d.File.Src))
		}
		lines = append(lines, line)
	}
	return lines
}

// firstDifference returns the first lines that differ, "" if there are none.
func firstDifference(got, want []string) (string, string) {
	got, want = append(slices.Clip(got), "nothing"), append(slices.Clip(want), "nothing")
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			return got[i], want[i]
		}
	}
	return "", ""
}

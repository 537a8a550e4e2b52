package convert_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// renaming is a rule that finds names with a prefix, and replaces the prefix.
func renaming(rule, from, to string) *lint.Rule {
	return &lint.Rule{
		ID: "TFK9" + rule, Name: rule, Severity: lint.Error, Stage: lint.API, Fix: lint.Safe,
		Object: func(p *lint.Pass, o *manifest.Object) {
			if rest, ok := strings.CutPrefix(o.Name, from); ok {
				name := o.Root.At("metadata", "name")
				edits, ok := name.SetText(to + rest)
				p.At(name, lint.NewFix(lint.Safe, edits, ok, "rename it"), "%s begins with %s", o.Name, from)
			}
		},
	}
}

// The name keeps its length, so that only its text shows that a document was converted.
var oldToNew = renaming("old", "old", "new")

func called(name string) string {
	return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name + "\n"
}

// calledAll returns a file with a document for each name.
func calledAll(names ...string) *manifest.File {
	var docs []string
	for _, name := range names {
		docs = append(docs, called(name))
	}
	return manifest.Parse("many.yaml", []byte(strings.Join(docs, "---\n")))
}

// Small files are linted in groups, and each of them is converted.
func TestEachOfManySmallFilesIsConverted(t *testing.T) {
	o := &convert.Options{Config: &lint.Config{Rules: []*lint.Rule{oldToNew}}}
	var files []*manifest.File
	for i := range 2000 {
		files = append(files, manifest.Parse(fmt.Sprint(i), []byte(called(fmt.Sprint("old-", i)))))
	}
	for i, r := range convert.Files(o, files) {
		if want := called(fmt.Sprint("new-", i)); r.Err != nil || !r.Changed || string(r.File.Src) != want {
			t.Fatalf("file %d becomes %q, not %q (%v)", i, r.File.Src, want, r.Err)
		}
		if r.File.Name != fmt.Sprint(i) || r.Lint.File != r.File || r.Lint.Any(isAnything) {
			t.Fatalf("file %d: lint says something else of the result, which is called %s", i, r.File.Name)
		}
	}
}

func isAnything(lint.Diagnostic) bool { return true }

// manyNames has more names than a small file has documents, and more than a batch has.
func manyNames(prefix string) (names []string) {
	for i := range 300 {
		names = append(names, fmt.Sprint(prefix, "-", i))
	}
	return names
}

// Lint must not mistake a converted document of a large file for the original, which has the same length.
func TestWhatLintSaysOfALargeFileIsSaidOfTheConvertedDocuments(t *testing.T) {
	seen := map[string]int{}
	watch := &lint.Rule{ID: "TFK999", Name: "watch", Object: func(p *lint.Pass, o *manifest.Object) { p.At(o.Root.Field("kind"), nil, "called %s", o.Name) }}
	r, err := convert.File(&convert.Options{Config: &lint.Config{Rules: []*lint.Rule{oldToNew, watch}}}, calledAll(manyNames("old")...))
	if want := calledAll(manyNames("new")...).Src; err != nil || string(r.File.Src) != string(want) {
		t.Fatalf("the file becomes\n%s(%v)", r.File.Src, err)
	}
	for _, d := range lint.Merge(&lint.Config{}, []lint.FileResult{r.Lint}).Diagnostics {
		seen[d.Message]++
	}
	for _, name := range manyNames("new") {
		if seen["called "+name] != 1 {
			t.Errorf("lint sees %s %d times", name, seen["called "+name])
		}
	}
	if len(seen) != len(manyNames("new")) {
		t.Errorf("lint says %d things of %d documents: %v", len(seen), len(manyNames("new")), seen)
	}
}

// An error in one document leaves a large file unchanged, including the documents that were converted before it.
func TestAFileWithFixesThatUndoEachOtherIsLeftAsItIs(t *testing.T) {
	rules := []*lint.Rule{oldToNew, renaming("up", "low", "high"), renaming("down", "high", "low")}
	for _, at := range []int{1, 299} {
		names := manyNames("old")
		names[at] = "low"
		f := calledAll(names...)
		r, err := convert.File(&convert.Options{Config: &lint.Config{Rules: rules}}, f)
		if err == nil || !strings.Contains(err.Error(), "undo each other") {
			t.Errorf("document %d: the error is %v", at, err)
		}
		if r.File != f || r.Changed || len(r.Applied) > 0 || len(r.Dropped) > 0 || len(r.Cuts) > 0 {
			t.Errorf("document %d: changed %t, with %d fixes applied and %d dropped", at, r.Changed, len(r.Applied), len(r.Dropped))
		}
	}
}

// A fix that does not remove its finding is dropped, wherever the document is.
func TestAFixThatDoesNotHelpIsDroppedInALargeFile(t *testing.T) {
	idle := &lint.Rule{
		ID: "TFK998", Name: "idle", Severity: lint.Error, Stage: lint.API, Fix: lint.Safe,
		Object: func(p *lint.Pass, o *manifest.Object) {
			kind := o.Root.Field("kind")
			edits, ok := kind.SetText("Thing")
			p.At(kind, lint.NewFix(lint.Safe, edits, ok, "call it a thing"), "it is what it is")
		},
	}
	names := manyNames("a")
	f := calledAll(names...)
	r, err := convert.File(&convert.Options{Config: &lint.Config{Rules: []*lint.Rule{idle}}}, f)
	if err != nil || r.Changed || len(r.Applied) > 0 {
		t.Errorf("changed %t, with %d fixes applied (%v)", r.Changed, len(r.Applied), err)
	}
	if len(r.Dropped) != len(names) {
		t.Fatalf("%d fixes are dropped in %d documents", len(r.Dropped), len(names))
	}
	for i, d := range r.Dropped {
		if want := 5*i + 2; d.Position.Line != want || d.Reason != "the finding would still be there" {
			t.Errorf("dropped on line %d, not %d: %s", d.Position.Line, want, d.Reason)
		}
	}
}

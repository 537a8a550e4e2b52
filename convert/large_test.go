package convert_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/convert/diff"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/manifest/generate"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// A large file is converted document by document, so the neighbors of a document must not matter. Some documents here concern the
// whole file, at its beginning or after much of it is converted.
func TestADocumentConvertsAmongManyAsItDoesAlone(t *testing.T) {
	odd := [][]byte{
		[]byte("# nothing but a comment\n"),
		[]byte("kind: Deployment\n\tapiVersion: extensions/v1beta1\n"), // unreadable, and stays so
		[]byte("# tabs\nkind: ConfigMap\napiVersion: v1\nmetadata:\n\tname: a\n"),
		[]byte("# or it would be JSON when it is alone\n{kind: Service, apiVersion: v1, metadata: {name: b, namespace: mytool}, spec: {type: NodePort, ports: [{port: 80}]}}\n"),
		[]byte("kind: List\napiVersion: v1\nitems:\n- {kind: ConfigMap, apiVersion: v1, metadata: {name: c, namespace: mytool}}\n"),
		[]byte("kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: d\n  namespace: mytool\n--- # what follows is lost\nkind: Secret\n"),
	}
	var docs [][]byte
	w := generate.New(3, generate.Mixed)
	for range 200 {
		docs = append(docs, w.Next())
	}
	for name, newline := range map[string]string{"LF": "\n", "CRLF": "\r\n"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			compareAloneAndTogether(t, slices.Concat(odd, docs), newline)
			compareAloneAndTogether(t, slices.Concat(docs, odd), newline)
			compareAloneAndTogether(t, docs, newline)
		})
	}
}

func compareAloneAndTogether(t *testing.T, docs [][]byte, newline string) {
	t.Helper()
	separator := []byte("---" + newline)
	written, want := make([][]byte, len(docs)), make([][]byte, len(docs))
	for i, doc := range docs {
		written[i] = bytes.ReplaceAll(doc, []byte("\n"), []byte(newline))
		want[i] = resultOf(t, written[i]).File.Src
	}
	before, after := bytes.Join(written, separator), bytes.Join(want, separator)
	r := resultOf(t, before)
	if got := r.File.Src; !bytes.Equal(got, after) {
		t.Errorf("together the documents become\n%s", diff.Unified("job.yaml", after, got, nil))
	}
	if left, want := findings(r.Lint), findings(lint.File(config, manifest.Parse("job.yaml", r.File.Src))); !slices.Equal(left, want) {
		t.Errorf("lint says of the result\n%s\nand not\n%s", strings.Join(want, "\n"), strings.Join(left, "\n"))
	}
	for _, a := range r.Applied {
		if line := r.File.Position(len(r.File.Text())).Line; a.Position.Line < 1 || a.Position.Line > line {
			t.Errorf("a fix was applied on line %d of %d", a.Position.Line, line)
		}
	}
	for _, c := range r.Cuts {
		if line := []byte("---" + newline); c.Before > 0 && !(bytes.HasSuffix(before[:c.Before], line) && bytes.HasSuffix(after[:c.After], line)) {
			t.Errorf("no document begins at %v", c)
		}
	}
}

// Applied fixes have positions in the file, not in the document.
func TestWhatWasAppliedIsFoundInTheFile(t *testing.T) {
	w := generate.New(5, generate.Legacy)
	src := w.Stream(30_000)
	f := manifest.Parse("job.yaml", src)
	var found []manifest.Position
	for _, d := range lint.Run(config, []*manifest.File{f}).Diagnostics {
		found = append(found, f.Position(d.Span.Start))
	}
	first := 0
	for _, a := range resultOf(t, src).Applied {
		if slices.Contains(found, a.Position) {
			first++ // one of the first round
		}
	}
	if first < len(f.Docs) {
		t.Errorf("of the fixes of %d documents only %d are where lint finds something", len(f.Docs), first)
	}
}

// The place of the only document with something to fix does not matter in a large file. A directive may be in the document above it.
func TestOneDocumentOfManyIsConverted(t *testing.T) {
	const (
		fine      = "metadata: {name: a, namespace: tool-mytool}\nkind: ConfigMap\napiVersion: v1\n"
		toFix     = "metadata: {name: b, namespace: mytool}\nkind: ConfigMap\napiVersion: v1\n"
		fixed     = "metadata: {name: b, namespace: tool-mytool}\nkind: ConfigMap\napiVersion: v1\n"
		directive = "# tfk8s:ignore legacy-namespace the old one is meant\n"
	)
	for _, at := range []int{1, 64, 100, 199} {
		docs := slices.Repeat([]string{fine}, 200)
		with := func(above, doc string) string {
			docs[at-1], docs[at] = fine+above, doc
			return strings.Join(docs, "---\n")
		}
		for in, want := range map[string]string{
			with("", toFix):        with("", fixed),
			with(directive, toFix): with(directive, toFix),
		} {
			if got := string(resultOf(t, []byte(in)).File.Src); got != want {
				t.Errorf("document %d: %s", at, diff.Unified("job.yaml", []byte(want), []byte(got), nil))
			}
		}
	}
}

// The documents of a large file wait for each other.
func TestABugInOneDocumentOfManyEndsTheConversion(t *testing.T) {
	w := generate.New(7, generate.Legacy)
	f := manifest.Parse("job.yaml", w.Stream(300_000))
	for _, at := range []int{len(f.Docs) / 4, len(f.Docs) - 1} {
		cfg := *config
		cfg.Prepare = func(o *manifest.Object) any {
			if o.Document == at {
				panic("index out of range")
			}
			return config.Prepare(o)
		}
		func() {
			defer func() {
				if bug := recover(); bug != "index out of range" {
					t.Errorf("it ends with %v", bug)
				}
			}()
			r, err := convert.File(&convert.Options{Config: &cfg, Pin: rules.Pin}, f)
			t.Errorf("converted: %v %v", r.Changed, err)
		}()
	}
}

// The conversion does not depend on line endings and the like.
func TestManyDocumentsAreConvertedInAnyEncoding(t *testing.T) {
	w := generate.New(9, generate.Legacy)
	plain := w.Stream(100_000)
	utf16LE := func(text []byte) []byte {
		out := []byte{0xFF, 0xFE}
		for _, unit := range utf16.Encode([]rune(string(text))) {
			out = binary.LittleEndian.AppendUint16(out, unit)
		}
		return out
	}
	for name, encode := range map[string]func([]byte) []byte{
		"byte order mark": func(text []byte) []byte { return append([]byte("\uFEFF"), text...) },
		"UTF-16":          utf16LE,
		"not UTF-8":       func(text []byte) []byte { return append([]byte("# \xff\n"), text...) },
	} {
		want := encode(resultOf(t, plain).File.Src)
		if got := resultOf(t, encode(plain)).File.Src; !bytes.Equal(got, want) {
			t.Errorf("%s: the documents become\n%s", name, diff.Unified("job.yaml", want, got, nil))
		}
	}
}

// A value can be fixed in the same round in which lines are added below it, if that is the last round.
func TestAValueIsFixedWithTheLinesBelowIt(t *testing.T) {
	const src = "kind: Deployment\napiVersion: extensions/v1beta1\nmetadata: # made by hand\n  name: a\n  namespace: mytool\n" +
		"spec:\n  template:\n    metadata:\n      labels: {name: a}\n    spec:\n      containers: [{name: a, image: b}]\n"
	looks := 0
	cfg := rules.Config(workload.NewSettings(), rules.All)
	prepare := cfg.Prepare
	cfg.Prepare = func(o *manifest.Object) any {
		looks++
		return prepare(o)
	}
	r, err := convert.File(&convert.Options{Config: cfg, Pin: rules.Pin}, manifest.Parse("job.yaml", []byte(src)))
	if err != nil {
		t.Fatal(err)
	}
	if want := "  namespace: tool-mytool\n  labels:\n"; !strings.Contains(string(r.File.Src), want) {
		t.Errorf("no %q in\n%s", want, r.File.Src)
	}
	if looks != 4 { // the input, twice because of Pin, the outcome of the round, and the result
		t.Errorf("it was looked at the object %d times", looks)
	}
	if last := r.Applied[len(r.Applied)-1].Rule.Name; last != "legacy-namespace" {
		t.Errorf("%s was applied last", last)
	}
}

// findings returns the findings in a file, one per line.
func findings(r lint.FileResult) (lines []string) {
	for _, d := range lint.Merge(config, []lint.FileResult{r}).Diagnostics {
		lines = append(lines, fmt.Sprint(d.File.Position(d.Span.Start), d.Span, d.Object, d.Rule.Name, d.Path, d.Message))
	}
	return lines
}

var config = rules.Config(workload.NewSettings(), rules.All)

func resultOf(t *testing.T, src []byte) convert.Result {
	t.Helper()
	r, err := convert.File(&convert.Options{Config: config, Pin: rules.Pin}, manifest.Parse("job.yaml", src))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

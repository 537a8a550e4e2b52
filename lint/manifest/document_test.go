package manifest

import (
	"fmt"
	"strings"
	"testing"
)

// outline says of every document whether it can be read, and which objects it has.
func outline(f *File) string {
	var parts []string
	for _, d := range f.Docs {
		part := "-"
		if d.Err() != nil {
			part = "error"
		} else if d.Root() != nil {
			part = d.Root().Kind().String()
		}
		for _, o := range d.Objects() {
			part += fmt.Sprintf(" %s/%s/%s@%d", o.APIVersion, o.Kind, o.Name, o.Item)
		}
		if _, ok := d.Rest(); ok {
			part += " rest"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}

func TestDocumentsAreCutAsKubectlCutsThem(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"", "-"},
		{"# c\n", "-"},
		{"---\n---\n", "-"},
		{"---\n---\n---\n", "-, -"},
		{"---\na: 1\n", "map"},
		{"# c\n---\na: 1\n", "-, map"},
		{"a: 1\n---\nb: 2\n---\n", "map, map"},
		{"a: 1\n--- \t\r\nb: 2\n", "map, map"},
		{"a:\n  b: 1\n ---\nc: 2\n", "error"},
		{"a: 1\n--- # c\nb: 2\n", "map rest"},
		{"a: 1\n--- # c\n# d\n", "map"},
		{"a: 1\n...\nb: 2\n", "map rest"},
		{"a: 1\n...\n# c\n", "map"},
		{"a: |\n  x\n--- y: [\n", "map rest"},
		{"a: |\n  x\n---\n  z\n", "map, string"},
		{"%YAML 1.1\n---\na: 1\n", "error, map"},
		{" a: 1\nb: 2\n", "map rest"},
		{"# c\n  a: |\n    x\n  b: 2\n# d\n", "map"},
		{" a: 1\nb: c: d\n", "map rest"},
		{" a: 1\n'b\n c' d: e: f\n", "map rest"}, // kyaml looks ahead and cannot read it
		{" a: 1\n'\nb: 2\n", "error"},
		{"- a\n- b\n# c\n", "array"},
		{"null\n---\n~\n---\n{}\n", "-, -, map"},
		{"- a\n---\nb\n", "array, string"},
		{"a: 1\r---\rb: 2\r", "map rest"},
		{"\ufeff---\na: 1\n---\n\ufeffb: 2\n", "map, map"},
		{"a: b: c\n---\nd: e\n", "error, map"},
		{"{a: b}\n", "error"},
		{`{"a":1} {"b":2}`, "map, map"},
		{`{"a":1}` + "\n---\n" + `{"b":2}`, "map, error"},
		{`{"a":1,}`, "error"},
		{`{"a":1} null [2] x`, "map, -, array, error"},
		{"\ufeff{\"a\":\n1}\n", "map"},
		{"kind: Pod\napiVersion: v1\nmetadata: {name: x}\n", "map v1/Pod/x@-1"},
		{"kind: List\napiVersion: v1\nitems:\n- 1\n- kind: Pod\n  apiVersion: v1\n", "map v1/Pod/@1"},
		{"kind: PodList\napiVersion: v1\nitems:\n- metadata: {name: x}\n", "map v1/Pod/x@0"},
		{"items:\n- kind: Pod\n", "map"},
	} {
		if got := outline(Parse("x", []byte(c.src))); got != c.want {
			t.Errorf("%q: %s, want %s", c.src, got, c.want)
		}
	}
}

func TestSyntaxErrorsAreWhereTheMistakeIs(t *testing.T) {
	for _, c := range []struct{ src, at, message string }{
		{"a:\n  - b\n c: d\n", "3:2", "did not find expected key"},
		{"a: 1\nb: c: d\n", "2:1", "mapping values are not allowed in this context"},
		{"a: 1\nb: \"c\nd: 1\n", "2:1", "found unexpected end of stream"},
		{"a: 1\nbc\n", "2:1", "could not find expected ':'"},
		{"a: 1\nb: *c\n", "2:4", "unknown anchor 'c' referenced"},
		{"a: 1\nb: \x01\n", "2:4", "control characters are not allowed"},
		{"a: 1\n\tb: 2\n", "2:2", "found a tab character that violates indentation"},
		{"a: 1\n\t# c\nb: 2\n", "2:2", "found a tab character that violates indentation"},
		{"a: 1\nb: .inf\n", "2:4", "JSON, which the API server reads, has no number .inf"},
		{"a: 1\n~: 2\n", "2:1", "a key must be a word or a number, not null"},
		{"a: 1\n? {b: c}\n: 2\n", "2:3", "a key must be a word or a number, not a map"},
		{"a: &x 1\nb: {<<: *x}\n", "2:9", "a merge key (<<) needs a map or a list of maps"},
		{"a: &x {b: *x}\n", "1:11", `the value of anchor "x" contains itself`},
		{"a: !!int b\n", "1:4", `the value "b" is no int`},
		{"{\n  \"a\": 1,\n}", "3:1", "invalid character '}' looking for beginning of object key string"},
		{"a: 1\n---\nb: [\n", "3:1", "did not find expected node content"},
	} {
		f := Parse("x", []byte(c.src))
		err := f.Docs[len(f.Docs)-1].Err()
		if err == nil {
			t.Errorf("%q: no error", c.src)
			continue
		}
		at := f.Position(err.Span.Start)
		if got := fmt.Sprintf("%d:%d", at.Line, at.Column); got != c.at || err.Message != c.message {
			t.Errorf("%q: %s: %s, want %s: %s", c.src, got, err.Message, c.at, c.message)
		}
	}
}

func TestJSONNumbersAndNames(t *testing.T) {
	root := Parse("x", []byte(`{"a":[1, 1.0, 1e3, -0, 12345678901234567890123, 1e999, 0.5], "b":"\ud83d\ude00\ud800","\u00e9\"":null,"c":true, "c":"yes"}`)).Docs[0].Root()
	var kinds []string
	for i, n := range root.Field("a").Items() {
		v, ok := n.Int()
		kinds = append(kinds, fmt.Sprint(n.Kind(), " ", v, " ", ok))
		if s, ok := n.Span(); !ok || s.Len() == 0 {
			t.Errorf("item %d has no span", i)
		}
	}
	want := "integer 1 true, number 1 true, number 1000 true, integer 0 true, number"
	if got := strings.Join(kinds, ", "); !strings.HasPrefix(got, want) {
		t.Errorf("%s", got)
	}
	if n := root.Field("a").Items()[5]; n.Kind() != Float {
		t.Errorf("1e999 is a %s", n.Kind())
	}
	if got := root.Field("b").String(); got != "\U0001F600\uFFFD" {
		t.Errorf("%q", got)
	}
	if n := root.Field(`é"`); n == nil || !n.IsNull() {
		t.Errorf("no key with escapes")
	}
	if dups := root.Document().Duplicates(); len(dups) != 1 || root.Field("c").String() != "yes" {
		t.Errorf("duplicates %v", dups)
	}
}

func TestPathsAreThoseOfTheServer(t *testing.T) {
	src := "kind: List\nitems:\n- kind: Pod\n  spec:\n    containers:\n    - image: x\n      env: [{name: é, value: 1}]\n"
	o := Parse("x", []byte(src)).Docs[0].Objects()[0]
	n := o.Root.At("spec", "containers").Items()[0].Field("env").Items()[0].Field("value")
	if n.Path() != "spec.containers[0].env[0].value" || n.Parent().ChildPath("x") != "spec.containers[0].env[0].x" {
		t.Error(n.Path())
	}
	if n.KeyPath() != "spec.containers[0].env[0][value]" {
		t.Error(n.KeyPath())
	}
	var absent *Node
	if absent.Path() != "" || absent.Uses() != 0 || absent.KeyPath() != "[]" || absent.Document() != nil || absent.Index() != 0 {
		t.Error("a nil node answers wrongly")
	}
	f := o.File
	if s, _ := n.Span(); f.Position(s.Start) != (Position{7, 30}) || f.Line(7) != "      env: [{name: é, value: 1}]" {
		t.Error(f.Position(s.Start), f.Line(7))
	}
}

func TestCommentsAreFoundOutsideOfValues(t *testing.T) {
	src := "# one\na: 'x # y' # two\nb: |  # three\n  # text\n#four\nc: x#y\nd: {e: f, # five\n  g: \"#\"}\n"
	texts, ok := Parse("x", []byte(src)).Docs[0].commentTexts()
	if got := strings.Join(texts, "|"); !ok || got != "# one|# two|# three|#four|# five" {
		t.Errorf("%v %q", ok, got)
	}
}

func TestADocumentCanBeReadAgainAfterRelease(t *testing.T) {
	d := Parse("x", []byte("a: b\na: c\n")).Docs[0]
	for range 2 {
		if d.Root().Field("a").String() != "c" || len(d.Duplicates()) != 1 {
			t.Error("not read")
		}
		d.Release()
	}
}

func TestAFileKnowsWhereItIsASCII(t *testing.T) {
	for src, want := range map[string]bool{"a: b\n": true, "a: ü\n": false, "a: \xfc\n": false, "\xef\xbb\xbfa: b\n": true, "\xef\xbb\xbfa: ü\n": false} {
		f := Parse("a.yaml", []byte(src))
		if got := f.IsASCII(f.Docs[0].Span()); got != want {
			t.Errorf("%q: %v", src, got)
		}
	}
}

package manifest_test

import (
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
)

func TestWrapPutsAnEntryDeeperWithAllItsText(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"block", "a: 1\n# of b\nb:\n  # in b\n  c: |\n    text\n\n    more\n  d: 'x\n    y' # behind\ne: 2\n", "a: 1\n# of b\nx:\n  v:\n    b:\n      # in b\n      c: |\n        text\n\n        more\n      d: 'x\n        y' # behind\ne: 2\n"},
		{"the style of the document", "a:\n    z: 1\nb: 2\n", "a:\n    z: 1\nx:\n    v:\n        b: 2\n"},
		{"CRLF", "a: 1\r\nb:\r\n  c: 1\r\n", "a: 1\r\nx:\r\n  v:\r\n    b:\r\n      c: 1\r\n"},
		{"no line break at the end", "b:\n  c: 1", "x:\n  v:\n    b:\n      c: 1"},
		{"flow", "---\n{a: 1, b: {c: 1}}\n", "---\n{a: 1, x: {v: {b: {c: 1}}}}\n"},
		{"JSON", "{\n  \"a\": 1,\n  \"b\": {\"c\": 1}\n}\n", "{\n  \"a\": 1,\n  \"x\": {\"v\": {\"b\": {\"c\": 1}}}\n}\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := manifest.Parse("a.yaml", []byte(c.src))
			edits, ok := f.Docs[0].Root().Field("b").Wrap("x", "v")
			if !ok {
				t.Fatal("no edits")
			}
			got, err := f.Apply(edits)
			if err != nil || string(got) != c.want {
				t.Errorf("got %q, %v, want %q", got, err, c.want)
			}
			value := func(n *manifest.Node) string { return n.At("c").Text() + n.At("d").Text() + n.Text() }
			before, after := f.Docs[0].Root().Field("b"), f.With(got).Docs[0].Root().At("x", "v", "b")
			if value(before) != value(after) {
				t.Errorf("the value was %q and is %q", value(before), value(after))
			}
		})
	}
}

func TestWrapLeavesWhatItCannotIndent(t *testing.T) {
	f := manifest.Parse("a.yaml", []byte("l:\n- b: 1\n  c: 2\n"))
	if _, ok := f.Docs[0].Root().Field("l").Items()[0].Field("b").Wrap("x"); ok {
		t.Error("it makes edits of an entry behind a dash")
	}
	if _, ok := f.Docs[0].Root().Wrap("x"); ok {
		t.Error("it makes edits of a root")
	}
}

package manifest

import (
	"fmt"
	"strings"
	"testing"
)

// account describes the documents of some files in full, read as a sequence or one by one.
func account(inSequence bool, files ...string) string {
	var docs []*Document
	for _, src := range files {
		docs = append(docs, Parse("x", []byte(src)).Docs...)
	}
	sequence := NewSequence(docs)
	var out strings.Builder
	for _, d := range docs {
		if inSequence {
			sequence.Load()
		}
		fmt.Fprintln(&out, d.Index, d.Err(), d.rest, d.duplicates)
		for _, n := range allNodes(d.Root()) {
			span, ok := n.Span()
			fmt.Fprintln(&out, n.Path(), n.Kind(), n.Text(), n.Mark(), span, ok)
		}
	}
	return out.String()
}

// neighbors are documents that a decoder might read as the end or the beginning of another one.
var neighbors = []string{
	"a: 1\nb:\n- c\n", "", "# only a comment\n", "a: b # comment\n# and one at the end\n", "text\n", "- a\n", "null\n", "{a: b}\n", "\ufeffa: b\n",
	"a: |+\n  text\n\n", "a: >\n text\n ---\n", "a: 'open\n", "a: \"open\n", "a: [open\n", "a: {\n", "a: b: c\n", "a:\tb\t# c\n", "@\n", "%YAML 1.1\n",
	"%TAG ! tag:x,2000:\n", "a: !x b\n", "a: &x b\nc: *x\n", "c: *x\n", "--- # marker\na: b\n", "a: b\n--- # marker\nc: d\n", "a: b\n...\n", "...\n",
	"  a: b\n", "  a: b\nc: d\n", "? a\n: b\n", "? a\n", "a: b", "a: b\n\n\n", "a: \u2028b\nc: d\n", "a: b\rc: d\n", "a: b\r\nc: d\r\n", "ä: ö # ü\nb: c\n",
	"a: |\n  text", "a: |+\n  text\r", "a: b\r\n# c\r", "a: b # c\u2029", "a: b # \u0085c: d\n", "# c\na: b\n# c", "[]", " \n\n", "a: \x00\n", "a: \xff\n",
	"\ufeff\ufeffa: b\n", "\xff\xfea\x00:\x00 \x00b\x00\n\x00", "{\"a\": \"b\"}\n{\"c\": &x }", "a:\n- b\n-\n  # c\n", "a:\n  b: c\n # d\n", "a: *x\n", "<<: *x\n",
	"%TAG !e! tag:x,2000:\n--- # c\na: !e!x b\n", "a: !e!x b\n", "%YAML 1.1\n--- # c\na: yes\n", "...\na: b\n", "--- a\n", "---\n--- # c\na: b\n", "a: |\n --- # c\n",
}

func TestASequenceReadsDocumentsAsIfEachStoodAlone(t *testing.T) {
	docs := append(neighbors[:len(neighbors):len(neighbors)], surfaces...)
	for _, separator := range []string{"---\n", "---\r\n", "--- \n", "---\t\n", "---\u00a0\n", "---\n---\n", "...\n---\n", "--- # c\n"} {
		for _, first := range docs {
			for _, second := range neighbors {
				inSequence(t, first+separator+second+"\n"+separator+"a: b\n")
			}
		}
	}
}

func TestASequenceReadsFilesAsIfEachStoodAlone(t *testing.T) {
	docs := append(neighbors[:len(neighbors):len(neighbors)], surfaces...)
	for _, first := range docs {
		for _, second := range docs {
			inSequence(t, first, second, "z: y\n---\nx: w\n")
		}
	}
}

func inSequence(t *testing.T, files ...string) {
	t.Helper()
	if got, want := account(true, files...), account(false, files...); got != want {
		t.Fatalf("%q: in a sequence\n%s\nalone\n%s", files, got, want)
	}
}

func FuzzSequence(f *testing.F) {
	for i, text := range neighbors {
		f.Add(text+"---\n"+neighbors[(i+1)%len(neighbors)], neighbors[(i+2)%len(neighbors)])
	}
	f.Fuzz(func(t *testing.T, first, second string) { inSequence(t, "x: y\n", first, second, "z: y\n") })
}

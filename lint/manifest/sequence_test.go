package manifest

import (
	"fmt"
	"strings"
	"testing"
)

// account tells all that there is to know of a file's documents; of a sequence of them if that is asked.
func account(src string, inSequence bool) string {
	f := Parse("x", []byte(src))
	sequence := NewSequence(f.Docs)
	var out strings.Builder
	for _, d := range f.Docs {
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

// neighbours are documents that a decoder which reads on may take for the end or the beginning of another one.
var neighbours = []string{
	"a: 1\nb:\n- c\n", "", "# only a comment\n", "a: b # comment\n# and one at the end\n", "text\n", "- a\n", "null\n", "{a: b}\n", "\ufeffa: b\n",
	"a: |+\n  text\n\n", "a: >\n text\n ---\n", "a: 'open\n", "a: \"open\n", "a: [open\n", "a: {\n", "a: b: c\n", "a:\tb\t# c\n", "@\n", "%YAML 1.1\n",
	"%TAG ! tag:x,2000:\n", "a: !x b\n", "a: &x b\nc: *x\n", "c: *x\n", "--- # marker\na: b\n", "a: b\n--- # marker\nc: d\n", "a: b\n...\n", "...\n",
	"  a: b\n", "  a: b\nc: d\n", "? a\n: b\n", "? a\n", "a: b", "a: b\n\n\n", "a: \u2028b\nc: d\n", "a: b\rc: d\n", "a: b\r\nc: d\r\n", "ä: ö # ü\nb: c\n",
}

func TestASequenceReadsDocumentsAsIfEachStoodAlone(t *testing.T) {
	docs := append(neighbours[:len(neighbours):len(neighbours)], surfaces...)
	for _, separator := range []string{"---\n", "---\r\n", "--- \n", "---\t\n", "---\u00a0\n", "---\n---\n", "...\n---\n", "--- # c\n"} {
		for _, first := range docs {
			for _, second := range neighbours {
				src := first + separator + second + "\n" + separator + "a: b\n"
				if got, want := account(src, true), account(src, false); got != want {
					t.Fatalf("%q: in a sequence\n%s\nalone\n%s", src, got, want)
				}
			}
		}
	}
}

func FuzzSequence(f *testing.F) {
	for i, text := range neighbours {
		f.Add(text + "---\n" + neighbours[(i+1)%len(neighbours)] + "---\na: b\n")
	}
	f.Fuzz(func(t *testing.T, src string) {
		if got, want := account(src, true), account(src, false); got != want {
			t.Errorf("in a sequence\n%s\nalone\n%s", got, want)
		}
	})
}

package manifest

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// spanProblem reads the text at the span of every node and key by itself, and compares; "" where all are equal. The
// count is of the spans that could not be verified.
func spanProblem(f *File) (problem string, unverified int) {
	for _, d := range f.Docs {
		for _, n := range allNodes(d.Root()) {
			s, ok := n.Span()
			if absent := n.value.Value == "" && s.Len() == 0; !ok && !absent { // "? key" and no more
				unverified++
			} else if got, want := rereads(n, s), plainValue(n); ok && n.written == n.value && !reflect.DeepEqual(got, want) {
				return fmt.Sprintf("the span of %q holds %q: %#v, not %#v", n.Path(), f.text[s.Start:s.End], got, want), 0
			}
			k, ok := n.KeySpan()
			if n.keyNode == nil {
				continue
			}
			if !ok {
				unverified++
			} else if got := rereadKey(f, k); n.keyNode.Kind != 0 && f.text[k.Start] != '*' && got != n.key {
				return fmt.Sprintf("the span of the key %q holds %q", n.key, f.text[k.Start:k.End]), 0
			}
		}
	}
	return "", unverified
}

// rereads is the value of a part of the text alone, with its indentation. Anchors that it needs are not there: then the
// node's own value will have to do.
func rereads(n *Node, s Span) any {
	text := string(n.doc.File.text[s.Start:s.End])
	if strings.ContainsAny(text, "*") {
		return plainValue(n)
	}
	if n.doc.File.json {
		return plainValue(Parse("x", []byte(`{"k":`+text+"}")).Docs[0].Root().Field("k"))
	}
	indent := strings.Repeat(" ", n.doc.column(s.Start))
	switch {
	case n.value.Kind == 0 || s.Len() == 0:
		return nil
	case n.isBlock():
		return plainValue(n) // verified by Span itself, with what holds it
	case n.kind == Map && n.value.Content != nil && text[0] != '{' && len(n.kids) == 1 && n.parent != nil && n.parent.kind == List && n.parent.value.Style != 0:
		return plainValue(n) // [a: b]
	}
	d := Parse("x", []byte("---\n"+indent+text+"\n")).Docs[0]
	return plainValue(d.Root())
}

func rereadKey(f *File, s Span) string {
	src := "? " + string(f.text[s.Start:s.End]) + "\n: x\n"
	if f.json {
		src = "{" + string(f.text[s.Start:s.End]) + ":1}"
	}
	d := Parse("x", []byte(src)).Docs[0]
	if len(d.Root().Fields()) != 1 {
		return "unreadable"
	}
	return d.Root().kids[0].key
}

func TestEverySpanHoldsItsValue(t *testing.T) {
	for _, src := range surfaces {
		if problem, unverified := spanProblem(Parse("x", []byte(src))); problem != "" || unverified > 0 {
			t.Errorf("%q: %d spans not verified; %s", src, unverified, problem)
		}
	}
}

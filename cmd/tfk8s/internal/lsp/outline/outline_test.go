package outline_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/outline"
)

// at returns where the cursor is in a text, where it is written as "^": the path, what is at the cursor, and the word in angle brackets.
func at(text string) string {
	cursor := strings.IndexByte(text, '^')
	text = text[:cursor] + text[cursor+1:]
	p := outline.At(text, cursor)
	if p.In == nil {
		return "nowhere"
	}
	out := pathOf(p.In) + " key"
	if p.Value != nil {
		out = pathOf(p.Value) + " value"
	}
	out += " <" + text[p.Start:p.End] + ">"
	for _, flag := range []struct {
		is   bool
		word string
	}{{p.IsFlow, "flow"}, {p.AfterDash, "item"}, {p.HasColon, "colon"}} {
		if flag.is {
			out += " " + flag.word
		}
	}
	return out
}

func pathOf(n *outline.Node) string {
	if n.Parent == nil {
		return "/"
	}
	step := n.Key
	if n.IsItem {
		for i, c := range n.Parent.Children {
			if c == n {
				step = fmt.Sprint(i)
			}
		}
	}
	return strings.TrimSuffix(pathOf(n.Parent), "/") + "/" + step
}

func TestThePlaceOfACursorIsFound(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"^", "/ key <>"},
		{"ki^", "/ key <ki>"},
		{"kind: Job\n^", "/ key <>"},
		{"kind: J^ob # x\n", "/kind value <Job>"},
		{"kind: ^\n", "/kind value <>"},
		{"kind:^\n", "/kind value <>"},
		{"kind: Job # ^x\n", "nowhere"},
		{"k^ind: Job\n", "/ key <kind> colon"},
		{"spec:\n  ^", "/spec key <>"},
		{"spec:\n  a: 1\n  ^\n  b: 2\n", "/spec key <>"},
		{"spec:\n  a: 1\n    ^\n", "nowhere"},
		{"spec:\n  a:\n    b: 1\n  c^\nd: 1\n", "/spec key <c>"},
		{"spec:\n  a:\n    b: 1\n^", "/ key <>"},
		{"spec:\n  list:\n  - ^", "/spec/list/0 key <> item"},
		{"spec:\n  list:\n  - na^", "/spec/list/0 key <na> item"},
		{"spec:\n  list:\n  - name: x\n    ^", "/spec/list/0 key <>"},
		{"spec:\n  list:\n  - name: x\n  - i^mage: y\n", "/spec/list/1 key <image> item colon"},
		{"spec:\n  list:\n  - name: x\n    image: ^\n  - name: z\n", "/spec/list/0/image value <>"},
		{"spec:\n  list:\n    ^\n", "/spec/list key <>"},
		{"spec:\n  list:\n    - a: 1\n    ^\n", "/spec/list key <>"},
		{"- - a: ^", "/0/0/a value <>"},
		{"a: {b: 1, ^}\n", "/a key <> flow"},
		{"a: {b: ^}\n", "/a/b value <> flow"},
		{"a: {b: x^y, c: 1}\n", "/a/b value <xy> flow"},
		{"a: {b: 1, c^\nd: 1\n", "/a key <c> flow"},
		{"a: {b: 1,\n  ^\nd: 1\n", "/a key <> flow"},
		{"a: {b: 1}\n^", "/ key <>"},
		{"a: {\n  b: 1\n}\nc^: 1", "/ key <c> colon"},
		{"a: [x, ^]\n", "/a key <> flow"},
		{"a: [{b: ^}]\n", "/a/0/b value <> flow"},
		{`{"a": {"b": "x^"}}`, `/a/b value <"x"> flow`},
		{`{"a": {^`, "/a key <> flow"},
		{"{\n  \"a\": 1,\n  ^\n}", "/ key <> flow"},
		{"a: |\n  te^xt\n", "nowhere"},
		{"a: |\n  text\n^", "/ key <>"},
		{"a: |\n  text\n  ^", "nowhere"},
		{"a: \"x\n  y\"\n^", "/ key <>"},
		{"a: \"x\nb: ^1\n", "/b value <1>"},
		{"a: 1\n---\nb: ^\n", "/b value <>"},
		{"a: 1\n---\n^", "/ key <>"},
		{"a: 1\n--^-\nb: 2\n", "nowhere"},
		{"a: 1\r\nb:\r\n  c: ^\r\n", "/b/c value <>"},
		{"# comm^ent\n", "nowhere"},
		{`"a": ^`, "/a value <>"},
		{"a:\n  - x^\n", "/a/0 key <x> item"},
		{"command: [a, b^]", "/command/1 key <b> flow item"},
		{"a: {b: 1} ^\n", "nowhere"},
	} {
		if got := at(c.text); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}

func TestACursorAnywhereInAnyTextIsNoProblem(t *testing.T) {
	whole := "# x\nkind: List\nitems:\n- a: {b: [c, 'd', {e: \"f\\\"\"}], : , ]}\n  g: |\n    h\n- - ? i\n  : 'j\n---\n{\"k\": [1, {\"l\": }]}\n"
	for end := range len(whole) + 1 {
		for cursor := range end + 1 {
			outline.At(whole[:end], cursor)
			outline.At(whole[end-cursor:], cursor)
		}
	}
}

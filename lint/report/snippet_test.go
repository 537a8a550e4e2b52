package report

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// lines is the snippet of the first place where text holds what is marked: the source and the marks under it.
func lines(t *testing.T, text, marked string) string {
	t.Helper()
	f := manifest.Parse("a.yaml", []byte(text))
	return drawn(f.Text(), find(f, marked))
}

func drawn(text []byte, s manifest.Span) string {
	source, before, marked := snippet(text, s, snippetMax)
	if len(source) == 0 {
		return "nothing"
	}
	return string(source) + "\n" + strings.Repeat(" ", before) + "^" + strings.Repeat("~", max(marked-1, 0))
}

func TestASnippetMarksTheSpan(t *testing.T) {
	for _, c := range []struct{ about, text, marked, want string }{
		{"a word", "kind: Job\n", "Job", "kind: Job\n      ^~~"},
		{"one character", "a: 1\n", "1", "a: 1\n   ^"},
		{"CRLF", "a: 1\r\nkind: Job\r\nb: 2\r\n", "Job", "kind: Job\n      ^~~"},
		{"lone CR", "a: 1\rkind: Job\rb: 2", "Job", "kind: Job\n      ^~~"},
		{"NEL", "a: 1\u0085kind: Job\u0085b: 2\n", "Job", "kind: Job\n      ^~~"},
		{"no final newline", "kind: Job", "Job", "kind: Job\n      ^~~"},
		{"a byte order mark", "\ufeffkind: Job\n", "kind", "kind: Job\n^~~~"},
		{"a tab before it", "\tkind:\tJob\n", "Job", "    kind:   Job\n            ^~~"},
		{"a tab in it", "a: x\ty\n", "x\ty", "a: x    y\n   ^~~~~~"},
		{"a tab itself", "  \tkind: Job\n", "\t", "    kind: Job\n  ^~"},
		{"letters of two bytes", "né: été # ü\n", "été", "né: été # ü\n    ^~~"},
		{"combining marks", "e\u0301: e\u0301te\u0301\n", "te\u0301", "e\u0301: e\u0301te\u0301\n    ^~"},
		{"wide characters", "名前: 図書館 x\n", "図書館", "名前: 図書館 x\n      ^~~~~~"},
		{"emoji", "🐙: x\n", "x", "🐙: x\n    ^"},
		{"a control character", "a: \x01x\n", "x", "a: \\x01x\n       ^"},
		{"a no-break space", "a:\u00a0x\n", "\u00a0x", "a:\\u00a0x\n  ^~~~~~~"},
		{"several lines", "a:\n  b: 1\n  c: 2\n", "b: 1\n  c", "  b: 1\n  ^~~~"},
		{"a line break", "a: 1\nb: 2\n", "\nb", "a: 1\n    ^"},
		{"blanks at the end", "a: 1   \nb: 2\n", "1", "a: 1\n   ^"},
		{"a blank line", "a: 1\n  \nb: 2\n", "  \n", "nothing"},
	} {
		if got := lines(t, c.text, c.marked); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.about, got, c.want)
		}
	}
}

func TestASnippetOfAnEmptySpanHasOneCaret(t *testing.T) {
	text := []byte("image:\nname: x")
	for at, want := range map[int]string{
		0:         "image:\n^",
		6:         "image:\n      ^",
		7:         "name: x\n^",
		len(text): "name: x\n       ^",
	} {
		expect(t, drawn(text, manifest.Span{Start: at, End: at}), want)
	}
}

func TestASnippetOutsideOfTheTextIsOfItsEnds(t *testing.T) {
	for _, c := range []struct {
		span manifest.Span
		want string
	}{
		{manifest.Span{Start: -3, End: -1}, "a: 1\n^"},
		{manifest.Span{Start: 99, End: 120}, "a: 1\n    ^"},
		{manifest.Span{Start: 3, End: 99}, "a: 1\n   ^"},
		{manifest.Span{Start: 3, End: 1}, "a: 1\n   ^"},
	} {
		expect(t, drawn([]byte("a: 1"), c.span), c.want)
	}
	expect(t, drawn([]byte("a: 1\n"), manifest.Span{Start: 5, End: 5}), "nothing")
}

func TestALongLineIsCutAroundTheSpan(t *testing.T) {
	a, b := strings.Repeat("a", 500), strings.Repeat("b", 500)
	for _, c := range []struct{ about, text, want string }{
		{"in the middle", a + "<é>" + b, "…" + a[:40] + "<é>" + b[:77] + "…\n" + strings.Repeat(" ", 41) + "^~~"},
		{"at the start", "<é>" + b, "<é>" + b[:117] + "…\n^~~"},
		{"at the end", a + "<é>", "…" + a[:117] + "<é>\n" + strings.Repeat(" ", 118) + "^~~"},
		{"and the rest just fits", a[:117] + "<é>", a[:117] + "<é>\n" + strings.Repeat(" ", 117) + "^~~"},
		{"and is itself too long", a + "<" + b + ">", "…" + a[:40] + "<" + b[:79] + "…\n" + strings.Repeat(" ", 41) + "^" + strings.Repeat("~", 79)},
	} {
		marked := c.text[strings.Index(c.text, "<") : strings.Index(c.text, ">")+1]
		if got := lines(t, "x: 1\n"+c.text+"\ny: 2\n", marked); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.about, got, c.want)
		}
	}
}

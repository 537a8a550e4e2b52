package manifest

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// visit asks everything of a file that a rule may ask, and checks that the answers lie within the text.
func visit(t testing.TB, src []byte) {
	f := Parse("x", src)
	_ = f.Newline()
	for _, d := range f.Docs {
		within(t, f, d.Span())
		if rest, ok := d.Rest(); ok {
			within(t, f, rest)
		}
		if err := d.Err(); err != nil {
			within(t, f, err.Span)
			_ = f.Line(f.Position(err.Span.Start).Line)
		}
		comments, _ := d.Comments()
		for _, c := range comments {
			within(t, f, c)
		}
		for _, o := range d.Objects() {
			_ = o.Root.Path()
		}
		for i, n := range allNodes(d.Root()) {
			s, _ := n.Span()
			within(t, f, s)
			within(t, f, n.Mark())
			within(t, f, n.ValueMark())
			f.Position(s.Start)
			if i < 1000 {
				_, _ = n.Path(), n.KeyPath()
				n.Int()
				n.Float()
			}
		}
		for _, dup := range d.Duplicates() {
			within(t, f, dup.Lost.Mark())
		}
		d.Release()
	}
}

func within(t testing.TB, f *File, s Span) {
	t.Helper()
	if s.Start < 0 || s.End < s.Start || s.End > len(f.text) {
		t.Errorf("span %v of a text of %d bytes", s, len(f.text))
	}
}

func FuzzParse(f *testing.F) {
	for _, src := range surfaces {
		f.Add([]byte(src))
		f.Add(encode([]byte(src), utf16LE))
		f.Add([]byte(src[:len(src)/2]))
	}
	for _, src := range []string{`{"a":[1,{"b":null}]}`, `{"a":"\ud83d\ude00\ud800"}{}`, `{"a":1,"a":2} x`, "\xfe\xff\x00", "{\x00", "\xff"} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) { visit(t, src) })
}

func TestNothingTakesLongOrPanics(t *testing.T) {
	bomb := "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
	merges := "m0: &m0 {x: 1}\n"
	for i := range 12 {
		bomb += fmt.Sprintf("a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i), 10), ","))
		merges += fmt.Sprintf("m%d: &m%d {<<: [%s]}\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*m%d,", i), 10), ","))
	}
	long := strings.Repeat("x", 1<<16)
	for name, src := range map[string]string{
		"alias bomb":         bomb,
		"merge bomb":         merges,
		"own alias":          "a: &a {b: {c: *a}}\nd: &d\n  <<: *d\n",
		"deep flow":          strings.Repeat("[", 9000) + strings.Repeat("]", 9000),
		"too deep flow":      strings.Repeat("[", 1<<20),
		"deep braces":        strings.Repeat("{a: ", 5000) + strings.Repeat("}", 5000),
		"deep JSON":          `{"a":` + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + "}",
		"too deep JSON":      strings.Repeat(`{"a":`, 1<<17),
		"deep dashes":        strings.Repeat("- ", 5000) + "x",
		"deep map":           deepMap(1500),
		"NUL":                "a: \x00\n",
		"not UTF-8":          "a: \xff\xfe b\xc3\n",
		"UTF-16":             string(utf16Text("a: \U0001F600\n---\nb: 1\n")),
		"odd UTF-16":         "\xff\xfea\x00:",
		"one line of JSON":   `{"a":[` + strings.TrimSuffix(strings.Repeat(`{"é":"ü"},`, 1<<15), ",") + "]}",
		"one line of flow":   "a: [" + strings.TrimSuffix(strings.Repeat(`é, `, 1<<15), ", ") + "]",
		"ASCII line of flow": "a: [" + strings.TrimSuffix(strings.Repeat(`{b: c}, `, 1<<15), ", ") + "]",
		"many documents":     strings.Repeat("---\na: b\n", 1<<13),
		"many separators":    strings.Repeat("---\n", 1<<16),
		"many keys":          manyKeys(1 << 14),
		"many comments":      "a:\n" + strings.Repeat("  # c\n", 1<<14) + "  b: c\n",
		"many markers":       strings.Repeat("--- # c\n", 1<<14),
		"many tabs":          "a: |\n" + strings.Repeat("  \t\n", 1<<14) + "  x\n",
		"long scalar":        "a: " + long + "\nb: '" + long + "'\nc: |\n  " + long + "\n",
		"blank lines":        "a: |+\n" + strings.Repeat("\n", 1<<17),
		"empty":              "",
		"truncated":          "a:\n  - b: \"c",
		"only a mark":        "\ufeff",
	} {
		start := time.Now()
		visit(t, []byte(src))
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("%s: took %v", name, d)
		} else if testing.Verbose() {
			t.Logf("%s: %v for %d bytes", name, d, len(src))
		}
	}
}

func deepMap(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "key%d: x\n", i)
	}
	return b.String()
}

func utf16Text(s string) []byte {
	out := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u>>8), byte(u))
	}
	return out
}

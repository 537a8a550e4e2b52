package manifest

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
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

// shapes are texts of a length that would make a careless reader slow, or end it.
var shapes = map[string]func(n int) string{
	"deep flow":          func(n int) string { return strings.Repeat("[", n/2) + strings.Repeat("]", n/2) },
	"deep braces":        func(n int) string { return strings.Repeat("{a: ", n/5) + strings.Repeat("}", n/5) },
	"deep JSON":          func(n int) string { return `{"a":` + strings.Repeat("[", n/2) + strings.Repeat("]", n/2) + "}" },
	"deep dashes":        func(n int) string { return strings.Repeat("- ", n/2) + "x" },
	"one line of JSON":   func(n int) string { return `{"a":[` + strings.Repeat(`{"é":"ü"},`, n/12) + "1]}" },
	"one line of flow":   func(n int) string { return "a: [" + strings.Repeat(`é, `, n/4) + "b]" },
	"ASCII line of flow": func(n int) string { return "a: [" + strings.Repeat(`{b: c}, `, n/8) + "d]" },
	"many documents":     func(n int) string { return strings.Repeat("---\na: b\n", n/9) },
	"many separators":    func(n int) string { return strings.Repeat("---\n", n/4) },
	"many keys":          manyKeys,
	"many comments":      func(n int) string { return "a:\n" + strings.Repeat("  # c\n", n/6) + "  b: c\n" },
	"many markers":       func(n int) string { return strings.Repeat("--- # c\n", n/8) },
	"many tabs":          func(n int) string { return "a: |\n" + strings.Repeat("  \t\n", n/4) + "  x\n" },
	"many aliases":       func(n int) string { return "a: &a {b: c}\nd:\n" + strings.Repeat("- *a\n", n/5) },
	"many blank lines":   func(n int) string { return "a: |+\n" + strings.Repeat("\n", n) },
	"long scalar": func(n int) string {
		long := strings.Repeat("x", n/3)
		return "a: " + long + "\nb: '" + long + "'\nc: |\n  " + long + "\n"
	},
}

// What is allocated shows the work, and is the same on every machine. Time is not.
func TestTheWorkGrowsWithTheTextAndNoFaster(t *testing.T) {
	const few, times = 2048, 8
	for name, shape := range shapes {
		work := func(n int) float64 {
			src := []byte(shape(n))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			visit(t, src)
			runtime.ReadMemStats(&after)
			return float64(after.TotalAlloc - before.TotalAlloc)
		}
		work(few) // what is made once
		if growth := work(few*times) / work(few); growth > 2*times {
			t.Errorf("%s: %d times the text are %.0f times the work", name, times, growth)
		} else {
			t.Logf("%s: %.1f", name, growth)
		}
	}
}

func TestNothingPanics(t *testing.T) {
	bomb := "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
	merges := "m0: &m0 {x: 1}\n"
	for i := range 12 {
		bomb += fmt.Sprintf("a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i), 10), ","))
		merges += fmt.Sprintf("m%d: &m%d {<<: [%s]}\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*m%d,", i), 10), ","))
	}
	for _, src := range []string{
		bomb, merges,
		"a: &a {b: {c: *a}}\nd: &d\n  <<: *d\n",         // in itself
		strings.Repeat("[", 1<<20),                      // too deep
		strings.Repeat(`{"a":`, 1<<17),                  // too deep as JSON
		deepMap(1500),                                   // deep, with long paths
		"a: \x00\n",                                     // NUL
		"a: \xff\xfe b\xc3\n",                           // not UTF-8
		string(utf16Text("a: \U0001F600\n---\nb: 1\n")), // UTF-16
		"\xff\xfea\x00:",                                // half of a character
		"", "a:\n  - b: \"c", "\ufeff",
	} {
		visit(t, []byte(src))
	}
	for _, shape := range shapes {
		visit(t, []byte(shape(1<<17)))
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
	for i := range n / 10 {
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

package manifest

import (
	"slices"
	"testing"
)

func TestCommentsOfWhatKubectlNeverReads(t *testing.T) {
	for src, want := range map[string][]string{
		"a: 1 # one\n--- # two\nb: \"x # y\" # three\n":                          {"# one", "# two", "# three"},
		"a: 1\n--- # two\nb: |\n  # text\n  x\n# three\n":                        {"# two", "# three"},
		"a: 1\n--- # two\nb: 'x\n  # text' # three\n--- # four\nc: '#'\n":        {"# two", "# three", "# four"},
		"a: '# x'\n...\nb: ' # y' # one\n":                                       {"# one"},
		"a: 1\n... # one\n--- # two\nb: >-\n  # text\n":                          {"# one", "# two"},
		" a: 1 # one\nb: ' # x' # two\n":                                         {"# one", "# two"},
		"# one\n---\n# two\na: 1\n--- # three\n{b: \" # x\", c: [d # four\n]}\n": {"# one", "# two", "# three", "# four"},
		"a: 1\n--- # one\nb: 'not closed # two\n":                                {"# one"},
		"a: 1\n--- # one\n[b: ' # x'] # two\nc: ' # y' # three\n":                {"# one", "# two", "# three"},
		"a: 1\r\n--- # one\r\nb: \" # x\" # two\r\n":                             {"# one", "# two"},
	} {
		var got []string
		f := Parse("x", []byte(src))
		for _, d := range f.Docs {
			spans, ok := d.Comments()
			if !ok {
				t.Errorf("%q: not certain", src)
			}
			for _, s := range spans {
				got = append(got, string(f.Text()[s.Start:s.End]))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	}
}

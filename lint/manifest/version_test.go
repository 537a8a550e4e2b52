package manifest

import "testing"

func TestDocumentsThatAreUnchangedInANewVersionAreKnown(t *testing.T) {
	const a, b, c = "a: 1\n---\n", "b: 1\n---\n", "c: 1\n---\n"
	for _, test := range []struct {
		what, last, next   string
		first, final, move int
	}{
		{"nothing changed", a + b + c, a + b + c, 3, 0, 0},
		{"one in the middle", a + b + c, a + "b: 10\n---\n" + c, 1, 1, 1},
		{"the first", a + b + c, "\n" + a + b + c, 0, 2, 1},
		{"the last", a + b + c, a + b + "c: 2\n", 2, 0, 0},
		{"a separator", a + b + c, a + "b: 1\n--- \n" + c, 2, 1, 1},
		{"one more", a + b + c, a + b + b + c, 2, 0, 0},
		{"one less", a + b + c, a + c, 1, 0, 0},
		{"other line breaks", a + b, "a: 1\r\n---\n" + b, 0, 0, 0},
		{"JSON", a + b, `{"a": 1}` + "\n---\n" + b, 0, 0, 0},
		{"invalid bytes", a + b, "a: \xff\n---\n" + b, 0, 0, 0},
		{"invalid bytes before", "a: \xff\n---\n" + b, a + b, 0, 0, 0},
		{"a byte order mark", a + b, "\ufeff" + a + b, 0, 0, 0},
		{"empty", "", "", 1, 0, 0},
		{"emptied", a + b, "", 0, 0, 0},
	} {
		first, final, moved := Parse("x.yaml", []byte(test.next)).Unchanged(Parse("x.yaml", []byte(test.last)))
		if final == 0 {
			moved = 0
		}
		if first != test.first || final != test.final || moved != test.move {
			t.Errorf("%s: %d at the beginning, %d at the end, %d bytes", test.what, first, final, moved)
		}
	}
}

func TestNothingIsKnownUnchangedIfTheWholeFileWasLookedAt(t *testing.T) {
	last := Parse("x.yaml", []byte("a: 1\n---\nb: 1\n"))
	last.Remember("key", func(*File) any { return nil })
	if first, final, _ := Parse("x.yaml", last.Src).Unchanged(last); first+final > 0 {
		t.Error(first, final)
	}
}

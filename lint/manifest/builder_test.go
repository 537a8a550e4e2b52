package manifest

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// Whatever its pieces are, an extended file is the one that Parse makes of all the text, or says that it is not.
func TestAFileIsTheSamePieceByPiece(t *testing.T) {
	texts := []string{
		"a: 1\n", "# no value\n", "---\n", "b: ä\n", "c: 1\r\n", "d: \"\u2028\"\n", "e: 1\rf: 2\n", "--- # none\ng: 1\n", "x: " + strings.Repeat("long ", 500) + "\n",
	}
	for i := range 200 {
		var docs []string
		for j := range 1 + i%7 {
			docs = append(docs, texts[(i*5+j*(i%4+1))%len(texts)])
		}
		text := []byte(strings.Join(docs, "---\n"))
		want := Parse("x", text)
		f := NewBuilder(want).built
		var added []*Document
		for chunk := range slices.Chunk(want.Docs, 1+i%3) {
			more, ok := f.extend(text[chunk[0].start:startOfNext(want, chunk)])
			if !ok {
				t.Fatalf("%q: not the same", text)
			}
			added = append(added, more...)
		}
		if !bytes.Equal(f.Src, text) || !slices.Equal(f.Docs, added) || len(added) != len(want.Docs) {
			t.Fatalf("%q: %d documents in %q, not %d", text, len(added), f.Src, len(want.Docs))
		}
		for j, d := range added {
			if d.Span() != want.Docs[j].Span() || d.Index != j || d.Root().Kind() != want.Docs[j].Root().Kind() || !slices.Equal(d.lineStarts(), want.Docs[j].lineStarts()) {
				t.Errorf("%q: document %d at %v", text, d.Index, d.Span())
			}
		}
		for at := range text {
			if f.Position(at) != want.Position(at) {
				t.Fatalf("%q: %d is at %v, not %v", text, at, f.Position(at), want.Position(at))
			}
		}
	}
}

func startOfNext(f *File, docs []*Document) int {
	if next := docs[len(docs)-1].Index + 1; next < len(f.Docs) {
		return f.Docs[next].start
	}
	return len(f.text)
}

func TestAnExtendedFileSaysWhereItIsNotTheSame(t *testing.T) {
	for name, pieces := range map[string][]string{
		"no separator between":      {"a: 1\n", "b: 1\n"},
		"it would be JSON":          {"\n", "{}\n"},
		"a byte order mark":         {"\uFEFFa: 1\n---\n", "b: 1\n"},
		"not UTF-8":                 {"a: 1\n---\n", "b: \xff\n"},
		"Contents were asked for":   {"? # here\n---\n", "b: 1\n"},
		"one that was not the same": {"a: \xff\n---\n", "b: 1\n---\n", "c: 1\n"},
	} {
		f, same := NewBuilder(Parse("x", nil)).built, true
		for _, piece := range pieces {
			_, same = f.extend([]byte(piece))
			if strings.HasPrefix(piece, "?") {
				f.Contents(func(*Document) bool { return true })
			}
		}
		if same {
			t.Errorf("%s: it is said to be the same", name)
		}
		if got, want := string(f.Src), strings.Join(pieces, ""); got != want {
			t.Errorf("%s: the text is %q", name, got)
		}
	}
}

func TestABuilderReplacesDocumentsAndKeepsAllElse(t *testing.T) {
	f := Parse("x", []byte("# top\n---\na: 1\n--- \nb: 2 # two\n---\nc: 3\n"))
	b := NewBuilder(f)
	var texts []string
	var starts []int
	for batch := range slices.Chunk(f.Docs, 2) {
		versions := make([]*File, len(batch))
		for i, d := range batch {
			if part, ok := f.Part(d); ok && d.Root().Field("a").Exists() {
				versions[i] = part.With([]byte("a: ten\n"))
			}
		}
		added, start := b.Add(batch, versions)
		starts = append(starts, start)
		b.View(func(built *File) {
			for _, d := range added {
				texts = append(texts, string(built.Text()[d.Span().Start:d.Span().End]))
			}
		})
	}
	if got, want := string(b.File().Src), "# top\n---\na: ten\n--- \nb: 2 # two\n---\nc: 3\n"; got != want {
		t.Errorf("built %q, not %q", got, want)
	}
	if want := []string{"# top\n", "a: ten\n", "b: 2 # two\n", "c: 3\n"}; !slices.Equal(texts, want) || !slices.Equal(starts, []int{0, 22}) {
		t.Errorf("documents %q, batches at %v", texts, starts)
	}
}

func TestABuiltFileThatIsNotExactIsParsedAgain(t *testing.T) {
	f := Parse("x", []byte("a: \xff\n---\nb: 1\n"))
	b := NewBuilder(f)
	for _, d := range f.Docs {
		if added, _ := b.Add([]*Document{d}, []*File{nil}); added != nil {
			t.Errorf("added %d documents", len(added))
		}
	}
	if got := b.File(); !bytes.Equal(got.Src, f.Src) || len(got.Docs) != 2 {
		t.Errorf("%d documents in %q", len(got.Docs), got.Src)
	}
}

// A part gets the nodes of its document, but not where they were.
func TestAPartSpeaksOfItsOwnPlaces(t *testing.T) {
	const last = "kind: ä # ü\nb: &x [ö, \"ß\"]\nc: *x\nc: {<<: {d: é}} # twice\nmetadata:\n  name: ñ\n"
	f := Parse("x", []byte("a: 1\n---\n"+last))
	d := f.Docs[1]
	before := placesIn(d)
	part, ok := f.Part(d)
	if !ok {
		t.Fatal("no part")
	}
	if d.parsed != nil {
		t.Error("the document has its nodes still")
	}
	want, got := placesIn(Parse("x", []byte(last)).Docs[0]), placesIn(part.Docs[0])
	if !slices.Equal(got, want) {
		t.Errorf("places\n%v\nwant\n%v", got, want)
	}
	if again := placesIn(d); !slices.Equal(again, before) {
		t.Errorf("places of the document\n%v\nwere\n%v", again, before)
	}
}

// placesIn are the places of all values, duplicates and comments, and the index of the document that its object has.
func placesIn(d *Document) (spans []Span) {
	var add func(n *Node)
	add = func(n *Node) {
		s, _ := n.Span()
		spans = append(spans, s, n.Mark(), n.ValueMark())
		for i := range n.kids {
			add(&n.kids[i])
		}
	}
	add(d.Root())
	for _, twice := range d.Duplicates() {
		add(twice.Lost)
	}
	comments, _ := d.Comments()
	for _, o := range d.Objects() {
		spans = append(spans, o.Root.Mark())
	}
	return append(spans, comments...)
}

package text_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/text"
)

func Example() {
	lines := text.NewLines([]byte("kind: Pod\nname: \"😀\" # é\n"), protocol.UTF16)
	at := lines.Position(len("kind: Pod\nname: \"😀"))
	fmt.Println(at.Line, at.Character, lines.Offset(at))
	// Output: 1 9 21
}

func TestPlacesAndOffsetsAgree(t *testing.T) {
	for _, src := range []string{"", "a", "a\nb", "a\r\nb\r\n", "a\rb\r", "é\n😀x\n", "\n\n", "a\u2028b\u0085c\n", "\ufeffa\n", "\xff\xfe\n"} {
		for _, encoding := range []string{protocol.UTF8, protocol.UTF16} {
			lines := text.NewLines([]byte(src), encoding)
			for i := range src + "." {
				if i > 0 && i < len(src) && src[i-1] == '\r' && src[i] == '\n' {
					continue // between both is no place
				}
				if p := lines.Position(i); lines.Offset(p) != i {
					t.Errorf("%q, %s: offset %d is at %v, which is at offset %d", src, encoding, i, p, lines.Offset(p))
				}
			}
		}
	}
}

func TestPlacesThatDoNotExistAreMovedToOnesThatDo(t *testing.T) {
	lines := text.NewLines([]byte("ab\r\n😀c\n"), protocol.UTF16)
	for _, c := range []struct {
		at   protocol.Position
		want int
	}{
		{protocol.Position{Line: -1}, 0}, {protocol.Position{Line: 0, Character: 9}, 2}, {protocol.Position{Line: 1, Character: 1}, 4},
		{protocol.Position{Line: 1, Character: 2}, 8}, {protocol.Position{Line: 2, Character: 5}, 10}, {protocol.Position{Line: 7}, 10},
		{protocol.Position{Line: 0, Character: -3}, 0},
	} {
		if got := lines.Offset(c.at); got != c.want {
			t.Errorf("%v: offset %d, want %d", c.at, got, c.want)
		}
	}
}

func TestChangesAreMadeOneAfterTheOther(t *testing.T) {
	at := func(line, from, to int) *protocol.Range {
		return &protocol.Range{Start: protocol.Position{Line: line, Character: from}, End: protocol.Position{Line: line, Character: to}}
	}
	got := text.Change([]byte("a😀b\r\nc\r\n"), []protocol.ContentChange{
		{Range: at(0, 1, 3), Text: "x\n"}, {Range: at(1, 0, 1), Text: ""}, {Range: at(9, 0, 0), Text: "end"}, {Range: at(0, 5, 2), Text: "!"},
	}, protocol.UTF16)
	if want := "ax!\n\r\nc\r\nend"; string(got) != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := text.Change(got, []protocol.ContentChange{{Text: "new"}}, protocol.UTF8); string(got) != "new" {
		t.Errorf("%q", got)
	}
}

func TestURIsNameFiles(t *testing.T) {
	for _, c := range []struct {
		uri  protocol.URI
		path string
		ok   bool
	}{
		{"file:///a/b.yaml", "/a/b.yaml", true}, {"file:///a%20b/%C3%A9%23%25.yaml", "/a b/é#%.yaml", true}, {"file://localhost/a", "/a", true},
		{"file:///a/../b/", "/b", true}, {"untitled:Untitled-1", "Untitled-1", false}, {"file:///a%zz", "/a%zz", true}, {"", "", false},
	} {
		if path, ok := text.Path(c.uri); path != c.path || ok != c.ok {
			t.Errorf("%s: %q, %v", c.uri, path, ok)
		}
	}
	for _, path := range []string{"/a b/é#%.yaml", "/", "/a+b:c,d"} {
		if back, ok := text.Path(text.URI(path)); back != path || !ok {
			t.Errorf("%s becomes %s and %s", path, text.URI(path), back)
		}
	}
	if path, _ := text.Path("file:///c%3A/x"); path != "C:/x" && path != `C:\x` {
		t.Errorf("a drive: %s", path)
	}
	if uri := text.URI("C:/x"); uri != "file:///c%3A/x" {
		t.Errorf("%s", uri)
	}
}

// TestRandomChangesMakeTheTextOfTheEditor compares the text after many changes with that of an editor that keeps a list of characters.
func TestRandomChangesMakeTheTextOfTheEditor(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"a", "é", "😀", "\n", "\r\n", "  x: 1\n", "", "\u2028"}
	for _, encoding := range []string{protocol.UTF8, protocol.UTF16} {
		server, editor := []byte{}, []rune{}
		for range 2000 {
			from := random.IntN(len(editor) + 1)
			to := min(len(editor), from+random.IntN(4))
			for _, at := range []*int{&from, &to} {
				if *at > 0 && *at < len(editor) && editor[*at-1] == '\r' && editor[*at] == '\n' {
					*at++ // no editor has a place between both
				}
			}
			piece := pieces[random.IntN(len(pieces))]
			lines := text.NewLines([]byte(string(editor)), encoding)
			r := lines.Range(len(string(editor[:from])), len(string(editor[:to])))
			server = text.Change(server, []protocol.ContentChange{{Range: &r, Text: piece}}, encoding)
			editor = append(append(append([]rune{}, editor[:from]...), []rune(piece)...), editor[to:]...)
			if string(server) != string(editor) {
				t.Fatalf("%s: %q instead of %q", encoding, server, string(editor))
			}
			if len(editor) > 60 {
				server, editor = server[:0:0], nil
			}
		}
	}
}

package report

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// TestEveryByteIsPlainOrNotAtEachPlace holds for texts with one byte that is not plain, at each place of two words of a machine.
func TestEveryByteIsPlainOrNotAtEachPlace(t *testing.T) {
	for c := range 256 {
		want := c >= ' ' && c <= '~'
		for _, filler := range []byte{' ', '~', 'x'} {
			for length := 1; length <= 17; length++ {
				for at := range length {
					text := bytes.Repeat([]byte{filler}, length)
					if text[at] = byte(c); isPlain(text) != want {
						t.Fatalf("%q: %v", text, !want)
					}
				}
			}
		}
	}
	for a := range 256 {
		for b := range 256 { // what one of them carries over does not hide the other
			text := append([]byte("xxx"), byte(a), byte(b), 'x', 'x', 'x')
			if want := min(a, b) >= ' ' && max(a, b) <= '~'; isPlain(text) != want {
				t.Fatalf("%q: %v", text, !want)
			}
		}
	}
}

// safe reports whether a terminal shows a text as it is.
func safe(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, unicode.C, unicode.Zl, unicode.Zp) })
}

func TestNoCharacterReachesATerminalThatWouldObeyIt(t *testing.T) {
	for r := range rune(unicode.MaxRune + 1) {
		if got := Printable(string(r)); !safe(got) {
			t.Fatalf("%U: %q", r, got)
		}
		if r == '\n' || r == '\t' {
			continue
		}
		if got := PrintableLines(string(r)); !safe(got) {
			t.Fatalf("%U: %q", r, got)
		}
	}
	for c := range 256 {
		if got := Printable("12345678" + string(rune(c))); !safe(got) {
			t.Errorf("%#x: %q", c, got)
		}
		if got := Printable("x" + string([]byte{byte(c)})); !safe(got) || c >= 0x80 && got != `x\x`+strconv.FormatInt(int64(c), 16) {
			t.Errorf("%#x: %q", c, got)
		}
	}
}

func TestLinesStayLines(t *testing.T) {
	for text, want := range map[string]string{
		"":                        "",
		"a\n\tb: é\r\n":           "a\n\tb: é\r\n",
		"a\rb\n":                  "a\\rb\n",
		"a\r":                     `a\r`,
		"a\r\r\n":                 "a\\r\r\n",
		"\x1b[2J\n\u202e\n\xe9\n": "\\x1b[2J\n\\u202e\n\\xe9\n",
		"\x00\t\x1f\x7f\u009b":    "\\x00\t\\x1f\\x7f\\u009b",
	} {
		if got := PrintableLines(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestJSONHoldsTheSameTextWithoutWhatATerminalObeys(t *testing.T) {
	var all strings.Builder
	for r := range rune(unicode.MaxRune + 1) {
		if utf8.ValidRune(r) {
			all.WriteRune(r)
		}
	}
	var out bytes.Buffer
	if err := EncodeJSON(&out, []string{all.String(), "a"}); err != nil {
		t.Fatal(err)
	}
	if shown := strings.ReplaceAll(out.String(), "\n", ""); !safe(shown) {
		t.Error("a character is not escaped")
	}
	var back []string
	if err := json.Unmarshal(out.Bytes(), &back); err != nil || len(back) != 2 || back[0] != all.String() || back[1] != "a" {
		t.Errorf("other texts are read: %v", err)
	}
}

func TestANameIsNoCommandOfGitHub(t *testing.T) {
	for name, want := range map[string]string{
		"a.yaml": "a.yaml", "::error::x.yaml": "./::error::x.yaml", " ::error::x": "./ ::error::x", "##[error]x": "./##[error]x", "a/::b": "a/::b", ":a": ":a",
	} {
		if got := lineName(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

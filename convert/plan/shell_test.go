package plan

import (
	"os/exec"
	"strings"
	"testing"
)

var hostile = []string{
	"", "plain", "a b", "it's", "'", "''", `"`, `\`, `\n`, "$HOME", "$(id)", "`id`", "a;b", "a&b", "a|b", "<x", ">x", "*", "?", "[a]", "~", "#x", "!x",
	"-x", "--help", "-", "a\nb", "\n", "a\n\n", "\x1b[31m", "\x1b\n\n", "-\x1b", "100%\x01", "\t", "\r\n", "é", "日本", "\u202etxt", "\xff\xfe", "{a,b}", "a=b", "%s", `\055`,
}

// TestAShellReadsWhatWasQuoted hands quoted words to a real shell, alone and in a line of them.
func TestAShellReadsWhatWasQuoted(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh here")
	}
	for _, want := range hostile {
		if got := output(t, sh, "printf %s "+quote(want)); got != want {
			t.Errorf("%q came out of the shell as %q, quoted as %s", want, got, quote(want))
		}
	}
	want := strings.Join(hostile, "\x00")
	if got := output(t, sh, `each() { for word do printf '%s\000' "$word"; done; }; each `+shell(hostile...)); got != want+"\x00" {
		t.Errorf("the words came out as %q", got)
	}
}

func output(t *testing.T, sh, script string) string {
	t.Helper()
	out, err := exec.Command(sh, "-c", script).Output()
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return string(out)
}

// TestQuotedWordsCannotHarmATerminal holds for people who read the plan on one.
func TestQuotedWordsCannotHarmATerminal(t *testing.T) {
	for _, s := range hostile {
		if q := strings.ReplaceAll(quote(s), "\n", ""); printable(q) != q {
			t.Errorf("%q is quoted as %q", s, q)
		}
	}
}

func TestCodeIsFencedByMoreBackticksThanItHas(t *testing.T) {
	for s, want := range map[string]string{
		"a": "`a`", "a`b": "``a`b``", "`": "`` ` ``", "``x": "``` ``x ```", " a": "`  a `", "": "`  `", "a\nb": "`a\\nb`",
	} {
		if got := inline(text(code(s))); got != want {
			t.Errorf("%q became %s, not %s", s, got, want)
		}
	}
}

func TestWordsAreNoMarkup(t *testing.T) {
	if got, want := inline(text("a *b* _c_ [d](e) <f> `g`\n")), `a \*b\* \_c\_ \[d\](e) \<f\> `+"\\`g\\`"+`\\n`; got != want {
		t.Errorf("got %s, not %s", got, want)
	}
}

func TestNothingEndsACommentEarly(t *testing.T) {
	var b strings.Builder
	comment(&b, "- ", text("a\nrm -rf x\r\u2028"+strings.Repeat(" word", 40)))
	for line := range strings.Lines(b.String()) {
		if !strings.HasPrefix(line, "# ") || strings.ContainsAny(line, "\r\u2028") {
			t.Errorf("the comment has the line %q", line)
		}
		if len(line) > lineWidth+1 {
			t.Errorf("the line %q is too long", line)
		}
	}
}

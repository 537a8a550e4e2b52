package shell

import (
	"os/exec"
	"strconv"
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
		if got := output(t, sh, "printf %s "+Quote(want)); got != want {
			t.Errorf("%q came out of the shell as %q, quoted as %s", want, got, Quote(want))
		}
	}
	want := strings.Join(hostile, "\x00")
	if got := output(t, sh, `each() { for word do printf '%s\000' "$word"; done; }; each `+Line(hostile...)); got != want+"\x00" {
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
		if q := strings.ReplaceAll(Quote(s), "\n", ""); strings.ContainsFunc(q, func(r rune) bool { return !strconv.IsPrint(r) }) {
			t.Errorf("%q is quoted as %q", s, q)
		}
	}
}

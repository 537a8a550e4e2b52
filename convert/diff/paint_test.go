package diff

import (
	"regexp"
	"strings"
	"testing"
)

// TestAPaintedDiffIsTheDiff removes the colors again. Lines of the file that look like the head of a diff get the colors of lines.
func TestAPaintedDiffIsTheDiff(t *testing.T) {
	before := "a\n-- b\r\n\n@@ c\nlast"
	after := "a\n++ b\r\n\n\n@@ d\nend"
	plain := Unified("x.yaml", []byte(before), []byte(after), nil)
	var painted strings.Builder
	Paint(&painted, plain)
	for _, want := range []string{"\x1b[1m+++ x.yaml\x1b[m\n", "\x1b[31m--- b\x1b[m\r\n", "\x1b[32m+++ b\x1b[m\r\n", "\x1b[36m@@ -1,5 +1,6 @@\x1b[m\n", "\n\\ No newline"} {
		if !strings.Contains(painted.String(), want) {
			t.Errorf("%q is missing in %q", want, painted.String())
		}
	}
	if got := regexp.MustCompile("\x1b\\[[0-9]*m").ReplaceAllString(painted.String(), ""); got != plain {
		t.Errorf("got %q, want %q", got, plain)
	}
}

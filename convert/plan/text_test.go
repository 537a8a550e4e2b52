package plan

import (
	"strings"
	"testing"
)

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

func TestWordsStartNoBlock(t *testing.T) {
	for s, want := range map[string]string{
		"# a": `\# a`, "- a": `\- a`, "+ a": `\+ a`, "1. a": `1\. a`, "12) a": `12\) a`, "  # a": `  \# a`, "> a": `\> a`, "---": `\---`, "===": `\===`,
		"* a": `\* a`, "1 a": "1 a", "a - b": "a - b", "a # b": "a # b", "| a": `\| a`, "~~~": `\~\~\~`, "10.5 of 2": `10\.5 of 2`,
	} {
		if got := inline(text(s)); got != want {
			t.Errorf("%q became %s, not %s", s, got, want)
		}
	}
}

func TestWordsAreNoLinksOrFormulasEither(t *testing.T) {
	if got, want := inline(text("see https://example.org or www.example.org: $x$ | y")), `see https\://example.org or www\.example.org: \$x\$ \| y`; got != want {
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

package terminal

import (
	"strings"
	"testing"
)

func TestMarkdownRendersEachConstruct(t *testing.T) {
	color := Style{Width: 40, Color: true, Links: true}
	for name, c := range map[string]struct {
		style      Style
		page, want string
	}{
		"a heading":                      {color, "## Why", "\x1b[1mWhy\x1b[0m\n"},
		"code in a paragraph":            {color, "use `a b`.", "  use \x1b[36ma b\x1b[0m.\n"},
		"strong text":                    {color, "**not** so", "  \x1b[1mnot\x1b[0m so\n"},
		"a link":                         {color, "see [x y](https://a.org).", "  see \x1b]8;;https://a.org\x1b\\x\x1b]8;;\x1b\\ \x1b]8;;https://a.org\x1b\\y\x1b]8;;\x1b\\.\n"},
		"a link without hyperlinks":      {Style{}, "see [x](https://a.org).", "  see x (https://a.org).\n"},
		"a bare link":                    {Style{}, "see <https://a.org>", "  see https://a.org\n"},
		"a link to another page":         {color, "see [`over-max`](../quota/over-max.md)", "  see over-max\n"},
		"a block of code":                {color, "```\na: 1\n\nb: 2\n```", "    \x1b[36ma: 1\x1b[0m\n\n    \x1b[36mb: 2\x1b[0m\n"},
		"a heading in a block of code":   {Style{}, "```\n# a\n| b\n```\n\nc", "    # a\n    | b\n\n  c\n"},
		"a block that is not closed":     {Style{}, "```\na", "    a\n"},
		"a numbered list":                {Style{Width: 12}, "1. one two\n2. three", "  1. one two\n  2. three\n"},
		"an item that is wrapped":        {Style{Width: 12}, "- one two three", "  - one two\n    three\n"},
		"a table":                        {Style{}, "| a | b |\n| --- | --- |\n| `cc` | d |", "  a   b\n  cc  d\n"},
		"code in a table":                {color, "| a | b |\n| --- | --- |\n| `cc` x | d `e f` |", "  \x1b[1ma     b\x1b[0m\n  \x1b[36mcc\x1b[0m x  d \x1b[36me f\x1b[0m\n"},
		"a table too wide":               {Style{Width: 20}, "| a | b |\n| --- | --- |\n| c | one two three four |", "  a\n          b\n  c\n          one two\n          three four\n"},
		"paragraphs":                     {Style{}, "a\nb\n\n\nc\n", "  a b\n\n  c\n"},
		"a word wider than the line":     {Style{Width: 10}, "a bcdefghijklmnop q", "  a\n  bcdefghijklmnop\n  q\n"},
		"markup that is not closed":      {color, "a ` b [c] (d) ** e", "  a ` b [c] (d) ** e\n"},
		"nothing":                        {color, "", "\n"},
		"a heading before a paragraph":   {Style{}, "# a\nb", "a\n\n  b\n"},
		"a table below a paragraph":      {Style{}, "a:\n\n| b | c |", "  a:\n\n  b  c\n"},
		"text wider than is easily read": {Style{Width: 300}, strings.Repeat("word ", 30), "  " + strings.TrimSpace(strings.Repeat("word ", 19)) + "\n  " + strings.TrimSpace(strings.Repeat("word ", 11)) + "\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.style.Markdown(c.page); got != c.want {
				t.Errorf("%q is rendered as\n%q, not\n%q", c.page, got, c.want)
			}
		})
	}
}

func TestWrapKeepsACommandTogether(t *testing.T) {
	got := Style{Width: 20}.Wrap("first run `kubectl get pod` now", 0, 2)
	if want := "first run\n  `kubectl get pod`\n  now"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
}

func TestTableMakesItsHeadingBold(t *testing.T) {
	got := Style{Width: 12, Color: true}.Table([][]string{{"A", "B"}, {"aa", "b"}})
	if want := "\x1b[1mA\x1b[0m\n\x1b[1m        B\x1b[0m\naa\n        b\n"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
}

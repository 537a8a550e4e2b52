package yaml

import (
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
)

// The slips are the mistakes within a line that leave no doubt about what was meant.

var (
	// tightDash matches an item whose dash has no space after it.
	tightDash = words.Pattern(`^( *(?:- +)*)(-)([A-Za-z][\w./-]*:(?: .*)?)$`)
	// bareKey matches a line of a key without its colon, and perhaps one word or flow value.
	bareKey = words.Pattern(`^((?: *- +)* *)([A-Za-z][\w./-]*)( +(?:[\w./-]+|"[^"]*"|'[^']*'|\[.*\]|\{.*\}))?$`)
	// innerQuotes matches a value in quotes with more of them inside.
	innerQuotes = words.Pattern(`^((?: *- +)* *(?:[\w./-]+: +)?)('[^\n]*'[^\n]*'|"[^\n]*"[^\n]*")( +#.*)?$`)
)

func spaceBehindDash(s manifest.Span, line string) (lineFix, bool) {
	m := tightDash().FindStringSubmatch(line)
	if m == nil {
		return lineFix{}, false
	}
	at := s.Start + len(m[1])
	return lineFix{
		span:    manifest.Span{Start: at, End: at + len(m[2]) + strings.IndexByte(m[3], ':')},
		edit:    manifest.Edit{Span: manifest.Span{Start: at + 1, End: at + 1}, New: " "},
		message: "the dash of a list item needs a space after it",
		title:   "put a space after the dash",
	}, true
}

func colonBehindKey(s manifest.Span, line string) (lineFix, bool) {
	m := bareKey().FindStringSubmatch(line)
	if m == nil {
		return lineFix{}, false
	}
	at := s.Start + len(m[1])
	end := at + len(m[2])
	return lineFix{
		span:    manifest.Span{Start: at, End: end},
		edit:    manifest.Edit{Span: manifest.Span{Start: end, End: end}, New: ":"},
		message: fmt.Sprintf("the key %q has no colon", m[2]),
		title:   "put a colon after it",
		isGuess: true,
	}, true
}

// ownKeys are the keys of maps whose keys the author chooses, so that any word may be a key.
var ownKeys = []string{"annotations", "binaryData", "data", "labels", "matchLabels", "nodeSelector", "selector", "stringData"}

// isAmongOwnKeys reports whether a line is in such a map.
func isAmongOwnKeys(d *manifest.Document, at int) bool {
	lines := lineSpans(d)
	i := lineNumber(d, at)
	indent := indentWidth(d, lines[i])
	for i--; i >= 0; i-- {
		if text := lineText(d, lines[i]); !noContent().MatchString(text) && indentWidth(d, lines[i]) < indent {
			return slices.Contains(ownKeys, strings.TrimSuffix(strings.TrimSpace(text), ":"))
		}
	}
	return false
}

// quoteInside doubles or escapes the quotes within a text in quotes.
func quoteInside(s manifest.Span, line string) (lineFix, bool) {
	m := innerQuotes().FindStringSubmatch(line)
	if m == nil {
		return lineFix{}, false
	}
	quote, inner := m[2][:1], m[2][1:len(m[2])-1]
	if at := strings.Index(inner, quote); at < 0 || endsWord(inner[at+1:]) || strings.Contains(inner, `\`) || strings.Contains(inner, "''") {
		return lineFix{}, false
	}
	s.Start += len(m[1])
	s.End = s.Start + len(m[2])
	fix := lineFix{span: s, message: fmt.Sprintf("the quote %s inside this text ends it too early", quote)}
	if quote == "'" {
		fix.title, inner = "double the quote inside", strings.ReplaceAll(inner, "'", "''")
	} else {
		fix.title, inner = "escape the quote inside", strings.ReplaceAll(inner, `"`, `\"`)
	}
	fix.edit = manifest.Edit{Span: s, New: quote + inner + quote}
	return fix, true
}

// endsWord reports whether a quote before a text is rather the end of what it quotes, as in: "a" and "b".
func endsWord(after string) bool { return after == "" || strings.ContainsAny(after[:1], " ,.;:)]}") }

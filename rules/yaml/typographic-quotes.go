package yaml

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
)

//go:embed typographic-quotes.md
var typographicQuotesDoc string

var TypographicQuotes = &lint.Rule{
	ID: "TFK917", Name: "typographic-quotes",
	Stage: lint.Runs, Severity: lint.Warning, Fix: lint.Review,
	Effect:   "YAML knows only \" and ', so the quotes are part of the value",
	BothWays: true,
	Doc:      typographicQuotesDoc,
	Document: checkTypographicQuotes,
}

// quotePairs are the quotes that editors and web pages put in the place of " and ', by the languages that write them.
var quotePairs = [...]struct{ open, end string }{
	{"“", "”"}, {"„", "“"}, {"„", "”"}, {"”", "”"}, {"‘", "’"}, {"‚", "‘"}, {"‚", "’"}, {"’", "’"},
	{"«", "»"}, {"»", "«"}, {"‹", "›"}, {"›", "‹"}, {"\x93", "\x94"}, {"\x91", "\x92"}, {"\x84", "\x93"}, {"\xAB", "\xBB"},
}

// inTypographicQuotes returns the text between typographic quotes, where these are all around it and nowhere in it. The bytes
// of Windows-1252 count too.
func inTypographicQuotes(text string) (inner, open, end string, ok bool) {
	last, _ := utf8.DecodeLastRuneInString(text)
	for _, pair := range quotePairs {
		rest, isOpen := strings.CutPrefix(text, pair.open)
		inner, isClosed := strings.CutSuffix(rest, pair.end)
		isByte := !utf8.ValidString(pair.end)
		if isOpen && isClosed && isByte == (last == utf8.RuneError) && !slices.ContainsFunc(quotePairs[:], func(q struct{ open, end string }) bool {
			return strings.Contains(inner, q.open) || strings.Contains(inner, q.end)
		}) {
			return inner, unicodeQuote(pair.open), unicodeQuote(pair.end), true
		}
	}
	return "", "", "", false
}

// unicodeQuote is the quote that a byte of Windows-1252 means.
func unicodeQuote(quote string) string {
	if utf8.ValidString(quote) {
		return quote
	}
	return map[string]string{"\x93": "“", "\x94": "”", "\x91": "‘", "\x92": "’", "\x84": "„", "\xAB": "«", "\xBB": "»"}[quote]
}

func checkTypographicQuotes(p *lint.Pass, d *manifest.Document) {
	if d.File.JSON() || d.Err() != nil || d.File.IsASCII(d.Span()) {
		return
	}
	eachTypographic(d.Root(), func(v typographic) { v.report(p) })
}

// A typographic is a value in such quotes.
type typographic struct {
	node             *manifest.Node
	span             manifest.Span
	inner, open, end string
}

// sourceText is a part of the text of a file. Bytes that are not UTF-8 are as they are in the file.
func sourceText(f *manifest.File, s manifest.Span) []byte {
	if n := len(f.Src); n > 0 && n == len(f.Text()) && f.Src[0] < 0xFE { // otherwise there is a byte order mark, or it is UTF-16
		return f.Src[s.Start:s.End]
	}
	return f.Text()[s.Start:s.End]
}

// mayBeQuoted is a quick look at the end of a value. What is not UTF-8 is a dollar sign there.
func mayBeQuoted(text string) bool {
	return text != "" && (text[len(text)-1] >= utf8.RuneSelf || text[len(text)-1] == '$')
}

// prose are the keys below which a text with typographic quotes may be meant as it is.
var prose = []string{"annotations", "data", "stringData"}

// eachTypographic visits the values in such quotes.
func eachTypographic(n *manifest.Node, visit func(typographic)) {
	kids := n.Children()
	for i := range kids {
		kid := &kids[i]
		if kid.Kind() != manifest.String {
			if !slices.Contains(prose, kid.Key()) {
				eachTypographic(kid, visit)
			}
			continue
		}
		if kid.Quoted() || !mayBeQuoted(kid.String()) {
			continue
		}
		s, ok := kid.Span()
		if !ok || s.Len() == 0 {
			continue
		}
		inner, open, end, ok := inTypographicQuotes(string(sourceText(n.Document().File, s)))
		if ok && !strings.ContainsAny(inner, "\n\r") {
			visit(typographic{kid, s, inner, open, end})
		}
	}
}

func (v typographic) report(p *lint.Pass) {
	r := lint.Report{Span: v.node.ValueMark(), Path: v.node.Path()}
	safety := lint.Review
	if isPlainWord(v.node) {
		safety, r.Stage, r.Severity = lint.Safe, new(lint.API), new(lint.Error)
	}
	r.Fix = lint.NewFix(safety, []manifest.Edit{{Span: v.span, New: quoted(v.inner)}}, v.node.Uses() == 1, fmt.Sprintf(`use " instead of %s %s`, v.open, v.end))
	f := p.Report(r, "the quotes %s %s around %q are typographic", v.open, v.end, words.Brief(v.inner))
	if safety == lint.Safe {
		f.Effect("the quotes are part of the value, and the API server rejects it")
	}
}

var (
	// plainWords are keys whose values the server rejects with other characters than those of ASCII.
	plainWords = []string{"namespace", "generateName", "restartPolicy", "imagePullPolicy", "concurrencyPolicy", "protocol"}
	// plainNames are the lists whose items have such a name.
	plainNames = []string{"containers", "initContainers", "volumes", "volumeMounts", "env", "ports"}
	// plainMaps are the maps whose values are such words.
	plainMaps = []string{"labels", "matchLabels", "selector"}
)

// isPlainWord reports whether the server certainly rejects a value with typographic quotes.
func isPlainWord(n *manifest.Node) bool {
	up := n.Parent()
	isName := n.Key() == "name" && (up.Key() == "metadata" || up.Parent().IsList() && slices.Contains(plainNames, up.Parent().Key()))
	return isName || slices.Contains(plainWords, n.Key()) || slices.Contains(plainMaps, up.Key())
}

// quoted writes a text in ASCII quotes.
func quoted(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// typographicValue matches a value in such quotes, where it makes a line unreadable.
var typographicValue = words.Pattern(`^((?: *- +)* *(?:[\w./-]+: +)?)([“„”‘‚’«»‹›].*[“”‘’«»‹›])( +#.*)?$`)

// asciiQuotes writes the value of a line in ASCII quotes.
func asciiQuotes(s manifest.Span, line string) (lineFix, bool) {
	m := typographicValue().FindStringSubmatch(line)
	if m == nil {
		return lineFix{}, false
	}
	inner, open, end, ok := inTypographicQuotes(m[2])
	if !ok {
		return lineFix{}, false
	}
	s.Start += len(m[1])
	s.End = s.Start + len(m[2])
	return lineFix{
		span: s, edit: manifest.Edit{Span: s, New: quoted(inner)},
		message: fmt.Sprintf("the quotes %s %s around %q are typographic", open, end, words.Brief(inner)),
		title:   fmt.Sprintf(`use " instead of %s %s`, open, end),
	}, true
}

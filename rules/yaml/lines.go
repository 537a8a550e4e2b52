package yaml

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
)

// lineNumber counts the line breaks of a document before an offset of its file. Only LF counts, so that the number of a
// line stays the same when the line is edited.
func lineNumber(d *manifest.Document, offset int) int {
	s := d.Span()
	return bytes.Count(d.File.Text()[s.Start:min(max(offset, s.Start), s.End)], []byte{'\n'})
}

// lineSpans are the lines of a document, their breaks left out.
func lineSpans(d *manifest.Document) (lines []manifest.Span) {
	doc := d.Span()
	for at := doc.Start; at < doc.End; {
		end, next := doc.End, doc.End
		if i := bytes.IndexByte(d.File.Text()[at:doc.End], '\n'); i >= 0 {
			end, next = at+i, at+i+1
		}
		end = at + len(bytes.TrimRight(d.File.Text()[at:end], "\r"))
		lines = append(lines, manifest.Span{Start: at, End: end})
		at = next
	}
	return lines
}

// linesAround are the lines at which a parser may have stumbled: the one with a number, the next and the one before.
func linesAround(d *manifest.Document, number int) []manifest.Span {
	lines := lineSpans(d)
	var around []manifest.Span
	for _, i := range [...]int{number, number + 1, number - 1} {
		if i >= 0 && i < len(lines) {
			around = append(around, lines[i])
		}
	}
	return around
}

// lineText is the text of a span without blanks at its end.
func lineText(d *manifest.Document, s manifest.Span) string {
	return strings.TrimRight(string(d.File.Text()[s.Start:s.End]), " \t")
}

// A lineFix fixes a line at which the parser stumbles.
type lineFix struct {
	span           manifest.Span
	edit           manifest.Edit
	message, title string
	isGuess        bool // other changes may make the line readable too
}

// maxLineFixes bounds how many lines of one document are fixed: each costs another look at the document.
const maxLineFixes = 16

// breakableLines fixes the lines at which the parser stumbles, one after the other, until the document can be read. A
// change counts only if the parser gets further with it.
func breakableLines(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	var fixes []lineFix
	var edits []manifest.Edit
	stumbled := lineNumber(d, err.Span.Start)
	for range maxLineFixes {
		fix, next, ok := nextLineFix(d, edits, stumbled)
		if !ok {
			break
		}
		fixes, edits, stumbled = append(fixes, fix), append(edits, fix.edit), next
	}
	if len(fixes) == 0 {
		return nil
	}
	doc := fixed(d, edits)
	isOpen := slices.ContainsFunc(fixes, func(fix lineFix) bool {
		return fix.isGuess && (!isSensible(doc) || isAmongOwnKeys(d, fix.span.Start))
	})
	return &diagnosis{
		span: fixes[0].span, message: fixes[0].message, help: fixes[0].title,
		fix: lint.NewFix(lint.Safe, edits, doc != nil && !isOpen, fixes[0].title),
	}
}

// nextLineFix finds a change near a line that makes the parser stumble later, or not at all.
func nextLineFix(d *manifest.Document, edits []manifest.Edit, stumbled int) (fix lineFix, next int, ok bool) {
	for _, s := range linesAround(d, stumbled) {
		for _, propose := range [...]func(manifest.Span, string) (lineFix, bool){asciiQuotes, quoteValue, spaceBehindColon, spaceBehindDash, quoteInside, colonBehindKey} {
			fix, ok := propose(s, lineText(d, s))
			if !ok {
				continue
			}
			if next := stumblesAt(d, append(edits[:len(edits):len(edits)], fix.edit)); next > stumbled {
				return fix, next, true
			}
		}
	}
	return lineFix{}, 0, false
}

// endless is the line at which the parser stumbles in a document that it can read.
const endless = 1 << 30

func stumblesAt(d *manifest.Document, edits []manifest.Edit) int {
	docs := d.Trial(edits)
	if len(docs) == 0 {
		return 0
	}
	if err := docs[0].Err(); err != nil {
		return lineNumber(docs[0], err.Span.Start)
	}
	return endless
}

// oddValue matches an entry or item whose value begins with a character that YAML reserves.
var oddValue = words.Pattern("^((?: *- +)* *(?:[\\w./-]+: +)?)([*&@`%,\\]}].*?)( +#.*)?$")

// anAliasOrAnchor matches a value that uses the character as YAML means it.
var anAliasOrAnchor = words.Pattern(`^(\*[\w-]+|&[\w-]+( .*)?)$`)

func quoteValue(s manifest.Span, line string) (lineFix, bool) {
	m := oddValue().FindStringSubmatch(line)
	if m == nil || strings.TrimSpace(m[1]) == "" || anAliasOrAnchor().MatchString(m[2]) {
		return lineFix{}, false
	}
	s.Start += len(m[1])
	s.End = s.Start + len(m[2])
	return lineFix{
		span:    s,
		edit:    manifest.Edit{Span: s, New: quoted(m[2])},
		message: fmt.Sprintf("a value that begins with %c needs quotes", m[2][0]),
		title:   "quote the value",
	}, true
}

// tightColon matches a key whose value follows without a space. It leaves addresses alone.
var tightColon = words.Pattern(`^((?: *- +)* *)([A-Za-z][\w./-]*):([^\s/:].*)$`)

func spaceBehindColon(s manifest.Span, line string) (lineFix, bool) {
	m := tightColon().FindStringSubmatch(line)
	if m == nil {
		return lineFix{}, false
	}
	at := s.Start + len(m[1]) + len(m[2]) + 1
	return lineFix{
		span:    manifest.Span{Start: at, End: at + 1},
		edit:    manifest.Edit{Span: manifest.Span{Start: at, End: at}, New: " "},
		message: fmt.Sprintf("the colon after %q needs a space after it", m[2]),
		title:   "put a space after the colon",
	}, true
}

var (
	noContent = words.Pattern(`^[ \t]*(#.*)?$`)
	keyLine   = words.Pattern(`^((?: *- +)* *)([\w./-]+):( .*)?$`)
	valueLine = words.Pattern(`^((?: *- +)* *)([\w./-]+): +([^\s#|>&!].*)$`)
	twoColons = words.Pattern(`^(?: *- +)* *[\w./-]+: +([^"'\[{#|>].*: .*|[^"'\[{#|>].*:)$`)
)

// indentedTooDeep finds an entry that is indented deeper than the one above it, which has a value on its line.
func indentedTooDeep(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	if err.Message != nested && !strings.HasPrefix(err.Message, "did not find expected key") {
		return nil
	}
	lines, number := lineSpans(d), lineNumber(d, err.Span.Start)
	for _, i := range [...]int{number, number + 1} {
		if i < 1 || i >= len(lines) {
			continue
		}
		up := i - 1
		for up > 0 && noContent().MatchString(lineText(d, lines[up])) {
			up--
		}
		above, line := valueLine().FindStringSubmatch(lineText(d, lines[up])), keyLine().FindStringSubmatch(lineText(d, lines[i]))
		if above == nil || line == nil || len(line[1]) <= len(above[1]) {
			continue
		}
		if strings.Contains(line[1], "-") {
			return &diagnosis{
				span:    lineAfter(lines[up], above[1]),
				message: fmt.Sprintf("%q has a value on its line and a list below it", above[2]),
				help:    "delete one of them",
			}
		}
		start := lines[i].Start + len(line[1])
		return &diagnosis{
			span:    manifest.Span{Start: start, End: start + len(line[2])},
			message: fmt.Sprintf("%q is indented deeper than %q, which has a value already", line[2], above[2]),
			help:    "align the two keys",
		}
	}
	return nil
}

// lineAfter is a line without its indentation.
func lineAfter(s manifest.Span, indent string) manifest.Span {
	return manifest.Span{Start: s.Start + len(indent), End: s.End}
}

// secondColon finds a value without quotes in which a colon makes a key.
func secondColon(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	if err.Message != nested {
		return nil
	}
	for _, s := range linesAround(d, lineNumber(d, err.Span.Start)) {
		if m := twoColons().FindStringSubmatchIndex(lineText(d, s)); m != nil {
			span := manifest.Span{Start: s.Start + m[2], End: s.Start + m[3]}
			return &diagnosis{
				span:    span,
				message: fmt.Sprintf("the value %q needs quotes because of its colon", words.Brief(string(d.File.Text()[span.Start:span.End]))),
				help:    "quote the value, or move the second key to a line of its own",
			}
		}
	}
	return nil
}

// textBetweenKeys finds a line that is no key, where the parser stumbles at the next one.
func textBetweenKeys(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	if err.Message != nested {
		return nil
	}
	lines, number := lineSpans(d), lineNumber(d, err.Span.Start)
	up := number - 1
	for up > 0 && noContent().MatchString(lineText(d, lines[up])) {
		up--
	}
	if up < 0 || number >= len(lines) || indentWidth(d, lines[up]) != indentWidth(d, lines[number]) || strings.Contains(lineText(d, lines[up]), ":") {
		return nil
	}
	return &diagnosis{
		span:    manifest.Span{Start: lines[up].Start + indentWidth(d, lines[up]), End: lines[up].Start + len(lineText(d, lines[up]))},
		message: "this line is neither a key nor an item of a list",
		help:    "write it as \"key: value\", or indent it if it belongs to the value above",
	}
}

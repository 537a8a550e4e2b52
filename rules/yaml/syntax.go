package yaml

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
)

// fixed returns a document as it would be after edits that leave the number of documents alone; nil where it would
// still not be readable, or hold no object.
func fixed(d *manifest.Document, edits []manifest.Edit) *manifest.Document {
	docs := d.Trial(edits)
	if len(docs) == 0 || docs[0].Err() != nil || len(docs[0].Objects()) == 0 {
		return nil
	}
	return docs[0]
}

// allReadable reports whether there are documents, and each of them can be read.
func allReadable(docs []*manifest.Document) bool {
	broken := func(d *manifest.Document) bool { return d.Err() != nil }
	return len(docs) > 0 && !slices.ContainsFunc(docs, broken)
}

func HoldsObject(d *manifest.Document) bool { return len(d.Objects()) > 0 }

func haveObjects(docs []*manifest.Document) bool {
	return slices.ContainsFunc(docs, HoldsObject)
}

// fileMended reports whether all of a file can be read after edits, and holds objects.
func fileMended(f *manifest.File, edits []manifest.Edit) bool {
	src, err := f.Apply(edits)
	if err != nil {
		return false
	}
	docs := manifest.Parse(f.Name, src).Docs
	return allReadable(docs) && haveObjects(docs)
}

// textOf is the text of a document.
func textOf(d *manifest.Document) []byte {
	s := d.Span()
	return d.File.Text()[s.Start:s.End]
}

// controlCharacter finds what YAML and JSON never allow in a text.
func controlCharacter(d *manifest.Document, _ *manifest.SyntaxError) *diagnosis {
	text := textOf(d)
	at := bytes.IndexFunc(text, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r >= 0x7F && r < 0xA0 && r != 0x85 || r == 0xFFFE || r == 0xFFFF
	})
	if at < 0 {
		return nil
	}
	r, size := utf8.DecodeRune(text[at:])
	why := &diagnosis{span: manifest.Span{Start: d.Span().Start + at, End: d.Span().Start + at + size}}
	why.message = fmt.Sprintf("the control character %U may not stand in a manifest: delete it, or write it as an escape in double quotes", r)
	if r == 0 && bytes.Count(text, []byte{0})*3 > len(text) {
		why.message = "the file looks like UTF-16 without a byte order mark: save it as UTF-8"
	}
	return why
}

var byteOrderMark = []byte("\uFEFF")

// strayByteOrderMark finds the mark with which the second of two files began that were joined.
func strayByteOrderMark(d *manifest.Document, _ *manifest.SyntaxError) *diagnosis {
	text := textOf(d)
	var edits []manifest.Edit
	for at := 0; ; {
		i := bytes.Index(text[at:], byteOrderMark)
		if i < 0 {
			break
		}
		at += i + len(byteOrderMark)
		end := d.Span().Start + at
		edits = append(edits, manifest.Edit{Span: manifest.Span{Start: end - len(byteOrderMark), End: end}})
	}
	if len(edits) == 0 || fixed(d, edits) == nil {
		return nil
	}
	return &diagnosis{
		span:    edits[0].Span,
		message: "a byte order mark stands in the middle of the file, as when files are joined: delete it",
		fix:     lint.NewFix(lint.Safe, edits, true, "delete the byte order mark"),
	}
}

// wideSpaces matches an indentation with a space that YAML takes for a letter, as text copied from a web page has it.
var wideSpaces = words.Pattern(`(?m)^[ \t]*[\x{A0}\x{2000}-\x{200B}\x{202F}\x{3000}][ \t\x{A0}\x{2000}-\x{200B}\x{202F}\x{3000}]*`)

func copiedSpaces(d *manifest.Document, _ *manifest.SyntaxError) *diagnosis {
	var edits []manifest.Edit
	for _, m := range wideSpaces().FindAllIndex(textOf(d), -1) {
		s := manifest.Span{Start: d.Span().Start + m[0], End: d.Span().Start + m[1]}
		width := utf8.RuneCount(d.File.Text()[s.Start:s.End])
		edits = append(edits, manifest.Edit{Span: s, New: strings.Repeat(" ", width)})
	}
	if len(edits) == 0 || fixed(d, edits) == nil {
		return nil
	}
	return &diagnosis{
		span:    edits[0].Span,
		message: "the line is indented with characters that only look like spaces: use spaces",
		fix:     lint.NewFix(lint.Safe, edits, true, "indent with spaces"),
	}
}

var shiftedSeparator = words.Pattern(`(?m)^([ \t]+)---[ \t]*\r?$`)

// indentedSeparator finds a separator of documents that is none since it does not begin its line.
func indentedSeparator(d *manifest.Document, _ *manifest.SyntaxError) *diagnosis {
	var edits []manifest.Edit
	for _, m := range shiftedSeparator().FindAllSubmatchIndex(textOf(d), -1) {
		edits = append(edits, manifest.Edit{Span: manifest.Span{Start: d.Span().Start + m[2], End: d.Span().Start + m[3]}})
	}
	if docs := d.Trial(edits); len(edits) == 0 || !allReadable(docs) || !haveObjects(docs) {
		return nil
	}
	at := edits[0].End
	return &diagnosis{
		span:    manifest.Span{Start: at, End: at + len("---")},
		message: "the separator of the documents is indented: put it at the beginning of its line",
		fix:     lint.NewFix(lint.Safe, edits, true, "begin the line with ---"),
	}
}

// braces explains a file that begins with a brace and is no JSON. As YAML it may be good: a separator at its head makes
// kubectl read it so.
func braces(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	f := d.File
	if !f.JSON() {
		return nil
	}
	why := &diagnosis{span: err.Span, message: "the file begins with a brace, so kubectl reads it as JSON: " + err.Message}
	if bytes.HasPrefix(bytes.TrimSpace(textOf(d)), []byte("---")) {
		why.message = "the file begins with a brace, so kubectl reads it as JSON, which has no separator ---: delete it"
	}
	if comma, ok := lastComma(f, err.Span.Start); ok {
		edits := []manifest.Edit{{Span: comma}}
		why.span, why.message = comma, "the file begins with a brace, so kubectl reads it as JSON, where no comma may stand behind the last value"
		if why.fix = lint.NewFix(lint.Safe, edits, fileMended(f, edits), "delete the comma"); why.fix != nil {
			return why
		}
	}
	edits := []manifest.Edit{{New: "---" + f.Newline()}}
	if path.Ext(f.Name) != ".json" && fileMended(f, edits) {
		why.message = "the file begins with a brace, so kubectl reads it as JSON, but it is YAML: begin it with a line ---"
		why.fix = lint.NewFix(lint.Safe, edits, true, "begin the file with ---")
	}
	return why
}

// lastComma finds the comma before a closing bracket at which the JSON parser stumbled.
func lastComma(f *manifest.File, at int) (manifest.Span, bool) {
	text := f.Text()
	before := bytes.TrimRight(text[:at], " \t\r\n")
	ok := at < len(text) && (text[at] == '}' || text[at] == ']') && bytes.HasSuffix(before, []byte(","))
	return manifest.Span{Start: len(before) - 1, End: len(before)}, ok
}

var directiveLine = words.Pattern(`(?m)^%(YAML|TAG).*(\n|$)`)

// yamlDirective finds a directive at the head of the file. The separator behind it makes it a document of its own to
// kubectl, and one that has no content.
func yamlDirective(d *manifest.Document, _ *manifest.SyntaxError) *diagnosis {
	start := d.Span().Start
	var edits []manifest.Edit
	for _, m := range directiveLine().FindAllIndex(textOf(d), -1) {
		edits = append(edits, manifest.Edit{Span: manifest.Span{Start: start + m[0], End: start + m[1]}})
	}
	if len(edits) == 0 {
		return nil
	}
	line := strings.TrimSpace(string(d.File.Text()[edits[0].Start:edits[0].End]))
	docs := d.Trial(edits)
	ok := strings.HasPrefix(line, "%YAML 1.") && allReadable(docs) && (haveObjects(docs) || d.File.Contents(HoldsObject).Objects)
	return &diagnosis{
		span:    manifest.Span{Start: edits[0].Start, End: edits[0].Start + len(line)},
		message: fmt.Sprintf("kubectl cannot read a file with the directive %q: delete the line", line),
		fix:     lint.NewFix(lint.Safe, edits, ok, "delete the directive"),
	}
}

// strangeBreak finds a character that YAML takes for the end of a line, while editors show none.
func strangeBreak(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	for _, s := range linesAround(d, lineNumber(d, err.Span.Start)) {
		i := bytes.IndexAny(d.File.Text()[s.Start:s.End], "\u0085\u2028\u2029")
		if i < 0 {
			continue
		}
		r, size := utf8.DecodeRune(d.File.Text()[s.Start+i:])
		return &diagnosis{
			span:    manifest.Span{Start: s.Start + i, End: s.Start + i + size},
			message: fmt.Sprintf("YAML ends a line at the character %U, which few editors show: put a space or a line break there", r),
		}
	}
	return nil
}

var anchorMessage = words.Pattern(`^unknown anchor '(.*)' referenced$`)

// unknownAnchor finds the place, which the parser does not tell.
func unknownAnchor(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	m := anchorMessage().FindStringSubmatch(err.Message)
	if m == nil {
		return nil
	}
	span := err.Span
	alias := regexp.MustCompile(`(?m)(?:^|[\s,\[{:-])(\*` + regexp.QuoteMeta(m[1]) + `)(?:[\s,\]}]|$)`)
	if at := alias.FindSubmatchIndex(textOf(d)); at != nil {
		span = manifest.Span{Start: d.Span().Start + at[2], End: d.Span().Start + at[3]}
	}
	return &diagnosis{span: span, message: fmt.Sprintf("there is no anchor &%s above for *%s to repeat: write the anchor, or quote the value if the star is part of it", m[1], m[1])}
}

// reworded is a message of the parser in words of its readers.
func reworded(message string) string {
	for _, w := range [...]struct{ start, say string }{
		{"did not find expected '-' indicator", "the lines of this list are not indented alike: put its dashes below each other, and its items behind them"},
		{"did not find expected key", "the lines from here on are not indented alike: put the keys of a map below each other"},
		{"did not find expected ',' or ']'", "the list is not closed before the next line begins: close it with ]"},
		{"did not find expected ',' or '}'", "the map is not closed before the next line begins: close it with }"},
		{"did not find expected node content", "a value is missing where the text ends or goes on: close what is open, or quote the value"},
		{"found unexpected end of stream", "the quote is not closed"},
		{"found unexpected document indicator", "the quote is not closed before the document ends"},
		{"could not find expected ':'", "the line is no \"key: value\": put a colon and a space behind the key, or quote the text"},
		{"found unknown escape character", "the backslash begins no escape: double it, or use single quotes"},
		{"block sequence entries are not allowed in this context", "a list cannot begin on the line of its key: put the dash on the next line"},
		{nested, "a colon makes a key of this line, and none can stand here: check how far it is indented, or quote the text"},
		{"mapping keys are not allowed in this context", "no key can stand here: check how far the line is indented, or quote the text"},
		{"did not find expected comment or line break", "the text of a block begins on the line below its | or >: move it there, or quote it"},
		{"did not find expected alphabetic or numeric character", "a name must follow the * of an alias and the & of an anchor: quote the value if it is neither"},
		{"did not find expected whitespace or line break", "a space must follow the tag, which begins with !: quote the value if it is none"},
		{"could not find expected directive name", "a line that begins with % is a directive, and this is none: indent or quote it"},
		{"found character that cannot start any token", "no value may begin with this character: quote the value"},
	} {
		if strings.HasPrefix(message, w.start) {
			return w.say
		}
	}
	return message
}

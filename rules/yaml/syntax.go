package yaml

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/schemas"
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

// isSensible reports whether a document holds objects of kinds that are known, with no other fields than those of their kinds.
func isSensible(d *manifest.Document) bool {
	return d != nil && oddities(d) == 0 && !slices.ContainsFunc(d.Objects(), func(o *manifest.Object) bool {
		group, version := schemas.ParseAPIVersion(o.APIVersion)
		return schemas.Kubernetes().Lookup(schemas.GVK{Group: group, Version: version, Kind: o.Kind}) == nil
	})
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

// isFileReadable reports whether all of a file can be read after edits, and holds objects.
func isFileReadable(f *manifest.File, edits []manifest.Edit) bool {
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

// controlCharacter finds a character that neither YAML nor JSON allows.
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
	why.message, why.help = fmt.Sprintf("YAML does not allow the control character %U", r), "delete it, or write it as an escape in double quotes"
	if r == 0 && bytes.Count(text, []byte{0})*3 > len(text) {
		why.message, why.help = "the file looks like UTF-16 without a byte order mark", "save it as UTF-8"
	}
	return why
}

var byteOrderMark = []byte("\uFEFF")

// strayByteOrderMark finds the byte order mark of a file that was appended to another.
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
		message: "a byte order mark is in the middle of the file, as if files were joined",
		fix:     lint.NewFix(lint.Safe, edits, true, "delete the byte order mark"),
	}
}

// wideSpaces matches an indentation with a space that is a letter to YAML. Text copied from a web page has such spaces.
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
		message: "this line is indented with characters that only look like spaces",
		fix:     lint.NewFix(lint.Safe, edits, true, "replace them with spaces"),
	}
}

var shiftedSeparator = words.Pattern(`(?m)^([ \t]+)---[ \t]*\r?$`)

// indentedSeparator finds a separator that separates nothing since it does not begin its line.
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
		message: "the separator --- is indented, so it separates nothing",
		fix:     lint.NewFix(lint.Safe, edits, true, "move it to the start of the line"),
	}
}

var directiveLine = words.Pattern(`(?m)^%(YAML|TAG).*(\n|$)`)

// yamlDirective finds a directive at the start of the file. With the separator after it, it is a document of its own to
// kubectl, one without content.
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
		message: fmt.Sprintf("the directive %q is a document of its own to kubectl", line),
		help:    "delete the line",
		fix:     lint.NewFix(lint.Safe, edits, ok, "delete the line"),
	}
}

// strangeBreak finds a character that ends a line for YAML, but not in most editors.
func strangeBreak(d *manifest.Document, err *manifest.SyntaxError) *diagnosis {
	for _, s := range linesAround(d, lineNumber(d, err.Span.Start)) {
		i := bytes.IndexAny(d.File.Text()[s.Start:s.End], "\u0085\u2028\u2029")
		if i < 0 {
			continue
		}
		r, size := utf8.DecodeRune(d.File.Text()[s.Start+i:])
		return &diagnosis{
			span:    manifest.Span{Start: s.Start + i, End: s.Start + i + size},
			message: fmt.Sprintf("the invisible character %U ends the line for YAML", r),
			help:    "replace it with a space or a line break",
		}
	}
	return nil
}

var anchorMessage = words.Pattern(`^unknown anchor '(.*)' referenced$`)

// unknownAnchor finds the place of the alias, which the parser does not say.
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
	return &diagnosis{
		span:    span,
		message: fmt.Sprintf("the alias *%s has no anchor &%s above it", m[1], m[1]),
		help:    fmt.Sprintf("put &%s before the value to repeat, or quote the text if the star is part of it", m[1]),
	}
}

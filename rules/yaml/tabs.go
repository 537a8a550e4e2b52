package yaml

import (
	"bytes"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/schemas"
)

const tabMessage = "this line is indented with a tab"

// tabsIn reports whether a document cannot be read because tabs indent it, and what fixes that.
func tabsIn(d *manifest.Document) (why *diagnosis, ok bool) {
	err := d.Err()
	if err == nil || d.File.JSON() || bytes.IndexByte(textOf(d), '\t') < 0 {
		return nil, false
	}
	tabs := tabIndents(d)
	if len(tabs) == 0 || d.Span().Len() > maxSearched {
		return &diagnosis{span: err.Span, message: tabMessage}, blamesTab(d, err)
	}
	readable := false
	var readings []reading
	widths := [...]int{2, 4, 8}
	for _, width := range widths {
		edits := untab(d.File, tabs, width)
		if doc := fixed(d, edits); doc != nil {
			readings = append(readings, reading{root: doc.Root(), edits: edits, odd: oddities(doc)})
			readable = true
		}
		readable = readable || stumblesAt(d, edits) == endless
	}
	if !readable && !blamesTab(d, err) {
		return nil, false
	}
	why = &diagnosis{span: firstTab(d.File, tabs), message: tabMessage}
	if r := agreed(readings, len(widths)); r != nil {
		why.fix = lint.NewFix(lint.Safe, r.edits, true, "indent with spaces instead")
	}
	return why, true
}

// A reading is what a document means if its tabs have a certain width.
type reading struct {
	root  *manifest.Node
	edits []manifest.Edit
	odd   int
}

// agreed returns the reading without oddities, the narrowest of several that mean the same, or nil where there is none, or
// they disagree. Then only a person can say what was meant. tried is the number of widths, readable or not.
func agreed(readings []reading, tried int) *reading {
	plain := slices.Clone(readings)
	plain = slices.DeleteFunc(plain, func(r reading) bool { return r.odd > 0 })
	if len(plain) == 0 && len(readings) == tried {
		plain = readings // if they agree, the oddity is another mistake
	}
	if len(plain) == 0 || slices.ContainsFunc(plain, func(r reading) bool { return !sameTree(r.root, plain[0].root) }) {
		return nil
	}
	return &plain[0]
}

// oddities counts what the author of the objects hardly meant: fields that their kinds do not have, and values that are no
// map or list where one is needed.
func oddities(d *manifest.Document) int {
	count := 0
	for _, o := range d.Objects() {
		group, version := schemas.ParseAPIVersion(o.APIVersion)
		count += misfits(schemas.Kubernetes().Lookup(schemas.GVK{Group: group, Version: version, Kind: o.Kind}), o.Root)
	}
	return count
}

// misfits counts the oddities of a value; s is nil where nothing is known of it.
func misfits(s *schemas.Schema, n *manifest.Node) int {
	count := 0
	if s != nil && ((s.Type == schemas.Object || s.Type == schemas.Map) && !n.IsMap() || s.Type == schemas.Array && !n.IsList()) {
		count++
	}
	for i := range n.Children() {
		kid := &n.Children()[i]
		var inner *schemas.Schema
		if s != nil && n.IsMap() && s.Type == schemas.Object {
			if inner = s.Field(kid.Key()); inner == nil {
				count++
			}
		} else if s != nil {
			inner = s.Elem
		}
		count += misfits(inner, kid)
	}
	return count
}

func sameTree(a, b *manifest.Node) bool {
	if a.Kind() != b.Kind() || a.Key() != b.Key() || a.Text() != b.Text() || len(a.Children()) != len(b.Children()) {
		return false
	}
	for i := range a.Children() {
		if !sameTree(&a.Children()[i], &b.Children()[i]) {
			return false
		}
	}
	return true
}

// blamesTab reports whether the parser stumbled at a line that a tab indents.
func blamesTab(d *manifest.Document, err *manifest.SyntaxError) bool {
	if strings.Contains(err.Message, "tab character") {
		return true
	}
	return strings.Contains(err.Message, "cannot start any token") &&
		slices.ContainsFunc(linesAround(d, lineNumber(d, err.Span.Start)), func(s manifest.Span) bool {
			return strings.Contains(indentOf(d.File, s), "\t")
		})
}

var (
	// indentation matches the start of a line before its text: white space, and the dashes of lists.
	indentation = words.Pattern(`^[ \t]*(?:-[ \t]+)*`)
	// blockHeader ends a line below which a block scalar follows.
	blockHeader = words.Pattern(`(?:^|[ \t])[|>][-+0-9]*[ \t]*(?:[ \t]#.*)?$`)
)

func indentOf(f *manifest.File, s manifest.Span) string {
	return string(indentation().Find(f.Text()[s.Start:s.End]))
}

// tabIndents finds the indentations that have tabs. In a block scalar only what indents all of it is indentation: a tab
// behind that is text.
func tabIndents(d *manifest.Document) []manifest.Span {
	var found []manifest.Span
	lines := lineSpans(d)
	block, holder, prefix := false, 0, ""
	for _, s := range lines {
		text := string(d.File.Text()[s.Start:s.End])
		white := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
		blank := len(white) == len(text)
		if block && !blank && columns(white, 8) <= holder {
			block = false
		}
		indent := indentOf(d.File, s)
		if block {
			if prefix == "" && !blank {
				prefix = white
			}
			if indent = commonStart(white, prefix); indent != prefix && !blank {
				indent = white // not as deep as the scalar, or deeper: that depends on the width of the tabs
			}
		} else if blockHeader().MatchString(text) && !strings.HasPrefix(strings.TrimSpace(text), "#") {
			block, holder, prefix = true, columns(white, 8), ""
		}
		if strings.Contains(indent, "\t") {
			found = append(found, manifest.Span{Start: s.Start, End: s.Start + len(indent)})
		}
	}
	return found
}

func commonStart(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return a[:n]
}

// columns is how far an indentation reaches if tabs have a width.
func columns(indent string, width int) int { return len(spaces(indent, width)) }

// spaces writes an indentation without tabs: each reaches to the next multiple of the width.
func spaces(indent string, width int) string {
	var b strings.Builder
	for _, c := range indent {
		if c != '\t' {
			b.WriteRune(c)
			continue
		}
		b.WriteString(strings.Repeat(" ", width-b.Len()%width))
	}
	return b.String()
}

// untab replaces indentations; a line of nothing else becomes empty.
func untab(f *manifest.File, indents []manifest.Span, width int) []manifest.Edit {
	var edits []manifest.Edit
	for _, s := range indents {
		text := spaces(string(f.Text()[s.Start:s.End]), width)
		if rest := f.Text()[s.End:]; len(rest) == 0 || rest[0] == '\n' || rest[0] == '\r' {
			text = ""
		}
		edits = append(edits, manifest.Edit{Span: s, New: text})
	}
	return edits
}

// firstTab marks the first tabs of the first of some indentations.
func firstTab(f *manifest.File, indents []manifest.Span) manifest.Span {
	text := f.Text()[indents[0].Start:indents[0].End]
	start := bytes.IndexByte(text, '\t')
	end := start
	for end < len(text) && text[end] == '\t' {
		end++
	}
	return manifest.Span{Start: indents[0].Start + start, End: indents[0].Start + end}
}

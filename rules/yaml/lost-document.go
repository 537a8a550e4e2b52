package yaml

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
)

//go:embed lost-document.md
var lostDocumentDoc string

var LostDocument = &lint.Rule{
	ID: "TFK003", Name: "lost-document",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Review,
	BothWays: true,
	Effect:   "kubectl creates only what is above this line; a separator is a line with nothing but ---",
	Doc:      lostDocumentDoc,
	Document: checkLostDocument,
}

// documentMarker matches a line that begins or ends a YAML document. The last group is the text after the marker.
var documentMarker = words.Pattern(`^(---|\.\.\.)(?:([ \t]+)(\S.*)?)?$`)

// A marker is such a line in the part of a document that kubectl never reads.
type marker struct {
	line    manifest.Span
	sign    string
	text    manifest.Span // after the sign
	content bool          // whether something that is no comment follows, up to the next marker
}

func checkLostDocument(p *lint.Pass, d *manifest.Document) {
	rest, ok := d.Rest()
	if !ok || p.Prepared != nil {
		return
	}
	markers := markersIn(d, rest)
	for i, m := range markers {
		if !m.content {
			continue
		}
		// "..." and "--- # comment" in a row: the second is the one to fix.
		edit, title := m.separator(d.File)
		end := rest.End
		if i+1 < len(markers) {
			end = markers[i+1].line.End // the new document ends there for kubectl
		}
		begun := d.TrialOf(manifest.Span{Start: edit.Start, End: end}, []manifest.Edit{edit})
		fix := lint.NewFix(lint.Review, []manifest.Edit{edit}, !m.endsInText(d.File) && d.Err() == nil && allReadable(begun), title)
		message := "kubectl never reads what follows %q"
		if i > 0 && m.sign == "---" {
			message += " either"
		}
		p.Report(lint.Report{Span: m.line, Fix: fix}, message, words.Brief(lineText(d, m.line))).
			HelpUnlessFixed("begin the next document after a line with nothing but ---")
	}
}

// endsInText reports whether a text other than a comment is behind "...", where YAML allows none.
func (m marker) endsInText(f *manifest.File) bool {
	behind := f.Text()[m.text.Start:m.text.End]
	return m.sign == "..." && len(behind) > 0 && behind[0] != '#'
}

// separator makes a marker one that kubectl knows.
func (m marker) separator(f *manifest.File) (edit manifest.Edit, title string) {
	switch {
	case m.sign == "...":
		return manifest.Edit{Span: manifest.Span{Start: m.line.End, End: m.line.End}, New: f.Newline() + "---"}, "put --- on the next line"
	case strings.HasPrefix(string(f.Text()[m.text.Start:m.text.End]), "#"):
		title = "move the comment to the next line"
	default:
		title = "move the text after --- to the next line"
	}
	return manifest.Edit{Span: manifest.Span{Start: m.line.Start + len(m.sign), End: m.text.Start}, New: f.Newline()}, title
}

// markersIn finds the markers of the rest of a document. At the beginning of a line they are never text.
func markersIn(d *manifest.Document, rest manifest.Span) []marker {
	var found []marker
	lines := lineSpans(d)
	for _, s := range lines {
		if s.Start < rest.Start {
			continue
		}
		text := string(d.File.Text()[s.Start:s.End])
		m := documentMarker().FindStringSubmatch(text)
		if m != nil {
			behind := manifest.Span{Start: s.End - len(m[3]), End: s.End}
			found = append(found, marker{line: s, sign: m[1], text: behind})
			text = m[3]
		}
		if text = strings.TrimSpace(text); len(found) > 0 && text != "" && text[0] != '#' && text[0] != '%' {
			found[len(found)-1].content = true
		}
	}
	return found
}

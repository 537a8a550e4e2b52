// Package diagnose writes the findings of lint as the diagnostics of an editor.
package diagnose

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/text"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
)

// source is what editors show as the origin of a diagnostic.
const source = "tfk8s"

// A Writer writes diagnostics for a client. It counts the lines of each file once.
type Writer struct {
	Client   *protocol.ClientCapabilities
	Encoding string
	Folder   string                            // names of other files in messages are relative to it
	URI      func(*manifest.File) protocol.URI // of a file
	lines    map[*manifest.File]*text.Lines
}

// All returns the diagnostics for findings.
func (w *Writer) All(found []lint.Diagnostic) []protocol.Diagnostic {
	all := make([]protocol.Diagnostic, len(found)) // never nil, which is null in JSON
	for i := range found {
		all[i] = w.One(&found[i])
	}
	return all
}

// One returns the diagnostic for a finding.
func (w *Writer) One(d *lint.Diagnostic) protocol.Diagnostic {
	publish := &w.Client.TextDocument.PublishDiagnostics
	p := protocol.Diagnostic{
		Range: w.rangeOf(d.File, d.Span), Severity: severity(d.Severity),
		Code: d.Rule.Name, Source: source, Message: w.shorten(message(d), d),
	}
	if address := rules.PageURL(d.Rule); address != "" && publish.CodeDescriptionSupport {
		p.CodeDescription = &protocol.CodeDescription{Href: address}
	}
	for _, tag := range tags(d) {
		if slices.Contains(publish.TagSupport.ValueSet, tag) {
			p.Tags = append(p.Tags, tag)
		}
	}
	if publish.RelatedInformation {
		p.RelatedInformation = w.related(d)
	}
	return p
}

func (w *Writer) related(d *lint.Diagnostic) (all []protocol.RelatedInformation) {
	for _, r := range d.Related {
		f := r.File
		if f == nil {
			f = d.File
		}
		place := protocol.Location{URI: w.URI(f), Range: w.rangeOf(f, r.Span)}
		all = append(all, protocol.RelatedInformation{Location: place, Message: w.shorten(r.Message, d)})
	}
	return all
}

func (w *Writer) rangeOf(f *manifest.File, s manifest.Span) protocol.Range {
	if w.lines[f] == nil {
		if w.lines == nil {
			w.lines = map[*manifest.File]*text.Lines{}
		}
		w.lines[f] = text.NewLines(f.Text(), w.Encoding)
	}
	return w.lines[f].Range(s.Start, s.End)
}

// shorten makes the names of related files relative to the folder. Other paths in a text are those of the cluster, which may be the same
// ones on a computer of Toolforge.
func (w *Writer) shorten(text string, d *lint.Diagnostic) string {
	for _, r := range d.Related {
		if r.File == nil || r.File == d.File {
			continue
		}
		if below, err := filepath.Rel(w.Folder, r.File.Name); err == nil && filepath.IsLocal(below) {
			text = strings.ReplaceAll(text, r.File.Name, below)
		}
	}
	return text
}

func severity(s lint.Severity) int {
	switch s {
	case lint.Error:
		return protocol.SeverityError
	case lint.Warning:
		return protocol.SeverityWarning
	}
	return protocol.SeverityInformation
}

// message returns all parts of a finding, each on a line.
func message(d *lint.Diagnostic) string {
	lines := []string{d.Message}
	if d.Label != "" {
		lines = append(lines, d.Label)
	}
	if effect := d.Consequence(); effect != "" {
		lines = append(lines, "effect: "+effect)
	}
	if d.Fix != nil {
		lines = append(lines, "fix: "+d.Fix.Title)
	}
	if d.Help != "" {
		lines = append(lines, "help: "+d.Help)
	}
	return strings.Join(lines, "\n")
}

// tags returns how an editor may draw the text of a finding: struck out if it names what is deprecated, and faded if the fix only
// deletes it.
func tags(d *lint.Diagnostic) (all []int) {
	if strings.HasPrefix(d.Rule.Name, "deprecated-") {
		all = append(all, protocol.TagDeprecated)
	}
	deletes := func(e manifest.Edit) bool { return e.New == "" && e.Start <= d.Span.Start && d.Span.End <= e.End }
	if d.Fix != nil && slices.ContainsFunc(d.Fix.Edits, deletes) && !slices.ContainsFunc(d.Fix.Edits, func(e manifest.Edit) bool { return e.New != "" }) {
		all = append(all, protocol.TagUnnecessary)
	}
	return all
}

// Failure returns the diagnostic for an error about a file, such as an invalid configuration. An error that names its place begins with
// the name of the file, the line and the column. ok is false if it names no place.
func Failure(err error) (name string, d protocol.Diagnostic, ok bool) {
	parts := strings.SplitN(err.Error(), ":", 4)
	if len(parts) < 4 {
		return "", d, false
	}
	line, noLine := strconv.Atoi(parts[1])
	column, noColumn := strconv.Atoi(parts[2])
	if noLine != nil || noColumn != nil || line < 1 || column < 1 {
		return "", d, false
	}
	at := protocol.Position{Line: line - 1, Character: column - 1}
	return parts[0], protocol.Diagnostic{
		Range: protocol.Range{Start: at, End: at}, Severity: protocol.SeverityError, Source: source, Message: strings.TrimSpace(parts[3]),
	}, true
}

package project

import (
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/text"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/quota"
)

// A View is a version of an open document, with what is known about it. It does not change.
type View struct {
	URI      protocol.URI
	Version  int
	File     *manifest.File // parsed for this view alone
	Lines    *text.Lines
	Client   *protocol.ClientCapabilities
	Settings *Settings

	// Found is what was found in this version, in terms of offsets. It is empty if the version was not judged yet.
	Found []lint.Diagnostic
	Sums  []quota.NamespaceQuota
}

// At returns the findings whose range touches a span.
func (v *View) At(s manifest.Span) (found []lint.Diagnostic) {
	for _, d := range v.Found {
		if d.Span.Start <= s.End && s.Start <= d.Span.End {
			found = append(found, d)
		}
	}
	return found
}

// Span returns the offsets of a range.
func (v *View) Span(r protocol.Range) manifest.Span {
	start := v.Lines.Offset(r.Start)
	return manifest.Span{Start: start, End: max(start, v.Lines.Offset(r.End))}
}

// Edit makes an edit of the document.
func (v *View) Edit(edits []protocol.TextEdit) *protocol.WorkspaceEdit {
	if !v.Client.Workspace.WorkspaceEdit.DocumentChanges {
		return &protocol.WorkspaceEdit{Changes: map[protocol.URI][]protocol.TextEdit{v.URI: edits}}
	}
	version := v.Version
	return &protocol.WorkspaceEdit{DocumentChanges: []protocol.TextDocumentEdit{{
		TextDocument: protocol.VersionedTextDocumentIdentifier{URI: v.URI, Version: &version},
		Edits:        edits,
	}}}
}

package project

import (
	"errors"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/text"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/workload"
)

// ErrModified is the error of a request about a document that is closed, or whose text has changed meanwhile.
var ErrModified = errors.New("the document has changed")

// A View is a version of an open document, with what is known about it. It does not change.
type View struct {
	URI      protocol.URI
	Version  int
	File     *manifest.File // parsed for this view alone
	Lines    *text.Lines
	Client   *protocol.ClientCapabilities
	Encoding string // of positions
	Folder   string // paths in messages are relative to it
	Settings *workload.Settings
	Config   *lint.Config
	Along    *lint.Config      // see Settings
	Symbols  *Memory[[]Symbol] // of the last versions

	// Found is what was found in this version, in terms of offsets. It is empty if the version was not judged yet.
	Found  []lint.Diagnostic
	Usages []*quota.Usage // see Result
	// IsByDocument says that no fix concerns more than its document, see convert.Options.ReachesOthers. It is false if that is unknown.
	IsByDocument bool
}

// A Symbol is an object or a container, with its place in its document.
type Symbol struct {
	Name, Detail    string
	Kind            int
	Whole, Selected manifest.Span // bytes from the beginning of the document; the second is inside of the first
	Children        []Symbol
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

// ObjectsAround returns the objects of the document that contains an offset.
func (v *View) ObjectsAround(offset int) (all []*workload.Object) {
	for _, d := range v.File.Docs {
		if s := d.Span(); s.Start <= offset && offset <= s.End {
			all = append(all, v.ObjectsOf(d)...)
		}
	}
	return all
}

// ObjectsOf returns the Kubernetes objects of a document, with what rules know about them.
func (v *View) ObjectsOf(d *manifest.Document) (all []*workload.Object) {
	if v.Config.Classifier.Document(d).Kind != lint.Manifest {
		return nil
	}
	for _, o := range d.Objects() {
		all = append(all, v.Config.Prepare(o).(*workload.Object))
	}
	return all
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

// Package actions offers what an editor can do about findings: their fixes, all fixes of a document, and comments that ignore them.
package actions

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/diagnose"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/text"
	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/convert/diff"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
)

// Of returns the actions for a range of a document. There are none if the version was not linted.
func Of(v *project.View, params json.RawMessage) (any, error) {
	var p protocol.CodeActionParams
	if err := json.Unmarshal(params, &p); err != nil {
		return nil, err
	}
	all := []protocol.CodeAction{} // never null
	wants := func(kind string) bool { return isWanted(kind, p.Context.Only) }
	if v.Client.TextDocument.CodeAction.CodeActionLiteralSupport == nil {
		return all, nil // the client understands only commands
	}
	if wants(protocol.QuickFix) {
		found := v.At(v.Span(p.Range))
		all = append(append(all, fixes(v, alone(v, found))...), ignores(v, found)...)
	}
	for _, kind := range []string{protocol.SourceFixAll, protocol.SourceConvert} {
		if !wants(kind) || !slices.ContainsFunc(v.Found, func(d lint.Diagnostic) bool { return isFixedBy(kind, &d) }) {
			continue
		}
		a := protocol.CodeAction{Title: titleOf(kind), Kind: kind, Data: &protocol.CodeActionData{URI: v.URI, Version: v.Version}}
		if !v.Client.ResolvesEdits() {
			a.Edit, a.Data = convertEdit(v, kind), nil
		}
		if a.Edit != nil || a.Data != nil {
			all = append(all, a)
		}
	}
	return all, nil
}

// Resolve adds the edit to an action that fixes the whole document.
func Resolve(v *project.View, params json.RawMessage) (any, error) {
	var a protocol.CodeAction
	if err := json.Unmarshal(params, &a); err != nil {
		return nil, err
	}
	if a.Data == nil || a.Data.Version != v.Version {
		return nil, project.ErrModified
	}
	a.Edit = convertEdit(v, a.Kind)
	return a, nil
}

// isWanted reports whether a client that wants only some kinds of actions wants one. A kind contains those below it.
func isWanted(kind string, only []string) bool {
	return len(only) == 0 || slices.ContainsFunc(only, func(o string) bool { return o == "" || kind == o || strings.HasPrefix(kind, o+".") })
}

func isFixedBy(kind string, d *lint.Diagnostic) bool {
	return d.Fix != nil && (kind == protocol.SourceConvert || d.Fix.Safety == lint.Safe)
}

func titleOf(kind string) string {
	if kind == protocol.SourceFixAll {
		return "Apply all safe fixes of tfk8s"
	}
	return "Apply all fixes of tfk8s, also those to review"
}

// alone returns findings with fixes that can be applied one at a time: see convert.Options.Alone. It looks at all findings in the documents
// of these, because a fix may have to carry others.
func alone(v *project.View, found []lint.Diagnostic) (own []lint.Diagnostic) {
	documents := map[int]bool{}
	for _, d := range found {
		documents[documentOf(&d)] = true
	}
	var all []lint.Diagnostic
	for _, d := range v.Found {
		if documents[documentOf(&d)] {
			d.File = v.File // the other one belongs to the goroutine that lints
			all = append(all, d)
		}
	}
	isSame := func(a, b *lint.Diagnostic) bool {
		return a.Rule == b.Rule && a.Span == b.Span && a.Message == b.Message && a.Path == b.Path
	}
	for _, d := range makeAlone(v, all) {
		if slices.ContainsFunc(found, func(f lint.Diagnostic) bool { return isSame(&f, &d) }) {
			own = append(own, d)
		}
	}
	return own
}

func makeAlone(v *project.View, found []lint.Diagnostic) []lint.Diagnostic {
	if v.IsByDocument {
		return options(v).AloneWith(false, v.File, found)
	}
	return options(v).Alone(v.File, found)
}

func documentOf(d *lint.Diagnostic) int {
	if d.Object == nil {
		return -1
	}
	return d.Object.Document
}

func options(v *project.View) *convert.Options {
	return &convert.Options{Config: v.Config, Along: v.Along, Pin: rules.Pin, Unpin: rules.Unpin}
}

// fixes returns the fixes of findings. A fix that several findings share is offered once.
func fixes(v *project.View, found []lint.Diagnostic) (all []protocol.CodeAction) {
	for i := range found {
		d := &found[i]
		if d.Fix == nil || len(d.Fix.Edits) == 0 {
			continue
		}
		title := capitalized(d.Fix.Title)
		if d.Fix.Safety == lint.Review {
			title += " (review the change)"
		}
		a := protocol.CodeAction{
			Title: title, Kind: protocol.QuickFix, IsPreferred: d.Fix.Safety == lint.Safe,
			Diagnostics: []protocol.Diagnostic{diagnosticOf(v, d)}, Edit: v.Edit(textEdits(v, d.Fix.Edits)),
		}
		if k := slices.IndexFunc(all, func(b protocol.CodeAction) bool { return isSameEdit(a.Edit, b.Edit) }); k >= 0 {
			all[k].Diagnostics = append(all[k].Diagnostics, a.Diagnostics...)
			continue
		}
		all = append(all, a)
	}
	return all
}

func isSameEdit(a, b *protocol.WorkspaceEdit) bool {
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	return string(x) == string(y)
}

func diagnosticOf(v *project.View, d *lint.Diagnostic) protocol.Diagnostic {
	w := diagnose.Writer{Client: v.Client, Encoding: v.Encoding, Folder: v.Folder, URI: func(f *manifest.File) protocol.URI {
		if f == d.File {
			return v.URI
		}
		return text.URI(f.Name)
	}}
	return w.One(d)
}

// textEdits returns the edits of a fix in file order. Editors make those at the same place in the order of the list.
func textEdits(v *project.View, edits []manifest.Edit) (all []protocol.TextEdit) {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b manifest.Edit) int { return a.Start - b.Start })
	for _, e := range edits {
		all = append(all, protocol.TextEdit{Range: v.Lines.Range(e.Start, e.End), NewText: e.New})
	}
	return all
}

// convertEdit returns the edit that convert makes in the document, nil if it changes nothing.
func convertEdit(v *project.View, kind string) *protocol.WorkspaceEdit {
	before := manifest.Parse(v.File.Name, v.File.Text())
	o := options(v)
	o.SafeOnly = kind == protocol.SourceFixAll
	r, err := convert.File(o, before)
	if err != nil || !r.Changed {
		return nil
	}
	var edits []protocol.TextEdit
	for _, e := range diff.Edits(before.Text(), r.File.Text(), r.Cuts) {
		edits = append(edits, protocol.TextEdit{Range: v.Lines.Range(e.Start, e.End), NewText: e.New})
	}
	return v.Edit(edits)
}

func capitalized(title string) string {
	r, n := utf8.DecodeRuneInString(title)
	return string(unicode.ToUpper(r)) + title[n:]
}

package actions

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

// reason is what a person is to replace in a comment that ignores a finding, because a comment without a reason ignores nothing.
const reason = "TODO: say why"

// ignores returns the actions that ignore findings: each on its line, if a comment can be there, and in the whole file.
func ignores(v *project.View, found []lint.Diagnostic) (all []protocol.CodeAction) {
	var named []*lint.Rule
	var before []lint.Diagnostic
	for i := range found {
		d := &found[i]
		if slices.Contains(named, d.Rule) || v.File.JSON() || !v.File.Editable() {
			continue
		}
		if named = append(named, d.Rule); before == nil {
			before = lintAlone(v, v.File.Text())
		}
		diagnostics := []protocol.Diagnostic{diagnosticOf(v, d)}
		for _, a := range []struct {
			title string
			edits []manifest.Edit
		}{
			{"Ignore " + d.Rule.Name + " here (write the reason)", lineComments(v, d)},
			{"Ignore " + d.Rule.Name + " in this file (write the reason)", []manifest.Edit{{New: "# tfk8s:ignore-file " + d.Rule.Name + " " + reason + v.File.Newline()}}},
		} {
			if k := slices.IndexFunc(a.edits, func(e manifest.Edit) bool { return isIgnored(v, d, before, e) }); k >= 0 {
				edit := v.Edit(textEdits(v, a.edits[k:k+1]))
				all = append(all, protocol.CodeAction{Title: a.title, Kind: protocol.QuickFix, Diagnostics: diagnostics, Edit: edit})
			}
		}
	}
	return all
}

// lineComments returns the comments that may ignore a finding on its line: one above it, or one at its end.
func lineComments(v *project.View, d *lint.Diagnostic) []manifest.Edit {
	src := v.File.Text()
	start := v.Lines.LineStart(min(d.Span.Start, len(src)))
	end := v.Lines.LineEnd(v.Lines.Position(start).Line)
	line := string(src[start:end])
	indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
	comment := "# tfk8s:ignore " + d.Rule.Name + " " + reason
	return []manifest.Edit{
		{Span: manifest.Span{Start: start, End: start}, New: indent + comment + v.File.Newline()},
		{Span: manifest.Span{Start: end, End: end}, New: " " + comment},
	}
}

// isIgnored reports whether a comment ignores a finding and changes no other. It need not be tried for the findings of rules about all
// manifests of a folder, which ignore comments in the same way.
func isIgnored(v *project.View, d *lint.Diagnostic, before []lint.Diagnostic, comment manifest.Edit) bool {
	src := slices.Concat(v.File.Text()[:comment.Start], []byte(comment.New), v.File.Text()[comment.Start:])
	after := lintAlone(v, src)
	wasFound, isFound := countOf(d.Rule, before), countOf(d.Rule, after)
	others := len(before) - wasFound - (len(after) - isFound)
	if wasFound == 0 { // only beside other manifests
		return others == 0
	}
	return others == 0 && isFound < wasFound
}

func lintAlone(v *project.View, src []byte) []lint.Diagnostic {
	return lint.Run(v.Config, []*manifest.File{manifest.Parse(v.File.Name, src)}).Diagnostics
}

func countOf(rule *lint.Rule, found []lint.Diagnostic) (n int) {
	for i := range found {
		if found[i].Rule == rule {
			n++
		}
	}
	return n
}

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
	for i := range found {
		d := &found[i]
		if slices.Contains(named, d.Rule) || v.File.JSON() || !v.File.Editable() {
			continue
		}
		named = append(named, d.Rule)
		comments := lineComments(v, d)
		if k := slices.IndexFunc(comments, func(c manifest.Edit) bool { return isIgnored(v, d, c) }); k >= 0 {
			all = append(all, ignore(v, d, "here", comments[k]))
		}
		all = append(all, ignore(v, d, "in this file", manifest.Edit{New: "# tfk8s:ignore-file " + d.Rule.Name + " " + reason + v.File.Newline()}))
	}
	return all
}

func ignore(v *project.View, d *lint.Diagnostic, where string, comment manifest.Edit) protocol.CodeAction {
	return protocol.CodeAction{
		Title: "Ignore " + d.Rule.Name + " " + where + " (write the reason)", Kind: protocol.QuickFix,
		Diagnostics: []protocol.Diagnostic{diagnosticOf(v, d)}, Edit: v.Edit(textEdits(v, []manifest.Edit{comment})),
	}
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

// isIgnored reports whether a comment ignores a finding and changes no other. It lints only the document around the comment, and so does
// not see the findings of rules about all manifests; these are ignored in the same way.
func isIgnored(v *project.View, d *lint.Diagnostic, comment manifest.Edit) bool {
	src, at := v.File.Text(), comment.Start
	for _, doc := range v.File.Docs {
		if s := doc.Span(); s.Start <= at && at <= s.End {
			src, at = src[s.Start:s.End], at-s.Start
			break
		}
	}
	before, after := lintAlone(v, src), lintAlone(v, slices.Concat(src[:at], []byte(comment.New), src[at:]))
	wasFound, isFound := countOf(d.Rule, before), countOf(d.Rule, after)
	if len(before)-wasFound != len(after)-isFound {
		return false
	}
	return isFound < wasFound || wasFound == 0
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

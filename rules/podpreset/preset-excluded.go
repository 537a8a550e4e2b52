package podpreset

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed preset-excluded.md
var presetExcludingDoc string

var presetExcluding = &lint.Rule{
	ID: "TFK412", Name: "preset-excluded",
	Stage: lint.Runs, Severity: lint.Warning, Fix: lint.NoFix,
	Effect: "the pods get no tool files and cannot look up users",
	Doc:    presetExcludingDoc,
	Object: checkPresetExcluding,
}

func checkPresetExcluding(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	if !DeclinesPreset(s) {
		return
	}
	if uses := neededPresetPath(s); uses != "" {
		n := s.PodAnnotation(s.Policy.PodPreset.ExcludeAnnotation)
		p.Report(lint.Report{Span: n.Mark(), Path: n.Path()}, "the pods exclude the PodPreset, but use %s", uses).
			Help("remove the annotation, or mount %s", uses)
	}
}

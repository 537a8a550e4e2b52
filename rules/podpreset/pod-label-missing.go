package podpreset

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed pod-label-missing.md
var podLabelMissingDoc string

var PodLabelMissing = &lint.Rule{
	ID: "TFK105", Name: "pod-label-missing",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Safe,
	Doc:    podLabelMissingDoc,
	Object: checkPodLabelMissing,
}

func checkPodLabelMissing(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	fault, _ := LabelFault(s)
	if fault != labelMissing {
		return
	}
	var r lint.Report
	uses := usedToolFile(s)
	label, when := "", ""
	switch {
	case uses != "":
		label, r.Fix = "these pods use "+uses, LabelFix(s)
	case s.FromLegacy:
		r.Fix = LabelFix(s)
	case len(PartsOf(s).mounts) == 0:
		label, when = "these pods mount no files", " if they need tool files"
	default:
		r.Severity = new(lint.Warning)
		when = " if they need HOME or user lookups"
	}
	found := reportLabel(s, p, r, "pods lack the label %q", LabelText(s)).Label("%s", label)
	if r.Fix == nil {
		found.Help("add it to %s%s", s.Template.ChildPath("metadata.labels"), when)
	}
}

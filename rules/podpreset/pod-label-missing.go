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
	label, cluster := LabelText(s), s.Policy.Current.Title
	uses := usesToolFiles(s)
	switch {
	case uses != "":
		reportLabel(s, p, lint.Report{Fix: LabelFix(s)},
			"the pods use %s: on the %s the label %q brings it into them, and what user look-ups need: add it to their labels", uses, cluster, label)
	case s.FromLegacy:
		reportLabel(s, p, lint.Report{Fix: LabelFix(s)},
			"on the %s only the label %q brings what user look-ups need, and a home, into the pods: add it to their labels", cluster, label)
	case len(PartsOf(s).mounts) == 0:
		reportLabel(s, p, lint.Report{},
			"without the label %q the pods see no file of the tool, and they mount none themselves: add it, if they need any", label)
	default:
		reportLabel(s, p, lint.Report{Severity: new(lint.Warning)},
			"without the label %q the pods see only what they mount themselves, no home and no users: add it, if they need these", label)
	}
}

package podpreset

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed label-only-on-controller.md
var labelOnlyOnControllerDoc string

var LabelOnlyOnController = &lint.Rule{
	ID: "TFK106", Name: "label-only-on-controller",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Safe,
	Doc:    labelOnlyOnControllerDoc,
	Object: checkLabelOnlyOnController,
}

func checkLabelOnlyOnController(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	fault, label := LabelFault(s)
	if fault != labelOnController {
		return
	}
	owner := s.Kind
	if label.Parent().Parent().Parent() != s.Root() {
		owner = "Job"
	}
	here := []lint.Related{{Span: label.Mark(), Message: "the label is here"}}
	fix := LabelFix(s)
	found := reportLabel(s, p, lint.Report{Fix: fix, Related: here}, "the %s has the label %q, but its pods do not", owner, LabelText(s))
	found.HelpUnlessFixed("add it to %s", s.Template.ChildPath("metadata.labels"))
}

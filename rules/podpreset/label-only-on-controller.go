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
	reportLabel(s, p, lint.Report{Fix: LabelFix(s), Related: here},
		"%q labels the %s and not its pods, so they get none of the tool's files: add it to %s", LabelText(s), owner, s.Template.ChildPath("metadata.labels"))
}

package rules

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed label-only-on-controller.md
var labelOnlyOnControllerDoc string

var labelOnlyOnController = &lint.Rule{
	ID: "TFK106", Name: "label-only-on-controller",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Safe,
	Doc:    labelOnlyOnControllerDoc,
	Object: checkLabelOnlyOnController,
}

func checkLabelOnlyOnController(p *lint.Pass, o *manifest.Object) {
	s := on(p)
	fault, label := s.labelFault()
	if fault != labelOnController {
		return
	}
	owner := o.Kind
	if label.Parent().Parent().Parent() != s.Root() {
		owner = "Job"
	}
	here := []lint.Related{{Span: label.Mark(), Message: "the label is here"}}
	s.reportLabel(p, lint.Report{Fix: s.labelFix(), Related: here},
		"%q labels the %s and not its pods, so they get none of the tool's files: add it to %s", s.labelText(), owner, s.Template.ChildPath("metadata.labels"))
}

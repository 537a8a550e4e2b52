package podpreset

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed label-wrong-value.md
var labelWrongValueDoc string

var LabelWrongValue = &lint.Rule{
	ID: "TFK107", Name: "label-wrong-value",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Safe,
	Doc:    labelWrongValueDoc,
	Object: checkLabelWrongValue,
}

func checkLabelWrongValue(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	fault, label := LabelFault(s)
	if fault != LabelWrong {
		return
	}
	written := label.Key() + ": " + label.Text()
	reportLabel(s, p, lint.Report{Span: label.Mark(), Path: label.Path(), Fix: LabelFix(s)},
		"%q brings none of the tool's files into the pods: the label is %q", written, LabelText(s))
}

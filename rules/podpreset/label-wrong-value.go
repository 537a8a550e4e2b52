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
	fix := LabelFix(s)
	found := reportLabel(s, p, lint.Report{Span: label.Mark(), Path: label.Path(), Fix: fix},
		"pods have the label %q instead of %q", written, LabelText(s))
	if fix == nil {
		where := ""
		if selectorHas(s, label.Key()) {
			where = ", also in the selector"
		}
		found.Help("change it to %q%s", LabelText(s), where)
	}
}

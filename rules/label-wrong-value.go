package rules

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed label-wrong-value.md
var labelWrongValueDoc string

var labelWrongValue = &lint.Rule{
	ID: "TFK107", Name: "label-wrong-value",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Safe,
	Doc:    labelWrongValueDoc,
	Object: checkLabelWrongValue,
}

func checkLabelWrongValue(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	fault, label := s.labelFault()
	if fault != labelWrong {
		return
	}
	written := label.Key() + ": " + label.Text()
	s.reportLabel(p, lint.Report{Span: label.Mark(), Path: label.Path(), Fix: s.labelFix()},
		"%q brings none of the tool's files into the pods: the label is %q", written, s.labelText())
}

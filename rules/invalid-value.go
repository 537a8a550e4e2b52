package rules

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/validation"
)

//go:embed invalid-value.md
var invalidValueDoc string

var invalidValue = &lint.Rule{
	ID: "TFK323", Name: "invalid-value",
	Stage: lint.API, Severity: lint.Error, Fix: lint.Review,
	BothWays: true,
	Doc:      invalidValueDoc,
	Object:   checkInvalidValue,
}

func checkInvalidValue(p *lint.Pass, o *manifest.Object) {
	s := on(p)
	if s.served == nil {
		return
	}
	validation.Object(o, s.GVK, func(x validation.Problem) {
		if s.comesFromPreset(x.Node) || s.saidBySchema(x) || s.isOfSlip(x) || s.isMistaken(x.Node) {
			return
		}
		report := lint.Report{Span: x.Node.ValueMark(), Path: x.Path, Fix: fixOf(x.Fix)}
		if x.Key {
			report.Span = x.Node.Mark()
		}
		if x.Also != "" {
			report.Related = []lint.Related{{Span: report.Span, Message: "the API server names " + x.Also + " too"}}
		}
		if x.Pods {
			report.Stage = new(lint.Pods)
		}
		p.Report(report, "%s", x.Message)
	})
}

// saidBySchema reports whether wrong-type or missing-field speak of the same place.
func (s *Subject) saidBySchema(x validation.Problem) bool {
	return slices.ContainsFunc(s.schemaProblems(), func(y problem) bool {
		switch y.kind {
		case typeWrong:
			return y.node.Path() == x.Path
		case undecodable:
			return y.node.Path() == x.Path && s.decoded(y.node)
		case fieldMissing:
			return y.node.ChildPath(y.field) == x.Path
		}
		return false
	})
}

func fixOf(f *validation.Fix) *lint.Fix {
	if f == nil {
		return nil
	}
	safety := lint.Review
	if f.Safe {
		safety = lint.Safe
	}
	return lint.NewFix(safety, f.Edits, true, f.Title)
}

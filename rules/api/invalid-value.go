package api

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed invalid-value.md
var invalidValueDoc string

var InvalidValue = &lint.Rule{
	ID: "TFK323", Name: "invalid-value",
	Stage: lint.API, Severity: lint.Error, Fix: lint.Review,
	BothWays: true,
	Doc:      invalidValueDoc,
	Object:   checkInvalidValue,
}

func checkInvalidValue(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if s.Served == nil {
		return
	}
	validation.Object(o, s.GVK, func(x validation.Problem) {
		if podpreset.ComesFromPreset(s, x.Node) || saidBySchema(s, x) || quota.IsOfSlip(s, x) || isMistaken(s, x.Node) {
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
func saidBySchema(s *workload.Object, x validation.Problem) bool {
	return hasStandIn(s, x.Node, x.Path) || slices.ContainsFunc(kubectl.SchemaProblems(s), func(y kubectl.Problem) bool {
		switch y.Kind {
		case kubectl.TypeWrong:
			return y.Node.Path() == x.Path
		case kubectl.Undecodable:
			return y.Node.Path() == x.Path && kubectl.Decoded(s, y.Node)
		case kubectl.FieldMissing:
			return y.Node.ChildPath(y.Field) == x.Path
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

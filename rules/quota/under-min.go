package quota

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed under-min.md
var underMinDoc string

var UnderMin = &lint.Rule{
	ID: "TFK602", Name: "under-min",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.Review,
	Doc:    underMinDoc,
	Object: checkUnderMin,
}

func checkUnderMin(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, a := range amounts(s) {
		bottom, older := s.Bounds.Least.Of(a.resource), s.Bounds.Older.Of(a.resource)
		switch {
		case a.of == "limits" && a.value.IsZero() && s.Policy.LimitRange.Default.Of(a.resource) != "":
			p.Report(s.Rejection(a.node, nil), "%s %s does not mean unlimited", a.word(), a.node.Text()).
				Help("remove it for the default of %s, or set one", s.Policy.LimitRange.Default.Of(a.resource))
		case bottom != nil && a.value.Cmp(*bottom) < 0:
			minimum := s.Policy.LimitRange.Min.Of(a.resource)
			least := minimum
			// A limit that is also below its request is raised to the request.
			if a.of == "limits" && within(s, a.other(), a.resource) {
				least = a.other().Text()
			}
			edits, ok := SetQuantity(a.node, least)
			ok = ok && !IsSlip(s, a.other())
			fix := lint.NewFix(lint.Review, edits, ok, "raise the "+a.word()+" to "+least)
			found := p.Report(s.Rejection(a.node, fix), "%s %s is below the container minimum of %s", a.word(), a.node.Text(), minimum)
			found.HelpUnlessFixed("use at least %s", least)
		case older != nil && a.value.Cmp(*older) < 0:
			p.Report(lint.Report{Span: a.node.ValueMark(), Path: a.node.Path(), Stage: new(lint.Advice), Severity: new(lint.Note)},
				"%s %s is below %s, the minimum for tools from before %s",
				a.word(), a.node.Text(), s.Policy.LimitRange.Older.Min.Of(a.resource), s.Policy.LimitRange.Since)
		}
	}
}

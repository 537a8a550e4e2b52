package quota

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed over-max.md
var overMaxDoc string

var OverMax = &lint.Rule{
	ID: "TFK601", Name: "over-max",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.Review,
	Doc:    overMaxDoc,
	Object: checkOverMax,
}

func checkOverMax(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, a := range amounts(s) {
		top := s.Bounds.Most.Of(a.resource)
		if top == nil || a.value.Cmp(*top) <= 0 {
			continue
		}
		maximum := s.Policy.LimitRange.Max.Of(a.resource)
		highest := maximum
		// A request that also exceeds its limit is lowered to the limit.
		if a.of == "requests" && within(s, a.other(), a.resource) {
			highest = a.other().Text()
		}
		edits, ok := lower(s, a, highest)
		ok = ok && !IsSlip(s, a.other())
		fix := lint.NewFix(lint.Review, edits, ok, "lower the "+a.word()+" to "+highest)
		p.Report(s.Rejection(a.node, fix), "%s %s exceeds the container maximum of %s", a.word(), a.node.Text(), maximum).
			HelpUnlessFixed("use at most %s", highest)
	}
}

// lower makes the edits that lower an amount. A request without a limit gets the same limit: the cluster's default is less, and
// the server rejects a limit below the request. A limit that is too high has a finding of its own.
func lower(s *workload.Object, a amount, to string) (edits []manifest.Edit, ok bool) {
	edits, ok = SetQuantity(a.node, to)
	if !ok || a.of == "limits" || !a.other().IsNull() {
		return edits, ok
	}
	more, ok := a.insertLimit(s, to)
	return append(edits, more...), ok
}

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
		highest := s.Policy.LimitRange.Max.Of(a.resource)
		// A request that is over its own limit too is lowered to that.
		if a.of == "requests" && within(s, a.other(), a.resource) {
			highest = a.other().Text()
		}
		edits, ok := lower(s, a, highest)
		ok = ok && !IsSlip(s, a.other())
		p.Report(s.Refusal(a.node, lint.NewFix(lint.Review, edits, ok, "lower the "+a.word()+" to "+highest)),
			"a %s of %q is more than a container may have on the %s: use %q", a.word(), a.node.Text(), s.Policy.Current.Title, highest)
	}
}

// lower makes the edits that lower an amount. A request without a limit gets the same limit, since the cluster's default
// is less and a limit below the request is refused. That the limit of a request is lowered is the finding of the limit.
func lower(s *workload.Object, a amount, to string) (edits []manifest.Edit, ok bool) {
	edits, ok = SetQuantity(a.node, to)
	if !ok || a.of == "limits" || !a.other().IsNull() {
		return edits, ok
	}
	more, ok := a.insertLimit(s, to)
	return append(edits, more...), ok
}

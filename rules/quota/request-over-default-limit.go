package quota

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed request-over-default-limit.md
var requestOverDefaultLimitDoc string

var RequestOverDefaultLimit = &lint.Rule{
	ID: "TFK604", Name: "request-over-default-limit",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.Review,
	Doc:    requestOverDefaultLimitDoc,
	Object: checkRequestOverDefaultLimit,
}

func checkRequestOverDefaultLimit(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, a := range amounts(s) {
		limit := s.Policy.LimitRange.Default.Of(a.resource)
		if a.of != "requests" || limit == "" || !a.other().IsNull() || a.value.Cmp(Bound(limit)) <= 0 {
			continue
		}
		var fix *lint.Fix
		if within(s, a.node, a.resource) { // otherwise over-max lowers it and adds a limit
			edits, ok := a.insertLimit(s, a.node.Text())
			fix = lint.NewFix(lint.Review, edits, ok, "set the "+a.resource+" limit to "+a.node.Text())
		}
		// The server names all requests.
		s.Reject(p, a.node, a.container.ChildPath("resources.requests"), fix,
			"%s %s exceeds the default limit of %s", a.word(), a.node.Text(), limit).
			HelpUnlessFixed("set a %s limit too", a.resource)
	}
}

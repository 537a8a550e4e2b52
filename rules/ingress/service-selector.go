package ingress

import (
	_ "embed"
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/internal/words"
)

//go:embed service-selector.md
var serviceSelectorDoc string

var serviceSelector = &lint.Rule{
	ID: "TFK709", Name: "service-selector",
	Stage: lint.Runs, Severity: lint.Warning,
	Effect: "requests to the Service fail",
	Doc:    serviceSelectorDoc,
	Set:    neighborhoods.Check(checkServiceSelector),
}

func checkServiceSelector(p *lint.Pass, n *neighborhood) {
	hasNoPods := func(w *hop) bool {
		return w.service != nil && len(w.service.selector) > 0 && !n.reaches[w.service].pods
	}
	if !slices.ContainsFunc(n.objects, hasNoPods) {
		return
	}
	others, ok := podsOf(n.facts)
	for i, w := range n.objects {
		if ok && hasNoPods(w) && !n.facts[i].Implied {
			f, v := n.facts[i], w.service
			p.Report(lint.Report{File: f.File, Object: f.Object, Span: v.place, Path: v.path, Related: others},
				"no pods in these files have the labels %s", v.selector).
				Help("select labels that the pods of the Service have")
		}
	}
}

// podsShown is how many workloads are listed at most.
const podsShown = 10

// podsOf lists the workloads with long-running pods, and the labels of their pods. ok is false where there is no such workload,
// or the labels of one cannot be read.
func podsOf(facts []*fact) (list []lint.Related, ok bool) {
	left := 0
	for _, f := range facts {
		switch workloads := f.Value.pods; {
		case workloads == nil:
		case !workloads.hasKnownLabels:
			return nil, false
		case workloads.isLongRunning && len(list) == podsShown:
			left++
		case workloads.isLongRunning:
			list = append(list, lint.Related{File: f.File, Span: workloads.place, Message: fmt.Sprintf("the pods of the %s %q have %s", f.Value.kind, f.Object.Name, workloads.labelsText())})
		}
	}
	if left > 0 {
		list[podsShown-1].Message += fmt.Sprintf("; %d more %s with other labels", left, words.Plural(left, "workload"))
	}
	return list, len(list) > 0
}

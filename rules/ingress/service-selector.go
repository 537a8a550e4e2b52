package ingress

import (
	_ "embed"
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/lint"
)

//go:embed service-selector.md
var serviceSelectorDoc string

var serviceSelector = &lint.Rule{
	ID: "TFK709", Name: "service-selector",
	Stage: lint.Runs, Severity: lint.Warning,
	Doc: serviceSelectorDoc,
	Set: neighbourhoods.Check(checkServiceSelector),
}

func checkServiceSelector(p *lint.Pass, all []neighbourhood) {
	for _, n := range all {
		lost := func(w *hop) bool { return w.service != nil && len(w.service.selector) > 0 && !w.service.leads }
		if !slices.ContainsFunc(n.objects, lost) {
			continue
		}
		others, ok := podsOf(n.facts)
		for i, w := range n.objects {
			if ok && lost(w) {
				f, v := n.facts[i], w.service
				p.Report(lint.Report{File: f.File, Object: f.Object, Span: v.place, Path: v.path, Related: others},
					"no pods of this run have the labels that the selector asks for, %s: the Service leads nowhere until it asks for those of its pods", v.selector)
			}
		}
	}
}

// podsShown is how many of the objects that make pods are listed.
const podsShown = 10

// podsOf lists what makes pods that stay, with their labels. ok is false where there is nothing, or not all can be read.
func podsOf(facts []*fact) (list []lint.Related, ok bool) {
	left := 0
	for _, f := range facts {
		switch workloads := f.Value.pods; {
		case workloads == nil:
		case !workloads.known:
			return nil, false
		case workloads.stay && len(list) == podsShown:
			left++
		case workloads.stay:
			list = append(list, lint.Related{File: f.File, Span: workloads.place, Message: fmt.Sprintf("the pods of the %s %q have %s", f.Value.kind, f.Object.Name, workloads.labelsText())})
		}
	}
	if left > 0 {
		list[podsShown-1].Message += fmt.Sprintf("; those of %d more have other labels too", left)
	}
	return list, len(list) > 0
}

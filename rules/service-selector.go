package rules

import (
	_ "embed"
	"fmt"

	"github.com/toolforge/tfk8s/lint"
)

//go:embed service-selector.md
var serviceSelectorDoc string

var serviceSelector = &lint.Rule{
	ID: "TFK709", Name: "service-selector",
	Stage: lint.Runs, Severity: lint.Warning,
	Doc:    serviceSelectorDoc,
	Gather: neighbourhoods,
	Set:    checkServiceSelector,
}

func checkServiceSelector(p *lint.Pass, all any) {
	for _, n := range all.([]neighbourhood) {
		neighbours, objects := n.facts, n.objects
		for i, w := range objects {
			v := w.service
			if v == nil || len(v.selector) == 0 || v.anySelected(objects, false) {
				continue
			}
			if others, ok := podsOf(neighbours); ok {
				f := neighbours[i]
				p.Report(lint.Report{File: f.File, Object: f.Object, Span: v.place, Path: v.path, Related: others},
					"no pods of this run have the labels that the selector asks for, %s: the Service leads nowhere until it asks for those of its pods", describe(v.selector))
			}
		}
	}
}

// podsOf lists what makes pods that stay, with their labels. ok is false where there is nothing, or not all can be read.
func podsOf(facts []*lint.Fact) (all []lint.Related, ok bool) {
	for _, f := range facts {
		switch pods := f.Value.(*waypoint).pods; {
		case pods == nil:
		case !pods.known:
			return nil, false
		case pods.stay:
			all = append(all, lint.Related{File: f.File, Span: pods.place, Message: fmt.Sprintf("the pods of the %s %q have %s", f.Object.Kind, f.Object.Name, pods.labelsText())})
		}
	}
	return all, len(all) > 0
}

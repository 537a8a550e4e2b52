package ingress

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed remove-legacy-service.md
var removeLegacyServiceDoc string

var RemoveLegacyService = &lint.Rule{
	ID: "TFK711", Name: "remove-legacy-service",
	Stage: lint.Advice, Severity: lint.Note,
	Doc: removeLegacyServiceDoc,
	Set: neighbourhoods.Check(checkRemoveLegacyService),
}

func checkRemoveLegacyService(p *lint.Pass, all []neighbourhood) {
	for _, n := range all {
		neighbours, objects := n.facts, n.objects
		managed := areWebservices(objects)
		for i, w := range objects {
			f := neighbours[i]
			// Nothing but its namespace shows where a Service is from, so without one its pods tell.
			fromLegacy := w.legacy || f.Object.Namespace == "" && w.service != nil && w.service.leadsToLegacy
			if w.service == nil || managed && w.made || !fromLegacy || f.Object.Name == "" {
				continue
			}
			legacy := w.policy.Legacy
			p.Report(lint.Report{File: f.File, Object: f.Object, Span: w.name, Path: workload.NamePath},
				"as long as the %s has the Service too, requests go there: delete it first, with \"%s --context=%s delete service %s\"", legacy.Title, legacy.Kubectl, legacy.Context, f.Object.Name)
		}
	}
}

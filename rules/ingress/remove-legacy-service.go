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
	Set: neighborhoods.Check(checkRemoveLegacyService),
}

func checkRemoveLegacyService(p *lint.Pass, n *neighborhood) {
	neighbors, objects := n.facts, n.objects
	managed := areWebservices(objects)
	for i, w := range objects {
		f := neighbors[i]
		// A Service shows only by its namespace which cluster it comes from. Without a namespace, its pods show it.
		fromLegacy := w.isLegacy || f.Object.Namespace == "" && n.reaches[w.service].legacyPods
		if w.service == nil || f.Implied || managed && w.isMade || !fromLegacy || f.Object.Name == "" {
			continue
		}
		legacy := w.policy.Legacy
		p.Report(lint.Report{File: f.File, Object: f.Object, Span: w.name, Path: workload.NamePath},
			"the Service comes from the %s", legacy.Title).
			Effect("as long as that cluster has the Service, all requests are sent there").
			Help("delete it there first, with \"%s --context=%s delete service %s\"", legacy.Kubectl, legacy.Context, f.Object.Name)
	}
}

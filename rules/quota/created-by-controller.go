package quota

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed created-by-controller.md
var createdByControllerDoc string

var CreatedByController = &lint.Rule{
	ID: "TFK614", Name: "created-by-controller",
	Stage: lint.Runs, Severity: lint.Error,
	BothWays: true,
	Doc:      createdByControllerDoc,
	Set:      UsageOfRun.Check(checkCreatedByController),
}

func checkCreatedByController(p *lint.Pass, all []*Usage) {
	for _, u := range all {
		for _, e := range u.Entries {
			if by := e.createdBy; by != nil {
				r := lint.Report{File: e.File, Object: e.Object, Span: e.name, Path: workload.NamePath}
				r.Related = []lint.Related{{File: by.File, Span: by.name, Message: "its " + by.kind}}
				p.Report(r, "the %s is created by the %s %q", e.kind, by.kind, by.Object.Name).
					Effect("the %s creates another one, and this one is deleted or runs in addition", by.kind).
					Help("remove the %s from the manifests", e.kind)
			}
		}
	}
}

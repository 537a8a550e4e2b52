package rules_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// All rules look at a pod of the legacy cluster.
func Example() {
	bot := manifest.Parse("bot.yaml", []byte(`apiVersion: v1
kind: Pod
metadata: {name: bot, namespace: greeter}
spec: {containers: [{name: bot, image: docker-registry.tools.wmflabs.org/toollabs-python35-base:latest}]}
`))
	cfg := rules.Config(workload.NewSettings(), rules.All)
	for _, d := range lint.Run(cfg, []*manifest.File{bot}).Diagnostics {
		if d.Severity == lint.Error {
			fmt.Println(d.Rule.ID, d.Rule.Name, d.Stage)
		}
	}
	// Output:
	// TFK105 pod-label-missing runs
	// TFK101 legacy-namespace api
	// TFK201 legacy-image runs
}

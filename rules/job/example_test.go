package job_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/job"
	"github.com/toolforge/tfk8s/rules/workload"
)

func Example() {
	bot := manifest.Parse("bot.yaml", []byte(`apiVersion: batch/v1
kind: Job
metadata: {name: once}
spec:
  template:
    spec: {restartPolicy: Always, containers: [{name: once}]}
`))
	cfg := rules.Config(workload.NewSettings(), job.Rules)
	for _, d := range lint.Run(cfg, []*manifest.File{bot}).Diagnostics {
		fmt.Println(d.Severity, d.Rule.Name, d.Path)
	}
	// Output:
	// error job-restart-policy spec.template.spec.restartPolicy
}

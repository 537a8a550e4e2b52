package field_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/field"
	"github.com/toolforge/tfk8s/rules/workload"
)

func Example() {
	bot := manifest.Parse("bot.yaml", []byte(`apiVersion: apps/v1
kind: Deployment
metadata: {name: bot}
spec:
  replica: 2
  selector: {matchLabels: {name: bot}}
  template:
    metadata: {labels: {name: bot}}
`))
	cfg := rules.Config(workload.NewSettings(), field.Rules)
	for _, d := range lint.Run(cfg, []*manifest.File{bot}).Diagnostics {
		fmt.Println(d.Severity, d.Rule.Name, d.Path)
	}
	// Output:
	// error unknown-field spec.replica
	// error invalid-value spec.template.spec.containers
}

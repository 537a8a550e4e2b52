package security_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/security"
	"github.com/toolforge/tfk8s/rules/workload"
)

func Example() {
	bot := manifest.Parse("bot.yaml", []byte(`apiVersion: v1
kind: Pod
metadata: {name: bot}
spec:
  hostNetwork: true
  containers:
  - {name: bot, securityContext: {runAsUser: 0}}
`))
	cfg := rules.Config(workload.NewSettings(), security.Rules)
	for _, d := range lint.Run(cfg, []*manifest.File{bot}).Diagnostics {
		fmt.Println(d.Severity, d.Rule.Name, d.Path)
	}
	// Output:
	// error host-namespaces spec.securityContext.hostNetwork
	// error run-as-id spec.containers[0].securityContext.runAsUser
}

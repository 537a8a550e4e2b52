package legacy_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/legacy"
	"github.com/toolforge/tfk8s/rules/workload"
)

func Example() {
	back := workload.NewSettings()
	back.ToLegacy = true
	bot := manifest.Parse("bot.yaml", []byte(`apiVersion: apps/v1
kind: Deployment
metadata: {name: bot, namespace: tool-greeter}
`))
	cfg := rules.Config(back, legacy.Rules)
	for _, d := range lint.Run(cfg, []*manifest.File{bot}).Diagnostics {
		fmt.Println(d.Severity, d.Rule.Name, d.Path)
	}
	// Output:
	// error api-not-on-legacy apiVersion
	// error namespace-of-2020 metadata.namespace
}

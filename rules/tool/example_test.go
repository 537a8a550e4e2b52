package tool_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/tool"
	"github.com/toolforge/tfk8s/rules/workload"
)

func Example() {
	bot := manifest.Parse("bot.yaml", []byte(`apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: greeter}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
`))
	settings := workload.NewSettings()
	settings.Tool = "greeter"
	cfg := rules.Config(settings, tool.Rules)
	for _, d := range lint.Run(cfg, []*manifest.File{bot}).Diagnostics {
		fmt.Println(d.Severity, d.Rule.Name, d.Path)
	}
	// Output:
	// error legacy-namespace metadata.namespace
	// note missing-namespace metadata.namespace
}

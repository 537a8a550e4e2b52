package yaml_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/rules/yaml"
)

func Example() {
	bot := manifest.Parse("bot.yaml", []byte(`apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  name: other
`))
	cfg := rules.Config(workload.NewSettings(), yaml.Rules)
	for _, d := range lint.Run(cfg, []*manifest.File{bot}).Diagnostics {
		fmt.Println(d.Severity, d.Rule.Name, d.Path)
	}
	// Output:
	// warning duplicate-key metadata.name
}

package image_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/image"
	"github.com/toolforge/tfk8s/rules/workload"
)

func Example() {
	bot := manifest.Parse("bot.yaml", []byte(`apiVersion: v1
kind: Pod
metadata: {name: bot}
spec:
  containers:
  - {name: bot, image: docker-registry.tools.wmflabs.org/toollabs-python35-base:latest}
  - {name: db, image: mariadb}
`))
	cfg := rules.Config(workload.NewSettings(), image.Rules)
	for _, d := range lint.Run(cfg, []*manifest.File{bot}).Diagnostics {
		fmt.Println(d.Severity, d.Rule.Name, d.Path)
	}
	// Output:
	// error legacy-image spec.containers[0].image
	// error foreign-registry spec.containers[1].image
}

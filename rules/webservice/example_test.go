package webservice_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/webservice"
	"github.com/toolforge/tfk8s/rules/workload"
)

func Example() {
	bot := manifest.Parse("service.manifest", []byte(`version: 3
backend: kubernetes
web: python2
memory: 8Gi
`))
	cfg := rules.Config(workload.NewSettings(), webservice.Rules)
	for _, d := range lint.Run(cfg, []*manifest.File{bot}).Diagnostics {
		fmt.Println(d.Severity, d.Rule.Name, d.Path)
	}
	// Output:
	// note manifest-migrate backend
	// warning manifest-runtime web
	// note manifest-defaults web
	// error manifest-limits memory
}

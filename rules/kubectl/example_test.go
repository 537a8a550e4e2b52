package kubectl_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
)

func Example() {
	bot := manifest.Parse("bot.yaml", []byte(`apiVersion: v1
kind: Pod
metadata: {name: bot}
spec: {containers: [{name: 5, images: none}]}
`))
	o := rules.Config(workload.NewSettings(), nil).Prepare(bot.Docs[0].Objects()[0]).(*workload.Object)
	for _, problem := range kubectl.SchemaProblems(o) {
		fmt.Println(problem.Node.Path())
	}
	// Output:
	// spec.containers[0].name
	// spec.containers[0].images
}

package workload_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// What the rules know of a CronJob: its tool, and where its pods and containers are.
func Example() {
	bot := manifest.Parse("bot.yaml", []byte(`apiVersion: batch/v1beta1
kind: CronJob
metadata: {name: daily, namespace: tool-greeter}
spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a}, {name: b}]}}}}}
`))
	o := rules.Prepare(workload.NewSettings(), bot.Docs[0].Objects()[0])
	fmt.Println(o.Tool, o.PodSpec().Path(), len(o.Containers()))
	// Output:
	// greeter spec.jobTemplate.spec.template.spec 2
}

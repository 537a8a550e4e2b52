package workload_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// Print what the rules know about a CronJob: its tool, and where its pods and containers are.
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

// A rule looks at the environment of every container.
func ExampleObject_Containers() {
	check := func(p *lint.Pass, _ *manifest.Object) {
		for _, c := range workload.Of(p).Containers() { // init containers too
			variables := c.Field("env").Items()
			for i := range variables {
				name, value := variables[i].Field("name"), variables[i].Field("value")
				if text, ok := name.Str(); ok && text == "PATH" {
					p.At(value, nil, "the container replaces PATH").Help("remove the variable")
				}
			}
		}
	}
	bot := manifest.Parse("bot.yaml", []byte(`apiVersion: v1
kind: Pod
metadata: {name: daily, namespace: tool-greeter}
spec: {containers: [{name: a, env: [{name: PATH, value: /bin}]}]}
`))
	cfg := rules.Config(workload.NewSettings(), []*lint.Rule{{Name: "path-replaced", Object: check}})
	for _, d := range lint.Run(cfg, []*manifest.File{bot}).Diagnostics {
		fmt.Printf("%s: %s (%s)\n", d.Path, d.Message, d.Help)
	}
	// Output:
	// spec.containers[0].env[0].value: the container replaces PATH (remove the variable)
}

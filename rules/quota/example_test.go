package quota_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/workload"
)

// The LimitRange fills in what the container does not set.
func ExampleEffective() {
	bot := manifest.Parse("bot.yaml", []byte(`apiVersion: v1
kind: Pod
metadata: {name: bot}
spec: {containers: [{name: bot, resources: {limits: {memory: 1Gi}}}]}
`))
	o := rules.Config(workload.NewSettings(), nil).Prepare(bot.Docs[0].Objects()[0]).(*workload.Object)
	limits, requests, _ := quota.Effective(o.Settings, o.Containers()[0])
	for _, resource := range []string{"cpu", "memory"} {
		fmt.Println(resource, "limit", limits.Of(resource), "request", requests.Of(resource))
	}
	// Output:
	// cpu limit 500m request 150m
	// memory limit 1Gi request 1Gi
}

// Print what the objects of a run use of the ResourceQuota.
func ExampleSumQuota() {
	bot := manifest.Parse("bot.yaml", []byte(`apiVersion: apps/v1
kind: Deployment
metadata: {name: bot, namespace: tool-greeter}
spec:
  replicas: 3
  selector: {matchLabels: {name: bot}}
  template: {metadata: {labels: {name: bot}}, spec: {containers: [{name: bot, image: bot}]}}
`))
	sum := quota.SumQuota(func(u *quota.Usage) {
		n := u.Sum()
		for _, row := range n.Rows {
			if len(row.By) > 0 {
				fmt.Println(n.Namespace, row.Resource, row.Used.String(), "of", row.Hard.String())
			}
		}
	})
	lint.Run(rules.Config(workload.NewSettings(), []*lint.Rule{sum}), []*manifest.File{bot})
	// Output:
	// tool-greeter requests.cpu 450m of 2
	// tool-greeter requests.memory 768Mi of 6Gi
	// tool-greeter limits.cpu 1500m of 2
	// tool-greeter limits.memory 1536Mi of 8Gi
	// tool-greeter pods 3 of 4
}

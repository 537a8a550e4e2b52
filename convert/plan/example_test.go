package plan_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/convert/plan"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// Print the commands that move one object to the 2020 cluster.
func ExampleMake() {
	settings := workload.NewSettings()
	f := manifest.Parse("settings.yaml", []byte(`apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: greeter}
`))
	result, _ := convert.File(&convert.Options{Config: rules.Config(settings, rules.All), Pin: rules.Pin}, f)
	plans, _ := plan.Make(plan.Request{Policy: settings.Policy, Files: []plan.File{{
		Path: f.Name, Before: plan.Survey(settings, f), After: plan.Survey(settings, result.File), Result: result,
	}}})
	for _, step := range plans[0].Steps {
		for _, command := range step.Commands {
			fmt.Println(command.Line)
		}
	}
	// Output:
	// become greeter
	// tfk8s convert -w settings.yaml
	// /usr/local/bin/kubectl --context=default get services
	// /usr/bin/kubectl config use-context toolforge
	// alias kubectl=/usr/bin/kubectl
	// echo "alias kubectl=/usr/bin/kubectl" >> $HOME/.profile
	// /usr/bin/kubectl --context=toolforge create --validate=true -f settings.yaml
	// /usr/bin/kubectl --context=toolforge get configmaps
}

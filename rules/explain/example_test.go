package explain_test

import (
	"fmt"

	"github.com/toolforge/tfk8s/rules/explain"
	"github.com/toolforge/tfk8s/rules/workload"
)

// The rules that find the cause of an error that kubectl printed.
func ExampleExplain() {
	answers, _ := explain.Explain(workload.NewSettings(), `deployments.apps is forbidden: User "greeter" cannot create resource "deployments" in API group "apps" in the namespace "greeter"`)
	for _, a := range answers {
		for _, rule := range a.Rules {
			fmt.Println(rule)
		}
	}
	// Output:
	// legacy-namespace
}

package explainpage_test

import (
	"os"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/explainpage"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/terminal"
	"github.com/toolforge/tfk8s/rules/explain"
	"github.com/toolforge/tfk8s/rules/workload"
)

// The answer on a terminal of 72 columns.
func ExamplePage_Answers() {
	p := &explainpage.Page{Writer: os.Stdout, Style: terminal.Style{Width: 72}}
	p.Answers(explain.Explain(workload.NewSettings(), `error: no kind "CronJob" is registered for version "batch/v1beta1"`))
	// Output:
	// the 2020 cluster serves CronJob in batch/v1beta1, but the legacy cluster
	// and its kubectl do not
	//     = help: `kubectl config use-context toolforge`; then use the kubectl
	//             of the 2020 cluster: `alias kubectl=/usr/bin/kubectl`; check
	//             with `kubectl version` and `kubectl config current-context`
	//     = error: error: no kind "CronJob" is registered for version
	//              "batch/v1beta1"
}

// A word that nothing has.
func ExamplePage_Search() {
	p := &explainpage.Page{Writer: os.Stdout}
	if !p.Search(nil, []string{"ingress", "nonsense"}, true) {
		p.Answers(nil, []string{"ingress nonsense"})
	}
	// Output:
	// ingress nonsense
	//     = help: no answer is known; `tfk8s lint FILE` checks the manifest, and `kubectl describe rs,job,pod` and `kubectl logs POD` can say more
}

package job

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed deployment-restart-policy.md
var deploymentRestartPolicyDoc string

var DeploymentRestartPolicy = &lint.Rule{
	ID: "TFK803", Name: "deployment-restart-policy",
	Stage: lint.API, Severity: lint.Error, Fix: lint.Review,
	BothWays: true,
	Doc:      deploymentRestartPolicyDoc,
	Object:   checkDeploymentRestartPolicy,
}

func checkDeploymentRestartPolicy(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	policy := s.PodSpec().Field("restartPolicy")
	if !keepsRunning(s) || !workload.Ends(policy.String()) {
		return
	}
	edits, ok := manifest.Delete(policy)
	p.At(policy, lint.NewFix(lint.Review, edits, ok, "drop it: the default is "+workload.RestartAlways),
		"a %s may not have restartPolicy %q, it keeps its pods running: drop the line, or make it a Job", s.Kind, policy.String())
}

package rules

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed deployment-restart-policy.md
var deploymentRestartPolicyDoc string

var deploymentRestartPolicy = &lint.Rule{
	ID: "TFK803", Name: "deployment-restart-policy",
	Stage: lint.API, Severity: lint.Error, Fix: lint.Safe,
	BothWays: true,
	Doc:      deploymentRestartPolicyDoc,
	Object:   checkDeploymentRestartPolicy,
}

func checkDeploymentRestartPolicy(p *lint.Pass, o *manifest.Object) {
	s := on(p)
	policy := s.PodSpec().Field("restartPolicy")
	if !s.keepsRunning() || !ends(policy.String()) {
		return
	}
	edits, ok := manifest.Delete(policy)
	p.At(policy, lint.NewFix(lint.Safe, edits, ok, "drop it: the default is "+restartAlways),
		"a %s may not have restartPolicy %q, it keeps its pods running: drop the line, or make it a Job", o.Kind, policy.String())
}

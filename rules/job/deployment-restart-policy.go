package job

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
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
	fix := lint.NewFix(lint.Review, edits, ok, "delete it, because the default is "+workload.RestartAlways)
	f := p.At(policy, fix, "%s cannot have restartPolicy %q", words.Article(s.Kind), policy.String())
	if fix == nil {
		f.Help("delete it, or make the object a Job if its pods must end")
	} else {
		f.Help("if its pods must end, make the object a Job")
	}
}

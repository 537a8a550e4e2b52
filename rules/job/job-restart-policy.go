package job

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed job-restart-policy.md
var jobRestartPolicyDoc string

var JobRestartPolicy = &lint.Rule{
	ID: "TFK802", Name: "job-restart-policy",
	Stage: lint.API, Severity: lint.Error, Fix: lint.Safe,
	BothWays: true,
	Doc:      jobRestartPolicyDoc,
	Object:   checkJobRestartPolicy,
}

func checkJobRestartPolicy(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if !s.MakesJobs() || !s.Template.IsMap() {
		return
	}
	const choice = workload.RestartNever + " or " + workload.RestartOnFailure
	policy := s.PodSpec().Field("restartPolicy")
	switch value, isString := policy.Str(); {
	case policy.Exists() && value == workload.RestartAlways:
		p.At(policy, nil, "%q restarts the pods of a %s for ever: choose %s", value, s.Kind, choice)
	case policy.Exists() && (policy.IsNull() || isString && value == ""):
		p.AtKey(policy, nil, "an empty restartPolicy is %q, which a %s may not have: choose %s", workload.RestartAlways, s.Kind, choice)
	case !policy.Exists() && !workload.Ends(kubectl.StandIn(s, s.PodSpec(), "restartPolicy").String()): // unknown-field's
		reportNoPolicy(s, p, choice)
	}
}

// reportNoPolicy reports that the pods have no policy, or all those that stand elsewhere.
func reportNoPolicy(s *workload.Object, p *lint.Pass, choice string) {
	spec, path := s.PodSpec(), s.Template.ChildPath("spec")
	stray := s.StrayPolicies()
	if len(stray) == 0 {
		at := lint.Report{Span: s.Template.Mark(), Path: path + ".restartPolicy"}
		if spec.Exists() {
			at.Span = spec.Mark()
		}
		p.Report(at, "without restartPolicy it is %q, which a %s may not have: choose %s", workload.RestartAlways, s.Kind, choice)
		return
	}
	stage, wayOut := lint.Kubectl, path+", and has to be "+choice
	var fix *lint.Fix
	if agree(stray) {
		edits, ok := manifest.Move(stray, spec, nil, "restartPolicy", stray[0].String())
		fix, wayOut = lint.NewFix(lint.Safe, edits, ok, "move it to "+path), path
	}
	for _, n := range stray {
		p.Report(lint.Report{Span: n.Mark(), Path: n.Path(), Stage: &stage, Fix: fix}, "restartPolicy is no field here: it belongs in %s", wayOut)
	}
}

// agree reports whether policies all say the same, which pods that end may have.
func agree(policies []*manifest.Node) bool {
	for _, n := range policies {
		if n.String() != policies[0].String() {
			return false
		}
	}
	return workload.Ends(policies[0].String())
}

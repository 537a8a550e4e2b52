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
		p.At(policy, nil, "a %s cannot have restartPolicy %q", s.Kind, value).Help("use %s", choice)
	case policy.Exists() && (policy.IsNull() || isString && value == ""):
		p.AtKey(policy, nil, "an empty restartPolicy means %q, which a %s cannot have", workload.RestartAlways, s.Kind).Help("use %s", choice)
	case !policy.Exists() && !workload.Ends(kubectl.StandIn(s, s.PodSpec(), "restartPolicy").String()): // unknown-field reports it
		reportNoPolicy(s, p, choice)
	}
}

// reportNoPolicy reports that the pods have no policy, or each policy that is in the wrong place.
func reportNoPolicy(s *workload.Object, p *lint.Pass, choice string) {
	spec, path := s.PodSpec(), s.Template.ChildPath("spec")
	stray := s.StrayPolicies()
	if len(stray) == 0 {
		at := lint.Report{Span: s.Template.Mark(), Path: path + ".restartPolicy"}
		if spec.Exists() {
			at.Span = spec.Mark()
		}
		p.Report(at, "no restartPolicy means %q, which a %s cannot have", workload.RestartAlways, s.Kind).Help("set restartPolicy: %s", choice)
		return
	}
	stage, toSpec := lint.Kubectl, "move it to "+path
	help := toSpec + ", and use " + choice
	var fix *lint.Fix
	if agree(stray) {
		edits, ok := manifest.Move(stray, spec, nil, "restartPolicy", stray[0].String())
		fix, help = lint.NewFix(lint.Safe, edits, ok, toSpec), toSpec
	}
	for _, n := range stray {
		report := lint.Report{Span: n.Mark(), Path: n.Path(), Stage: &stage, Fix: fix}
		p.Report(report, "restartPolicy is in the wrong place").HelpUnlessFixed("%s", help)
	}
}

// agree reports whether all policies are the same, and one for pods that end.
func agree(policies []*manifest.Node) bool {
	for _, n := range policies {
		if n.String() != policies[0].String() {
			return false
		}
	}
	return workload.Ends(policies[0].String())
}

package security

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed priority.md
var priorityDoc string

var Priority = &lint.Rule{
	ID: "TFK511", Name: "priority",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.Review,
	Doc:    priorityDoc,
	Object: checkPriority,
}

func checkPriority(p *lint.Pass, _ *manifest.Object) {
	const label = "all pods of tools have the same priority"
	s := workload.Of(p)
	class := s.PodSpec().Field("priorityClassName")
	if name := class.String(); name != "" {
		fix := dropFields(lint.Review, class.Key(), class)
		helpToRemove(s.Reject(p, class, class.Path(), fix, "tools cannot use the priority class %q", name).Label(label), class)
	}
	n := s.PodSpec().Field("priority")
	if number, ok := n.Int(); ok && number != 0 {
		fix := dropFields(lint.Review, n.Key(), n)
		helpToRemove(s.Reject(p, n, n.Path(), fix, "pods cannot set their priority to %d", number).Label(label), n)
	}
}

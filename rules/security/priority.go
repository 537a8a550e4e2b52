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
	s := workload.Of(p)
	class := s.PodSpec().Field("priorityClassName")
	if name := class.String(); name != "" {
		s.Refuse(p, class, class.Path(), dropped(lint.Review, class.Key(), class), "there is no priority class %q for tools: drop it, all their pods have the same priority", name)
	}
	n := s.PodSpec().Field("priority")
	if number, ok := n.Int(); ok && number != 0 {
		s.Refuse(p, n, n.Path(), dropped(lint.Review, n.Key(), n), "a pod may not give itself the priority %d: drop it, all pods of tools have the same", number)
	}
}

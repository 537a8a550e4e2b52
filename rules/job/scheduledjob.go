package job

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed scheduledjob.md
var scheduledJobDoc string

var ScheduledJob = &lint.Rule{
	ID: "TFK801", Name: "scheduledjob",
	Stage: lint.Kubectl, Severity: lint.Error, Fix: lint.Safe,
	Doc:    scheduledJobDoc,
	Object: checkScheduledJob,
}

func checkScheduledJob(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if s.Kind != "ScheduledJob" {
		return
	}
	for _, m := range s.Policy.APIs {
		if m.Kind == s.Kind {
			fix := renameKind(s, &m)
			p.At(o.Root.Field("kind"), fix, "the %s has no kind ScheduledJob", s.Policy.Current.Title).
				HelpUnlessFixed("use %s of %s", m.ToKind, m.To)
			return
		}
	}
}

// renameKind makes the fix that writes the new kind and its API version.
func renameKind(s *workload.Object, m *schemas.APIMove) *lint.Fix {
	root := s.Object.Root
	edits, ok := root.Field("kind").SetText(m.ToKind)
	if version := root.Field("apiVersion"); ok && version.Exists() && version.String() != m.To {
		var more []manifest.Edit
		more, ok = version.SetText(m.To)
		edits = append(edits, more...)
	}
	return lint.NewFix(lint.Safe, edits, ok, "use "+m.ToKind+" of "+m.To)
}

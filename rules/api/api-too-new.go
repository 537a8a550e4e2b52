package api

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed api-too-new.md
var apiTooNewDoc string

var APITooNew = &lint.Rule{
	ID: "TFK305", Name: "api-too-new",
	Stage: lint.Kubectl, Severity: lint.Error, Fix: lint.Review,
	Doc:    apiTooNewDoc,
	Object: checkAPITooNew,
}

func checkAPITooNew(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if kindFaultOf(s) != kindTooNew {
		return
	}
	m := s.Move
	help, fix := "", moveFix(s)
	switch {
	case m.To == "":
		help = "delete the object; nothing on the cluster does the same"
	case isForbidden(s.Settings, s.Kind):
		help = withoutKind(s.Kind)
	case fix != nil:
	case s.HasLaterForm():
		help = "use " + m.To + oldIngressForm(s)
	default:
		help = "use " + m.To
	}
	p.At(o.Root.Field("apiVersion"), fix, "%s in %s needs Kubernetes %s, but the %s runs %s",
		s.Kind, m.From, m.Release, s.Policy.Current.Title, strings.TrimPrefix(s.Policy.Current.Kubernetes, "v")).Help("%s", help)
}

package api

import (
	_ "embed"

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
	way, fix := "use "+m.To, moveFix(s)
	switch {
	case m.To == "":
		way = "nothing there does the same, leave the object out"
	case isForbidden(s.Settings, s.Kind):
		way = forbidding(s.Kind)
	case fix == nil && s.HasLaterForm():
		way += oldIngressForm(s)
	}
	p.At(o.Root.Field("apiVersion"), fix, "%s in %s came with Kubernetes %s, and the %s has %s: %s",
		s.Kind, m.From, m.Release, s.Policy.Current.Title, s.Policy.Current.Kubernetes, way)
}

package api

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed api-not-served.md
var apiNotServedDoc string

var APINotServed = &lint.Rule{
	ID: "TFK304", Name: "api-not-served",
	Stage: lint.Kubectl, Severity: lint.Error, Fix: lint.Safe,
	Doc:    apiNotServedDoc,
	Object: checkAPINotServed,
}

func checkAPINotServed(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if kindFaultOf(s) != kindNotServed {
		return
	}
	title := s.Policy.Current.Title
	m := s.Move
	switch kind := o.Root.Field("kind"); {
	case m == nil:
		p.At(kind, nil, "the %s serves no %q in %q: leave the object out, or use a kind that it has", title, s.Kind, s.APIVersion)
	case m.To == "" && m.Hint != "":
		p.At(kind, nil, "the %s no longer serves %s: leave the object out, %s does the same", title, s.Kind, m.Hint)
	case m.To == "":
		p.At(kind, nil, "the %s no longer serves %s, and nothing replaces it: leave the object out", title, s.Kind)
	case isForbidden(s.Settings, s.Kind):
		p.At(o.Root.Field("apiVersion"), nil, "the %s does not serve %s in %s: %s", title, s.Kind, m.From, forbidding(s.Kind))
	case m.ToKind != "":
		p.At(kind, moveFix(s), "the %s no longer serves %s: use %s in %s", title, s.Kind, m.ToKind, m.To)
	default:
		p.At(o.Root.Field("apiVersion"), moveFix(s), "the %s does not serve %s in %s: use %s", title, s.Kind, m.From, m.To)
	}
}

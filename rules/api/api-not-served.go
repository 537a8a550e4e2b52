package api

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
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
		p.At(kind, nil, "the %s has no kind %q in %q", title, s.Kind, s.APIVersion).Help("%s", kindInsteadOf(s))
	case m.To == "" && m.Hint != "":
		p.At(kind, nil, "the %s no longer serves %s", title, s.Kind).Help("delete the object, and use %s", m.Hint)
	case m.To == "":
		p.At(kind, nil, "the %s no longer serves %s", title, s.Kind).Help("delete the object; nothing replaces it")
	case isForbidden(s.Settings, s.Kind):
		p.At(o.Root.Field("apiVersion"), nil, "the %s does not serve %s in %s", title, s.Kind, m.From).Help("%s", withoutKind(s.Kind))
	case m.ToKind != "":
		fix := moveFix(s)
		p.At(kind, fix, "the %s no longer serves %s", title, s.Kind).HelpUnlessFixed("use %s in %s", m.ToKind, m.To)
	default:
		fix := moveFix(s)
		helpToMove(s, p.At(o.Root.Field("apiVersion"), fix, "the %s does not serve %s in %s", title, s.Kind, m.From), fix)
	}
}

// kindInsteadOf says what to do about a kind that no release has. A person may write a short name of kubectl, or misspell a kind.
func kindInsteadOf(s *workload.Object) string {
	near := kindOfShortName(strings.ToLower(s.Kind))
	if near == "" {
		near = MeantKind(s, s.Kind)
	}
	if near == "" {
		return "delete the object, or use a kind that the cluster has"
	}
	return fmt.Sprintf("did you mean %s in %s?", near, words.Either(VersionsFor(s.Settings, near)))
}

// kindOfShortName returns the kind for which kubectl get accepts a short name. Objects cannot use that.
func kindOfShortName(name string) string {
	switch name {
	case "cj":
		return "CronJob"
	case "cm":
		return "ConfigMap"
	case "deploy":
		return "Deployment"
	case "ep":
		return "Endpoints"
	case "ing":
		return "Ingress"
	case "netpol":
		return "NetworkPolicy"
	case "po":
		return "Pod"
	case "rc":
		return "ReplicationController"
	case "rs":
		return "ReplicaSet"
	case "sts":
		return "StatefulSet"
	case "svc":
		return "Service"
	}
	return ""
}

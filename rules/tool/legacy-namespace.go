package tool

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed legacy-namespace.md
var legacyNamespaceDoc string

var LegacyNamespace = &lint.Rule{
	ID: "TFK101", Name: "legacy-namespace",
	Stage: lint.API, Severity: lint.Error, Fix: lint.Safe,
	Doc:    legacyNamespaceDoc,
	Object: checkLegacyNamespace,
}

func checkLegacyNamespace(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if !s.IsLegacyNamespace() || !s.IsToolName(o.Namespace) { // see tool-name-invalid
		return
	}
	ns := o.Root.At("metadata", "namespace")
	cluster, prefix := s.Policy.Current.Title, s.Policy.Current.NamespacePrefix
	if s.Tool != o.Namespace {
		p.At(ns, nil, "namespace %q does not exist on the %s", o.Namespace, cluster).Help("use %s<tool>, with the name of the tool", prefix)
		return
	}
	own := prefix + o.Namespace
	edits, ok := ns.SetText(own)
	p.At(ns, lint.NewFix(lint.Safe, edits, ok, "use "+own),
		"namespace %q exists only on the %s", o.Namespace, s.Policy.Legacy.Title)
}

package legacy

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed namespace-of-2020.md
var namespaceOf2020Doc string

var namespaceOf2020 = &lint.Rule{
	ID: "TFK051", Name: "namespace-of-2020",
	Stage: lint.API, Severity: lint.Error, Fix: lint.Safe,
	Doc:    namespaceOf2020Doc,
	Object: checkNamespaceOf2020,
}

func checkNamespaceOf2020(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if !s.IsCurrentNamespace() {
		return
	}
	ns := o.Root.At("metadata", "namespace")
	current, legacy := &s.Policy.Current, &s.Policy.Legacy
	tool := strings.TrimPrefix(o.Namespace, current.NamespacePrefix)
	// If the name of a tool begins like a namespace, cutting that off once more would give the name of another tool.
	isSure := s.Settings.Tool != "" || !strings.HasPrefix(tool, current.NamespacePrefix)
	if s.Tool != tool || tool == "" || !isSure {
		p.At(ns, nil, "namespace %q does not exist on the %s", o.Namespace, legacy.Title).Help("use the name of the tool, or set it with --tool")
		return
	}
	name := legacy.NamespacePrefix + tool
	edits, ok := ns.SetText(name)
	fix := lint.NewFix(lint.Safe, edits, ok, "use "+name)
	p.At(ns, fix, "namespace %q is for the %s", o.Namespace, current.Title).HelpUnlessFixed("use %s", name)
}

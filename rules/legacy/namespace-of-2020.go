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
	// Once more cut, the name of a tool that begins like a namespace would be that of another one.
	isSure := s.Settings.Tool != "" || !strings.HasPrefix(tool, current.NamespacePrefix)
	if s.Tool != tool || tool == "" || !isSure {
		p.At(ns, nil, "%q is no namespace of the %s: a tool's is the tool's name, which --tool tells", o.Namespace, legacy.Title)
		return
	}
	name := legacy.NamespacePrefix + tool
	edits, ok := ns.SetText(name)
	p.At(ns, lint.NewFix(lint.Safe, edits, ok, "use "+name),
		"%q is the tool's namespace on the %s: on the %s it is %q", o.Namespace, current.Title, legacy.Title, name)
}

package tool

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed missing-namespace.md
var missingNamespaceDoc string

var missingNamespace = &lint.Rule{
	ID: "TFK103", Name: "missing-namespace",
	Stage: lint.Advice, Severity: lint.Note,
	Doc:    missingNamespaceDoc,
	Object: checkMissingNamespace,
}

func checkMissingNamespace(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	meta := o.Root.Field("metadata")
	ns := meta.Field("namespace")
	if tool, ok := namedTool(s); ok && !s.IsToolName(tool) {
		return // see tool-name-invalid
	}
	if !meta.IsMap() || ns.String() != "" || !isNamespaced(s) || labelNamespace(meta).Exists() {
		return
	}
	own := ownNamespace(s.Settings, s.Tool)
	switch ns.Kind() {
	case manifest.Null:
		p.Missing(meta, "namespace", nil, "no namespace, so kubectl's current context decides").Help("add namespace: %s", own)
	case manifest.Int, manifest.Float, manifest.Bool:
		p.At(ns, nil, "namespace %s is not a string, so kubectl's current context decides", ns.Text()).Help("use %s", own)
	case manifest.String:
		p.AtKey(ns, nil, "the namespace is empty, so kubectl's current context decides").Help("use %s", own)
	}
}

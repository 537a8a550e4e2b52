package tool

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed tool-name-invalid.md
var toolNameInvalidDoc string

var ToolNameInvalid = &lint.Rule{
	ID: "TFK108", Name: "tool-name-invalid",
	Stage: lint.API, Severity: lint.Error,
	Doc:    toolNameInvalidDoc,
	Object: checkToolNameInvalid,
}

func checkToolNameInvalid(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	tool, ok := namedTool(s)
	if !ok || s.IsToolName(tool) {
		return
	}
	meta := o.Root.Field("metadata")
	at := lint.Report{Span: meta.Mark(), Path: meta.ChildPath("namespace")}
	if ns := meta.Field("namespace"); !ns.IsNull() {
		at = lint.Report{Span: ns.ValueMark(), Path: ns.Path()}
	}
	found := p.Report(at, "tool name %q cannot be part of a namespace", tool)
	if name, isAccount := strings.CutPrefix(tool, "tools."); isAccount && s.IsToolName(name) {
		found.Help("the name of the tool is %q, so its namespace is %q", name, s.Policy.Current.NamespacePrefix+name)
		return
	}
	found.Help("rename the tool; a name has at most %d characters of a to z, 0 to 9 and inner dashes", s.Policy.Tools.MaxNameLength)
}

// namedTool is the tool as it is named, by the user or by the namespace. What paths show is too little for an error.
func namedTool(s *workload.Object) (tool string, ok bool) {
	switch ns := s.Object.Namespace; {
	case s.Settings.Tool != "":
		return s.Settings.Tool, true
	case s.IsLegacyNamespace():
		return ns, true
	default:
		return strings.CutPrefix(ns, s.Policy.Current.NamespacePrefix)
	}
}

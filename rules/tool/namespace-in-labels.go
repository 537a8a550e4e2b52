package tool

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed namespace-in-labels.md
var namespaceInLabelsDoc string

var namespaceInLabels = &lint.Rule{
	ID: "TFK104", Name: "namespace-in-labels",
	Stage: lint.Runs, Severity: lint.Warning, Fix: lint.Review,
	Doc:    namespaceInLabelsDoc,
	Object: checkNamespaceInLabels,
}

func checkNamespaceInLabels(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	meta := o.Root.Field("metadata")
	label := labelNamespace(meta)
	if !label.Exists() {
		return
	}
	fix := moveNamespace(s, meta, label)
	p.AtKey(label, fix, `"namespace" is indented under labels, so it is only a label`).
		Effect("kubectl's current context decides the namespace").
		HelpUnlessFixed("write it beside labels, not under it")
}

// labelNamespace is the label that was meant to be the namespace: there is no other.
func labelNamespace(meta *manifest.Node) *manifest.Node {
	if !meta.Field("namespace").IsNull() {
		return nil
	}
	return meta.At("labels", "namespace")
}

// moveNamespace makes the fix that makes the label the namespace of the tool. Only what the legacy cluster had is moved:
// elsewhere the object is in the namespace of the context, and may have the label for a reason.
func moveNamespace(s *workload.Object, meta, label *manifest.Node) *lint.Fix {
	prefix := s.Policy.Current.NamespacePrefix
	tool := strings.TrimPrefix(label.String(), prefix)
	reserved := s.IsReservedNamespace(tool) || s.IsReservedNamespace(prefix+tool)
	foreign := s.Settings.Tool != "" && s.Settings.Tool != tool
	if !s.FromLegacy || !s.IsToolName(tool) || reserved || foreign || meta.Field("namespace").Exists() {
		return nil
	}
	edits, ok := manifest.Move([]*manifest.Node{label}, meta, []string{"name", "generateName"}, "namespace", prefix+tool)
	return lint.NewFix(lint.Review, edits, ok, "make it namespace: "+prefix+tool)
}

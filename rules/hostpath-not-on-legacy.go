package rules

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed hostpath-not-on-legacy.md
var hostPathNotOnLegacyDoc string

var hostPathNotOnLegacy = &lint.Rule{
	ID: "TFK059", Name: "hostpath-not-on-legacy",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.Safe,
	Doc:    hostPathNotOnLegacyDoc,
	Object: checkHostPathNotOnLegacy,
}

func checkHostPathNotOnLegacy(p *lint.Pass, o *manifest.Object) {
	s := on(p)
	stage := lint.Pods
	if o.Kind == "Pod" {
		stage = lint.API // it is the pod itself that is refused
	}
	for _, v := range s.podParts().volumes {
		path := v.node.At("hostPath", "path")
		if v.path == "" || s.onLegacy(v.path) {
			continue
		}
		report := lint.Report{Span: path.ValueMark(), Path: path.Path(), Stage: &stage}
		if s.onLegacy(v.path + "/") {
			edits, ok := path.SetText(v.path + "/")
			report.Fix = lint.NewFix(lint.Safe, edits, ok, "use "+v.path+"/")
			p.Report(report, "the %s allows paths that begin with \"%s/\", slash included: add it", s.Policy.Legacy.Title, v.path)
			continue
		}
		p.Report(report, "the pods may not use %q of the nodes: the %s allows %s", v.path, s.Policy.Legacy.Title, listed(s.Policy.LegacyPods.HostPathPrefixes))
	}
}

// onLegacy reports whether the legacy cluster lets pods use a path of the nodes.
func (s *Settings) onLegacy(path string) bool {
	pods := &s.Policy.LegacyPods
	return slices.Contains(pods.HostPaths, path) ||
		slices.ContainsFunc(pods.HostPathPrefixes, func(prefix string) bool { return strings.HasPrefix(path, prefix) })
}

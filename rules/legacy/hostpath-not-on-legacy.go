package legacy

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/workload"
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
	s := workload.Of(p)
	stage := lint.Pods
	if o.Kind == "Pod" {
		stage = lint.API // the server rejects the pod itself
	}
	for _, v := range podpreset.PartsOf(s).Volumes {
		path := v.Node.At("hostPath", "path")
		if v.Path == "" || onLegacy(s.Settings, v.Path) {
			continue
		}
		report := lint.Report{Span: path.ValueMark(), Path: path.Path(), Stage: &stage}
		if onLegacy(s.Settings, v.Path+"/") {
			edits, ok := path.SetText(v.Path + "/")
			report.Fix = lint.NewFix(lint.Safe, edits, ok, "use "+v.Path+"/")
			f := p.Report(report, "hostPath %q needs a slash at its end on the %s", v.Path, s.Policy.Legacy.Title)
			f.HelpUnlessFixed("use %s/", v.Path)
			continue
		}
		p.Report(report, "the %s does not allow hostPath %q", s.Policy.Legacy.Title, v.Path).
			Help("use a path below %s", words.Either(s.Policy.LegacyPods.HostPathPrefixes))
	}
}

// onLegacy reports whether the legacy cluster allows pods to use a path of the nodes.
func onLegacy(s *workload.Settings, path string) bool {
	pods := &s.Policy.LegacyPods
	return slices.Contains(pods.HostPaths, path) ||
		slices.ContainsFunc(pods.HostPathPrefixes, func(prefix string) bool { return strings.HasPrefix(path, prefix) })
}

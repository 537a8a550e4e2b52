package podpreset

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed preset-conflict-home.md
var presetConflictHomeDoc string

var PresetConflictHome = &lint.Rule{
	ID: "TFK403", Name: "preset-conflict-home",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Safe,
	Effect: skippedPreset,
	Doc:    presetConflictHomeDoc,
	Object: checkPresetConflictHome,
}

func checkPresetConflictHome(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	if !AsksForPreset(s) {
		return
	}
	for _, c := range Differences(s) {
		switch {
		case c.env == nil:
		case !c.IsSlash():
			reportOtherHome(s, p, c)
		case PresetSelects(s): // otherwise the fix that adds the label also removes the slash
			value := c.env.node.Field("value")
			edits, ok := value.SetText(c.want)
			fix := lint.NewFix(lint.Safe, edits, ok, "set "+c.env.name+" to "+c.want)
			p.At(value, fix, "%s ends with a slash, so it conflicts with the PodPreset", c.env.name).
				HelpUnlessFixed("set %s to %s", c.env.name, c.want)
		}
	}
}

// hasOtherHome reports whether the author chose another home. It conflicts with the PodPreset whatever else is fixed, and only
// the author can decide about it, so other conflicts are not reported before that.
func hasOtherHome(s *workload.Object) bool {
	return slices.ContainsFunc(Differences(s), func(c ConflictOf) bool { return c.env != nil && !c.IsSlash() })
}

// reportOtherHome reports a home that the author chose. It is an error only for pods that start a program from a path of the
// PodPreset: others may mount all that they need.
func reportOtherHome(s *workload.Object, p *lint.Pass, c ConflictOf) {
	r := lint.Report{Span: c.node().Mark(), Path: c.node().Path()}
	for _, other := range conflicts(s) {
		if other.env == nil {
			r.Related = append(r.Related, lint.Related{Span: other.node().ValueMark(), Message: "this also conflicts with the PodPreset"})
		}
	}
	if c.node() != c.env.node {
		r.Span = c.node().ValueMark()
	}
	const message = "%s conflicts with the PodPreset, which sets it to %s"
	if needs := neededPresetPath(s); needs != "" {
		p.Report(r, message, c.env.name, c.want).
			Effect("the whole PodPreset is skipped, and with it %s, which the pods use", needs).
			Help("remove %s, or set it in the command", c.env.name)
		return
	}
	r.Severity = new(lint.Warning)
	p.Report(r, message, c.env.name, c.want).
		Help("set %s in the command, or add the annotation %s: \"true\" to the pods", c.env.name, s.Policy.PodPreset.ExcludeAnnotation)
}

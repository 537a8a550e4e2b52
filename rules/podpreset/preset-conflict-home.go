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
		case PresetSelects(s): // or else the fix that adds the label takes the slash too
			value := c.env.node.Field("value")
			edits, ok := value.SetText(c.want)
			p.At(value, lint.NewFix(lint.Safe, edits, ok, "set "+c.env.name+" to "+c.want),
				"%s has a slash at its end, and in the PodPreset it has none, so the pods get nothing of the PodPreset: use %s", c.env.name, c.want)
		}
	}
}

// hasOtherHome reports whether somebody chose another home. That keeps the PodPreset away whatever else is changed, so
// it is what must be decided first, and nothing else is reported.
func hasOtherHome(s *workload.Object) bool {
	return slices.ContainsFunc(Differences(s), func(c ConflictOf) bool { return c.env != nil && !c.IsSlash() })
}

// reportOtherHome reports a home that somebody chose. Pods that mount what they need may live with it, others do not
// find their program.
func reportOtherHome(s *workload.Object, p *lint.Pass, c ConflictOf) {
	r := lint.Report{Span: c.node().Mark(), Path: c.node().Path()}
	for _, other := range conflicts(s) {
		if other.env == nil {
			r.Related = append(r.Related, lint.Related{Span: other.node().ValueMark(), Message: "this differs from the PodPreset too"})
		}
	}
	if c.node() != c.env.node {
		r.Span = c.node().ValueMark()
	}
	if needs := reliesOnPreset(s); needs != "" {
		p.Report(r, "%s is %s in the PodPreset, so the pods get nothing of the PodPreset, and they use %s: take the variable out, or set it in the command",
			c.env.name, c.want, needs)
		return
	}
	r.Severity = new(lint.Warning)
	p.Report(r, "%s is %s in the PodPreset, so the pods get nothing of the PodPreset, neither files nor users: "+
		"set the variable in the command, or decline the PodPreset by %s: \"true\"", c.env.name, c.want, s.Policy.PodPreset.ExcludeAnnotation)
}

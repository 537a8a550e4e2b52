package rules

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed preset-conflict-home.md
var presetConflictHomeDoc string

var presetConflictHome = &lint.Rule{
	ID: "TFK403", Name: "preset-conflict-home",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Safe,
	Doc:    presetConflictHomeDoc,
	Object: checkPresetConflictHome,
}

func checkPresetConflictHome(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	if !s.asksForPreset() {
		return
	}
	for _, c := range s.differences() {
		switch {
		case c.env == nil:
		case !c.isSlash():
			s.reportOtherHome(p, c)
		case s.presetSelects(): // or else the fix that adds the label takes the slash too
			value := c.env.node.Field("value")
			edits, ok := value.SetText(c.want)
			p.At(value, lint.NewFix(lint.Safe, edits, ok, "set "+c.env.name+" to "+c.want),
				"%s has a slash at its end, and in the PodPreset it has none, so the pods get nothing of the PodPreset: use %s", c.env.name, c.want)
		}
	}
}

// hasOtherHome reports whether somebody chose another home. That keeps the PodPreset away whatever else is changed, so
// it is what must be decided first, and nothing else is reported.
func (s *Subject) hasOtherHome() bool {
	return slices.ContainsFunc(s.differences(), func(c conflictOf) bool { return c.env != nil && !c.isSlash() })
}

// reportOtherHome reports a home that somebody chose. Pods that mount what they need may live with it, others do not
// find their program.
func (s *Subject) reportOtherHome(p *lint.Pass, c conflictOf) {
	r := lint.Report{Span: c.node().Mark(), Path: c.node().Path()}
	for _, other := range s.conflicts() {
		if other.env == nil {
			r.Related = append(r.Related, lint.Related{Span: other.node().ValueMark(), Message: "this differs from the PodPreset too"})
		}
	}
	if c.node() != c.env.node {
		r.Span = c.node().ValueMark()
	}
	if needs := s.reliesOnPreset(); needs != "" {
		p.Report(r, "%s is %s in the PodPreset, so the pods get nothing of the PodPreset, and they use %s: take the variable out, or set it in the command",
			c.env.name, c.want, needs)
		return
	}
	r.Severity = new(lint.Warning)
	p.Report(r, "%s is %s in the PodPreset, so the pods get nothing of the PodPreset, neither files nor users: "+
		"set the variable in the command, or decline the PodPreset by %s: \"true\"", c.env.name, c.want, s.Policy.PodPreset.ExcludeAnnotation)
}

package api

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed changed-defaults.md
var changedDefaultsDoc string

var ChangedDefaults = &lint.Rule{
	ID: "TFK310", Name: "changed-defaults",
	Stage: lint.Advice, Severity: lint.Note,
	Doc:    changedDefaultsDoc,
	Object: checkChangedDefaults,
}

// shortPath returns the part of a field's path that people call it by.
func shortPath(path string) string {
	return strings.ReplaceAll(strings.TrimPrefix(path, "spec.strategy.rollingUpdate."), "spec.", "")
}

func checkChangedDefaults(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	m := s.Move
	if m == nil || m.Status == schemas.TooNew || !o.Root.Field("spec").IsMap() {
		return
	}
	var changes []string
	for _, c := range changesOf(s) {
		changes = append(changes, shortPath(c.Path)+" is "+defaultText(c.In(m.To))+" instead of "+defaultText(c.Before(m)))
	}
	if len(changes) > 0 {
		p.At(o.Root.Field("apiVersion"), nil, "%s in %s has other defaults than in %s", m.Kind, m.To, m.From).
			Effect("%s", strings.Join(changes, ", ")).Help("set what you rely on, or keep the old defaults with --preserve-defaults")
	}
}

// helpToMove adds to the finding about the old version of an object what a person does about it. The finding covers the one of
// changed-defaults at the same place, so it names the defaults that change.
func helpToMove(s *workload.Object, f lint.Finding, fix *lint.Fix) {
	var paths []string
	for _, c := range changesOf(s) {
		paths = append(paths, shortPath(c.Path))
	}
	switch to := s.Move.To; {
	case len(paths) == 0:
		f.HelpUnlessFixed("use %s", to)
	case fix == nil:
		f.Help("use %s, which has other defaults of %s", to, words.Listed(paths))
	default:
		f.Help("use --preserve-defaults to keep the old defaults of %s", words.Listed(paths))
	}
}

// changesOf returns the defaults that the move changes and that its fix does not keep.
func changesOf(s *workload.Object) []*schemas.ChangedDefault {
	isKept := func(c *schemas.ChangedDefault) bool { return keepsDefault(s, c) }
	return slices.DeleteFunc(slices.Clone(defaultsChanged(s)), isKept)
}

// defaultText is a default as a message says it. The largest number of 32 bits means no limit.
func defaultText(value string) string {
	if value == "2147483647" {
		return "unlimited"
	}
	return value
}

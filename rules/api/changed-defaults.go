package api

import (
	_ "embed"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed changed-defaults.md
var changedDefaultsDoc string

var changedDefaults = &lint.Rule{
	ID: "TFK310", Name: "changed-defaults",
	Stage: lint.Advice, Severity: lint.Note,
	Doc:    changedDefaultsDoc,
	Object: checkChangedDefaults,
}

// shortPath takes from the path of a field what its authors do not call it by.
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
	for _, c := range defaultsChanged(s) {
		if !keepsDefault(s, c) {
			changes = append(changes, shortPath(c.Path)+" from "+c.Before(m)+" to "+c.In(m.To))
		}
	}
	if len(changes) > 0 {
		p.At(o.Root.Field("apiVersion"), nil, "the move to %s changes defaults: %s: set what you rely on, or keep all with --preserve-defaults",
			m.To, strings.Join(changes, ", "))
	}
}

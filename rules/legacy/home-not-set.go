package legacy

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed home-not-set.md
var homeNotSetDoc string

var homeNotSet = &lint.Rule{
	ID: "TFK058", Name: "home-not-set",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Safe,
	Doc:    homeNotSetDoc,
	Object: checkHomeNotSet,
}

func checkHomeNotSet(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, c := range containersWithoutHome(s) {
		home := homeVariable(s)
		var fix *lint.Fix
		if s.Tool != "" {
			entry := manifest.Pairs{{Key: "name", Value: home.Key}, {Key: "value", Value: home.Value}}
			edits, ok := appendTo(c, "env", entry)
			fix = lint.NewFix(lint.Safe, edits, ok, "set "+home.Key+" to "+home.Value)
		}
		p.Missing(c, "env", fix, "the container uses $%s, but does not set it", home.Key).Effect("the %s does not set it either", s.Policy.Legacy.Title).
			HelpUnlessFixed("set %s to %s", home.Key, home.Value)
	}
}

// homeVariable returns the variable that the PodPreset sets to the home of the tool.
func homeVariable(s *workload.Object) schemas.Pair {
	tool := s.Tool
	if tool == "" {
		tool = "<tool>"
	}
	home := s.Policy.PodPreset.Env[0]
	return schemas.Pair{Key: home.Key, Value: schemas.Expand(home.Value, tool)}
}

// containersWithoutHome finds the containers that use the variable without setting it, because the PodPreset set it.
func containersWithoutHome(s *workload.Object) []*manifest.Node {
	if !podpreset.PresetSelects(s) || len(s.Policy.PodPreset.Env) == 0 {
		return nil
	}
	key := homeVariable(s).Key
	var all []*manifest.Node
	for _, c := range s.Containers() {
		if _, set := podpreset.LastEnv(c, key); !set && namesHome(c, key) {
			all = append(all, c)
		}
	}
	return all
}

// namesHome reports whether a text of a container refers to the home by the variable.
func namesHome(container *manifest.Node, key string) bool {
	ways := append(podpreset.References(key), "~/")
	for text := range workload.RunTexts(container) {
		if slices.ContainsFunc(ways, func(way string) bool { return podpreset.Mentions(text.String(), way) }) {
			return true
		}
	}
	return false
}

package rules

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
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
	s := on(p)
	for _, c := range s.containersWithoutHome() {
		home := s.homeVariable()
		var fix *lint.Fix
		if s.Tool != "" {
			entry := manifest.Pairs{{Key: "name", Value: home.Key}, {Key: "value", Value: home.Value}}
			edits, ok := appendTo(c, "env", entry)
			fix = lint.NewFix(lint.Safe, edits, ok, "set "+home.Key+" to "+home.Value)
		}
		p.Missing(c, "env", fix, "the container uses $%s, which the %s sets for no pod: set it to %s", home.Key, s.Policy.Legacy.Title, home.Value)
	}
}

// homeVariable is the variable that the PodPreset sets to the home of the tool.
func (s *Subject) homeVariable() schemas.Pair {
	tool := s.Tool
	if tool == "" {
		tool = "<tool>"
	}
	home := s.Policy.PodPreset.Env[0]
	return schemas.Pair{Key: home.Key, Value: schemas.Expand(home.Value, tool)}
}

// containersWithoutHome are the containers that use the variable without setting it, where the PodPreset did.
func (s *Subject) containersWithoutHome() []*manifest.Node {
	if !s.presetSelects() || len(s.Policy.PodPreset.Env) == 0 {
		return nil
	}
	key := s.homeVariable().Key
	var all []*manifest.Node
	for _, c := range s.Containers() {
		if _, set := lastEnv(c, key); !set && namesHome(c, key) {
			all = append(all, c)
		}
	}
	return all
}

// namesHome reports whether a text of a container names the home by the variable.
func namesHome(container *manifest.Node, key string) bool {
	ways := append(references(key), "~/")
	for text := range runTexts(container) {
		if slices.ContainsFunc(ways, func(way string) bool { return mentions(text.String(), way) }) {
			return true
		}
	}
	return false
}

// references are the ways in which shells and Kubernetes write the value of a variable.
func references(key string) []string { return []string{"$" + key, "${" + key + "}", "$(" + key + ")"} }

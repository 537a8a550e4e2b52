// Package rules holds the judgement of tfk8s: one file and one page for each rule.
package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/content"
	"github.com/toolforge/tfk8s/schemas"
)

// All is every rule of either direction, in the order of their ids.
var All = slices.SortedFunc(slices.Values(slices.Concat(yamlRules, toolRules, imageRules, apiRules, podpresetRules, securityRules, quotaRules, ingressRules, jobRules, webserviceRules, legacyRules)), byID)

func byID(a, b *lint.Rule) int { return strings.Compare(a.ID, b.ID) }

// ToLegacy is every rule of the way back to the legacy cluster, in the order of their ids.
var ToLegacy = slices.DeleteFunc(slices.Clone(All), func(r *lint.Rule) bool { return !r.BothWays && !isOfWayBack(r) })

// isOfWayBack reports whether a rule holds for the legacy cluster alone.
func isOfWayBack(r *lint.Rule) bool { return slices.Contains(legacyRules, r) }

// Settings are the choices of a run that rules look at. They must not change while a run uses them.
type Settings struct {
	Policy *schemas.Policy
	Bundle *schemas.Bundle
	Tool   string         // the tool whose manifests these are; "" to infer it for each object
	Origin content.Origin // what the folders around files make of them; nil where that is not known

	ToLegacy bool // judge for the legacy cluster: the way back

	Resources        Resources
	PreserveDefaults bool // an API move also writes out the defaults that it changes
	Singleton        bool // a Deployment of one pod never has two, not even while it rolls out
	UpgradeRuntime   bool // images of a deprecated runtime move to its successor

	Skips func(*manifest.File) []*lint.Rule // see lint.Config

	bounds      *bounds // of the policy
	mendsLabels bool    // the rules run that put the label onto pods which must have it
}

// Resources tells what to do about containers that set no resources.
type Resources uint8

const (
	ResourcesAuto  Resources = iota // write the defaults out in objects that come from the legacy cluster
	ResourcesWrite                  // write them out everywhere
	ResourcesKeep                   // leave them out
)

// NewSettings returns the settings for Toolforge with its Kubernetes version, and no tool.
func NewSettings() *Settings {
	return &Settings{Policy: schemas.Toolforge(), Bundle: schemas.Kubernetes()}
}

// prepare makes what the rules know of an object before they look at it.
func (s *Settings) prepare(o *manifest.Object) *Subject {
	return newSubject(s, o, (*Subject).readByFields)
}

// classifier tells the contents of documents apart.
func (s *Settings) classifier() *content.Classifier {
	return &content.Classifier{Policy: s.Policy, Bundle: s.Bundle, Origin: s.Origin}
}

// Applies reports whether a rule judges for the cluster that the settings choose.
func (s *Settings) Applies(rule *lint.Rule) bool {
	if s.ToLegacy {
		return slices.Contains(ToLegacy, rule)
	}
	return !isOfWayBack(rule)
}

// Config makes the configuration of a run of some rules. Those that judge for the other cluster are left out.
func (s *Settings) Config(run []*lint.Rule) *lint.Config {
	run = slices.DeleteFunc(slices.Clone(run), func(r *lint.Rule) bool { return !s.Applies(r) })
	own := *s
	own.bounds = newBounds(s.Policy)
	own.mendsLabels = slices.Contains(run, podLabelMissing) && slices.Contains(run, labelOnlyOnController) && slices.Contains(run, labelWrongValue)
	return &lint.Config{
		Rules:      run,
		Known:      All,
		Prepare:    func(o *manifest.Object) any { return own.prepare(o) },
		Skips:      own.Skips,
		Foreign:    own.foreign,
		Classifier: own.classifier(),
		Shared:     &own,
		Directives: &lint.Directives{
			NoReason: ifRun(unexplainedIgnore, run),
			Unknown:  ifRun(unknownIgnore, run),
			Unused:   ifRun(unusedIgnore, run),
		},
	}
}

// ifRun is a rule that is among those that run, nil if it is not.
func ifRun(rule *lint.Rule, run []*lint.Rule) *lint.Rule {
	if slices.Contains(run, rule) {
		return rule
	}
	return nil
}

// ParseResources reads the value of --resources.
func ParseResources(s string) (Resources, error) {
	switch s {
	case "auto":
		return ResourcesAuto, nil
	case "write":
		return ResourcesWrite, nil
	case "keep":
		return ResourcesKeep, nil
	}
	return 0, fmt.Errorf("--resources is auto, write or keep, not %q", s)
}

// Pin makes, for convert, the configuration of its later rounds: there the objects that come from the legacy cluster are
// those that came from it in the file; on the way back, those of the current one.
func Pin(cfg *lint.Config, f *manifest.File) *lint.Config {
	type place struct {
		document, item int
		name           string
	}
	at := func(o *manifest.Object) place { return place{o.Document, o.Item, o.Name} }
	pinned := *cfg
	before := map[place]*Subject{}
	for _, d := range f.Docs {
		for _, o := range d.Objects() {
			sub := cfg.Prepare(o).(*Subject)
			before[at(o)] = &Subject{FromLegacy: sub.FromLegacy, FromCurrent: sub.FromCurrent}
		}
	}
	pinned.Prepare = func(o *manifest.Object) any {
		sub := cfg.Prepare(o).(*Subject)
		if was := before[at(o)]; was != nil { // a fix may have brought a sign to light, too
			sub.FromLegacy = sub.FromLegacy || was.FromLegacy
			sub.FromCurrent = sub.FromCurrent || was.FromCurrent
		}
		return sub
	}
	return &pinned
}

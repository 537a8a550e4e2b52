// Package rules puts the rules of all domains together, and makes the configuration of a run of them.
//
// A program that lints begins with Config(workload.NewSettings(), All), and gives it to lint.Run. One that converts gives convert.Options
// the configuration, Pin and Unpin. Settings must not change afterwards. A configuration may be used by several goroutines, each for
// files of its own.
package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/content"
	"github.com/toolforge/tfk8s/rules/field"
	"github.com/toolforge/tfk8s/rules/image"
	"github.com/toolforge/tfk8s/rules/ingress"
	"github.com/toolforge/tfk8s/rules/job"
	"github.com/toolforge/tfk8s/rules/legacy"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/security"
	"github.com/toolforge/tfk8s/rules/tool"
	"github.com/toolforge/tfk8s/rules/webservice"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/rules/yaml"
	"github.com/toolforge/tfk8s/schemas"
)

// A domain is the rules of one package.
type domain struct {
	name  string
	rules []*lint.Rule
}

func domains() []domain {
	return []domain{
		{"yaml", yaml.Rules},
		{"tool", tool.Rules},
		{"image", image.Rules},
		{"api", api.Rules},
		{"field", field.Rules},
		{"podpreset", podpreset.Rules},
		{"security", security.Rules},
		{"quota", quota.Rules},
		{"ingress", ingress.Rules},
		{"job", job.Rules},
		{"webservice", webservice.Rules},
		{"legacy", legacy.Rules},
	}
}

// All is every rule of either direction, in the order of their ids.
var All = allRules()

func allRules() (all []*lint.Rule) {
	for _, d := range domains() {
		all = append(all, d.rules...)
	}
	slices.SortFunc(all, byID)
	return all
}

// PageURL returns the address of a rule's page, "" for a rule of somebody else.
func PageURL(rule *lint.Rule) string {
	for _, d := range domains() {
		if slices.Contains(d.rules, rule) {
			return "https://github.com/toolforge/tfk8s/blob/main/rules/" + d.name + "/" + rule.Name + ".md"
		}
	}
	return ""
}

func byID(a, b *lint.Rule) int { return strings.Compare(a.ID, b.ID) }

// ToLegacy is every rule of the way back to the legacy cluster, in the order of their ids.
var ToLegacy = slices.DeleteFunc(slices.Clone(All), func(r *lint.Rule) bool { return !r.BothWays && !isOfWayBack(r) })

// isOfWayBack reports whether a rule holds for the legacy cluster alone.
func isOfWayBack(r *lint.Rule) bool { return slices.Contains(legacy.Rules, r) }

// Prepare makes what the rules know of an object before they look at it.
func Prepare(s *workload.Settings, o *manifest.Object) *workload.Object {
	return workload.New(s, o, api.ReadByFields)
}

// Classifier recognizes the contents of documents.
func Classifier(s *workload.Settings) *content.Classifier {
	return &content.Classifier{Policy: s.Policy, Bundle: s.Bundle, Origin: s.Origin}
}

// Applies reports whether a rule judges for the cluster that the settings choose.
func Applies(s *workload.Settings, rule *lint.Rule) bool {
	if s.ToLegacy {
		return slices.Contains(ToLegacy, rule)
	}
	return !isOfWayBack(rule)
}

// Config makes the configuration of a run of some rules. Those that judge for the other cluster are left out.
func Config(s *workload.Settings, run []*lint.Rule) *lint.Config {
	run = slices.DeleteFunc(slices.Clone(run), func(r *lint.Rule) bool { return !Applies(s, r) })
	own := *s
	own.Bounds = newBounds(s.Policy)
	own.FixesLabels = slices.Contains(run, podpreset.PodLabelMissing) && slices.Contains(run, podpreset.LabelOnlyOnController) && slices.Contains(run, podpreset.LabelWrongValue)
	own.JudgesSelectors = slices.Contains(run, api.SelectorMismatch)
	return &lint.Config{
		Rules:      run,
		Known:      All,
		Prepare:    func(o *manifest.Object) any { return Prepare(&own, o) },
		Skips:      own.Skips,
		Foreign:    func(f *manifest.File) any { return webservice.Foreign(&own, f) },
		Implied:    func(file any, d *manifest.Document) *manifest.File { return file.(*webservice.ServiceFile).Objects(d) },
		Classifier: Classifier(&own),
		Shared:     &own,
		Covers:     covers,
		Directives: &lint.Directives{
			NoReason: ifRun(yaml.UnexplainedIgnore, run),
			Unknown:  ifRun(yaml.UnknownIgnore, run),
			Unused:   ifRun(yaml.UnusedIgnore, run),
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
func ParseResources(s string) (workload.Resources, error) {
	switch s {
	case "auto":
		return workload.ResourcesAuto, nil
	case "write":
		return workload.ResourcesWrite, nil
	case "keep":
		return workload.ResourcesKeep, nil
	}
	return 0, fmt.Errorf("--resources is auto, write or keep, not %q", s)
}

func newBounds(p *schemas.Policy) *workload.Bounds {
	r := &p.LimitRange
	b := &workload.Bounds{Limits: quantitiesOf(r.Default), Requests: quantitiesOf(r.DefaultRequest), Least: quantitiesOf(r.Min), Most: quantitiesOf(r.Max), Older: quantitiesOf(r.Older.Min)}
	b.Low, b.High = quantitiesOf(p.Plausible.Min), quantitiesOf(p.Plausible.Max)
	for _, q := range p.Quota {
		hard := quota.Bound(q.Hard)
		b.Hard = append(b.Hard, quota.Thousandths(&hard))
	}
	b.Defaults = manifest.Pairs{{Key: "limits", Value: pairsOf(r.Default)}, {Key: "requests", Value: pairsOf(r.DefaultRequest)}}
	b.Resources = manifest.Pairs{{Key: "resources", Value: b.Defaults}}
	b.Label = manifest.Pairs{{Key: p.PodPreset.Label.Key, Value: p.PodPreset.Label.Value}}
	for _, pv := range p.PodPreset.Volumes {
		b.ToolFiles = append(b.ToolFiles, pv.MountPath)
	}
	for _, e := range p.PodPreset.Env {
		b.ToolFiles = append(b.ToolFiles, podpreset.References(e.Key)...)
	}
	b.ToolFiles = append(b.ToolFiles, "~/")
	for _, f := range p.IgnoredFields {
		if !slices.Contains(b.Ignored, f.Field) {
			b.Ignored = append(b.Ignored, f.Field)
		}
	}
	return b
}

func pairsOf(r schemas.Resources) manifest.Pairs {
	return manifest.Pairs{{Key: "cpu", Value: r.CPU}, {Key: "memory", Value: r.Memory}}
}

func quantitiesOf(r schemas.Resources) workload.Quantities {
	var q workload.Quantities
	for _, name := range [...]string{"cpu", "memory"} {
		if text := r.Of(name); text != "" {
			q = append(q, workload.NamedQuantity{Name: name, Value: quota.Bound(text)})
		}
	}
	return q
}

package rules

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed selector-mismatch.md
var selectorMismatchDoc string

var selectorMismatch = &lint.Rule{
	ID: "TFK303", Name: "selector-mismatch",
	Stage: lint.API, Severity: lint.Error, Fix: lint.Review,
	BothWays: true,
	Doc:      selectorMismatchDoc,
	Object:   checkSelectorMismatch,
}

func checkSelectorMismatch(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	wanted, ok := s.podRequirements()
	labels := s.Template.At("metadata", "labels")
	if !ok || !s.templateIsJudged() {
		return
	}
	var unmet []requirement
	for _, r := range wanted {
		if !r.metBy(labels) {
			unmet = append(unmet, r)
		}
	}
	if len(unmet) == 0 {
		return
	}
	// The mark is on the selector: what it asks for is nowhere in the template.
	first := unmet[0]
	report := lint.Report{Span: first.node.Mark(), Path: "spec.template.metadata.labels", Fix: s.addLabels(unmet)}
	if label := labels.Field(first.key); label.Exists() {
		report.Related = []lint.Related{{File: s.Object.File, Span: label.Mark(), Message: "the label of the template"}}
		p.Report(report, "the selector asks for %s, and the template has %s=%s: they must agree", describe(unmet), first.key, label.Text())
		return
	}
	p.Report(report, "the selector asks for %s, which the template does not have: give the labels of the template what the selector wants", describe(unmet))
}

func describe(unmet []requirement) string {
	var parts []string
	for i := range unmet {
		parts = append(parts, unmet[i].String())
	}
	return strings.Join(parts, ", ")
}

// templateIsJudged reports whether the server gets as far as to match the labels of the template: they are readable, and
// a template that is missing is not what it minds first.
func (s *Subject) templateIsJudged() bool {
	if s.Template.IsNull() {
		schema := s.Bundle.Lookup(s.GVK)
		return schema != nil && s.Object.Kind != "ReplicationController" && !slices.Contains(schema.Field("spec").Required, "template")
	}
	meta := s.Template.Field("metadata")
	labels := meta.Field("labels")
	isMap := func(n *manifest.Node) bool { return n.IsNull() || n.IsMap() }
	notString := func(f manifest.Node) bool { return f.Kind() != manifest.String }
	return s.Template.IsMap() && isMap(meta) && isMap(labels) && !slices.ContainsFunc(labels.Fields(), notString)
}

// addLabels gives the template the labels that the selector asks for, where it says exactly which. That of the PodPreset
// comes with what else must change in the pods.
func (s *Subject) addLabels(unmet []requirement) *lint.Fix {
	labels := s.Template.At("metadata", "labels")
	var missing manifest.Pairs
	var others []requirement
	for _, r := range unmet {
		if !s.isPresetLabel(r.key, r.values) || s.labelFix() == nil {
			others = append(others, r)
		}
	}
	if len(others) == 0 {
		return s.labelFix()
	}
	for _, r := range others {
		if r.operator != "In" || len(r.values) != 1 || labels.Field(r.key).Exists() {
			return nil
		}
		missing = append(missing, manifest.Pair{Key: r.key, Value: r.values[0]})
	}
	if !s.Template.IsMap() {
		return nil
	}
	var d draft
	if s.Template.Field("metadata").Exists() {
		d.write(nil, add(nil, s.Template, []string{"metadata", "labels"}, missing))
	} else {
		d.add(insertFirst(s.Template, manifest.Pair{Key: "metadata", Value: manifest.Pairs{{Key: "labels", Value: missing}}}))
	}
	return lint.NewFix(s.labelSafety(missing), d.edits, !d.failed, "add "+describe(others)+" to the labels of the template")
}

// labelSafety is safe for the label that every pod needs to get its tool's mounts: it is part of the migration.
func (s *Subject) labelSafety(missing manifest.Pairs) lint.Safety {
	if len(missing) == 1 && s.isPresetLabel(missing[0].Key, []string{missing[0].Value.(string)}) {
		return lint.Safe
	}
	return lint.Review
}

// isPresetLabel reports whether a label is the one that asks for the PodPreset.
func (s *Subject) isPresetLabel(key string, values []string) bool {
	label := s.Policy.PodPreset.Label
	return key == label.Key && len(values) == 1 && values[0] == label.Value
}

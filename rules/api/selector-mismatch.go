package api

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed selector-mismatch.md
var selectorMismatchDoc string

var SelectorMismatch = &lint.Rule{
	ID: "TFK303", Name: "selector-mismatch",
	Stage: lint.API, Severity: lint.Error, Fix: lint.Review,
	BothWays: true,
	Doc:      selectorMismatchDoc,
	Object:   checkSelectorMismatch,
}

func checkSelectorMismatch(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	wanted, ok := s.PodRequirements()
	labels := s.Template.At("metadata", "labels")
	if !ok || !s.TemplateIsJudged() || kubectl.IsMisspelled(s, s.Template, "metadata", "labels") {
		return
	}
	var unmet []workload.Requirement
	for _, r := range wanted {
		if !r.MetBy(labels) {
			unmet = append(unmet, r)
		}
	}
	if len(unmet) == 0 {
		return
	}
	// The mark is on the selector, because what it asks for is missing in the template.
	first := unmet[0]
	report := lint.Report{Span: first.Node.Mark(), Path: "spec.template.metadata.labels", Fix: addLabels(s, unmet)}
	if label := labels.Field(first.Key); label.Exists() {
		report.Related = []lint.Related{{File: s.Object.File, Span: label.Mark(), Message: "the label of the template"}}
		p.Report(report, "the selector asks for %s, but the template has %s=%s", describe(unmet), first.Key, label.Text()).
			HelpUnlessFixed("use the same labels in both")
		return
	}
	if label := podpreset.LabelOfController(s); label != nil && slices.ContainsFunc(unmet, func(r workload.Requirement) bool { return r.Key == label.Key() }) {
		report.Related = []lint.Related{{Span: label.Mark(), Message: "this label is not on the pods, so they get no tool files either"}}
	}
	p.Report(report, "the selector asks for %s, which the template lacks", describe(unmet)).
		HelpUnlessFixed("change the labels of the template, or the selector")
}

func describe(unmet []workload.Requirement) string {
	var parts []string
	for i := range unmet {
		parts = append(parts, unmet[i].String())
	}
	return strings.Join(parts, ", ")
}

// addLabels adds the labels that the selector asks for to the template, if it says exactly which. The fix that adds the label of
// the PodPreset also changes what else it requires.
func addLabels(s *workload.Object, unmet []workload.Requirement) *lint.Fix {
	labels := s.Template.At("metadata", "labels")
	var missing manifest.Pairs
	var others []workload.Requirement
	for _, r := range unmet {
		if !podpreset.IsPresetLabel(s, r.Key, r.Values) || podpreset.LabelFix(s) == nil {
			others = append(others, r)
		}
	}
	if len(others) == 0 {
		return podpreset.LabelFix(s)
	}
	for _, r := range others {
		if r.Operator != "In" || len(r.Values) != 1 || labels.Field(r.Key).Exists() {
			return nil
		}
		missing = append(missing, manifest.Pair{Key: r.Key, Value: r.Values[0]})
	}
	if !s.Template.IsMap() {
		return nil
	}
	var d manifest.Draft
	if s.Template.Field("metadata").Exists() {
		d.Write(nil, manifest.Add(nil, s.Template, []string{"metadata", "labels"}, missing))
	} else {
		d.Add(manifest.InsertFirst(s.Template, manifest.Pair{Key: "metadata", Value: manifest.Pairs{{Key: "labels", Value: missing}}}))
	}
	return lint.NewFix(labelSafety(s, missing), d.Edits, !d.Failed, "add "+describe(others)+" to the labels of the template")
}

// labelSafety is safe for the label by which pods get the files of the tool, because it is part of the migration.
func labelSafety(s *workload.Object, missing manifest.Pairs) lint.Safety {
	if len(missing) == 1 && podpreset.IsPresetLabel(s, missing[0].Key, []string{missing[0].Value.(string)}) {
		return lint.Safe
	}
	return lint.Review
}

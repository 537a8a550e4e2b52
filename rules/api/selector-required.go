package api

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed selector-required.md
var selectorMissingDoc string

var SelectorMissing = &lint.Rule{
	ID: "TFK302", Name: "selector-required",
	Stage: lint.Kubectl, Severity: lint.Error, Fix: lint.Safe,
	Doc:    selectorMissingDoc,
	Object: checkSelectorRequired,
}

func checkSelectorRequired(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	spec := o.Root.Field("spec")
	selector := spec.Field("selector")
	manual, _ := spec.Field("manualSelector").Bool()
	switch {
	case !spec.IsNull() && !spec.IsMap():
	case kubectl.IsMisspelt(s, o.Root, "spec", "selector"):
	case workload.HasLabelSelector(s.Judged.Kind) && selector.IsNull():
		checkMissingSelector(p, s, spec)
	case workload.HasLabelSelector(s.Judged.Kind) && workload.IsEmptySelector(selector):
		checkEmptySelector(p, s, selector)
	case s.Kind == "ReplicationController" && s.Template.IsMap() && len(selector.Children()) == 0 && !hasPodLabels(s):
		reportNoSelector(p, spec, lint.API, nil, "there is no selector, and the template has no labels to take it from: give the template labels")
	case s.Kind == "Job" && manual && selector.IsNull():
		reportNoSelector(p, spec, lint.API, nil, "manualSelector asks for a selector, and there is none: drop manualSelector, and the Job makes its own")
	}
}

// checkMissingSelector looks at a workload without a selector. The schema of the new versions demands one; the old ones
// take it from the labels of the template, if there are any.
func checkMissingSelector(p *lint.Pass, s *workload.Object, spec *manifest.Node) {
	copied := s.Policy.CopiedLabelsOf(s.Kind, s.APIVersion)
	switch {
	case SelectorRequired(s.Judged):
		stage := lint.Kubectl
		if spec.IsNull() { // kubectl does not look into what is not there
			stage = lint.API
		}
		reportNoSelector(p, spec, stage, selectorFix(s), "%s in %s must have a selector: the labels by which it finds its pods",
			words.Article(s.Kind), s.Judged.APIVersion())
	case copied != nil && copied.Selector && !hasPodLabels(s):
		reportNoSelector(p, spec, lint.API, nil, "there is no selector, and the template has no labels to take it from: give the template labels")
	}
}

// checkEmptySelector looks at a selector that selects nothing. Labels that stand in it without matchLabels are unknown
// fields, and reported as such.
func checkEmptySelector(p *lint.Pass, s *workload.Object, selector *manifest.Node) {
	for _, f := range selector.Fields() {
		if f.Key() != "matchLabels" && f.Key() != "matchExpressions" {
			return
		}
	}
	p.Report(lint.Report{Span: selector.Mark(), Path: selector.Path(), Stage: new(lint.API), Fix: selectorFix(s)},
		"the selector is empty: name the labels by which the %s finds its pods", s.Kind)
}

func reportNoSelector(p *lint.Pass, spec *manifest.Node, stage lint.Stage, fix *lint.Fix, format string, args ...any) {
	at := spec
	if !at.Exists() {
		at = workload.Of(p).Root().Field("kind")
	}
	p.Report(lint.Report{Span: at.Mark(), Path: "spec.selector", Stage: &stage, Fix: fix}, format, args...)
}

// selectorFix writes the selector that the old versions took from the labels of the template.
func selectorFix(s *workload.Object) *lint.Fix {
	labels, ok := s.TemplateLabels()
	if !ok || kubectl.IsMisspelt(s, s.Template, "metadata", "labels") {
		return nil
	}
	d := manifest.Draft{Failed: kubectl.IsMisspelt(s, s.Root(), "spec", "selector", "matchLabels")}
	d.Write(s.Root().Field("spec"), manifest.Add(nil, s.Root(), []string{"spec", "selector", "matchLabels"}, labels))
	return lint.NewFix(lint.Safe, d.Edits, !d.Failed, "write spec.selector with the labels of the template")
}

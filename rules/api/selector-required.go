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
	case kubectl.IsMisspelled(s, o.Root, "spec", "selector"):
	case workload.HasLabelSelector(s.Judged.Kind) && selector.IsNull():
		checkMissingSelector(p, s, spec)
	case workload.HasLabelSelector(s.Judged.Kind) && workload.IsEmptySelector(selector):
		checkEmptySelector(p, s, selector)
	case s.Kind == "ReplicationController" && s.Template.IsMap() && len(selector.Children()) == 0 && !hasPodLabels(s):
		reportNoLabels(p, s, spec)
	case s.Kind == "Job" && manual && selector.IsNull():
		reportNoSelector(p, spec, lint.API, nil, "a Job with manualSelector needs a selector").
			Help("delete manualSelector, so that the server generates the selector")
	}
}

// reportNoLabels reports an object without a selector whose template has no labels to copy either.
func reportNoLabels(p *lint.Pass, s *workload.Object, spec *manifest.Node) {
	reportNoSelector(p, spec, lint.API, nil, "%s needs a selector, or a template with labels", words.Article(s.Kind)).
		Help("add labels to the template")
}

// checkMissingSelector looks at a workload without a selector. The schema of the new versions requires one. The old ones copy
// it from the labels of the template, if there are any.
func checkMissingSelector(p *lint.Pass, s *workload.Object, spec *manifest.Node) {
	copied := s.Policy.CopiedLabelsOf(s.Kind, s.APIVersion)
	switch {
	case SelectorRequired(s.Judged):
		stage := lint.Kubectl
		if spec.IsNull() { // kubectl does not look into an empty spec
			stage = lint.API
		}
		fix := selectorFix(s)
		f := reportNoSelector(p, spec, stage, fix, "%s in %s needs a selector", words.Article(s.Kind), s.Judged.APIVersion())
		f.HelpUnlessFixed("add spec.selector.matchLabels with the labels of the template")
	case copied != nil && copied.Selector && !hasPodLabels(s):
		reportNoLabels(p, s, spec)
	}
}

// checkEmptySelector looks at a selector that selects nothing. Labels in it that are not under matchLabels are reported as
// unknown fields.
func checkEmptySelector(p *lint.Pass, s *workload.Object, selector *manifest.Node) {
	for _, f := range selector.Fields() {
		if f.Key() != "matchLabels" && f.Key() != "matchExpressions" {
			return
		}
	}
	fix := selectorFix(s)
	p.Report(lint.Report{Span: selector.Mark(), Path: selector.Path(), Stage: new(lint.API), Fix: fix}, "the selector is empty").
		HelpUnlessFixed("add the labels by which the %s finds its pods", s.Kind)
}

func reportNoSelector(p *lint.Pass, spec *manifest.Node, stage lint.Stage, fix *lint.Fix, format string, args ...any) lint.Finding {
	at := spec
	if !at.Exists() {
		at = workload.Of(p).Root().Field("kind")
	}
	return p.Report(lint.Report{Span: at.Mark(), Path: "spec.selector", Stage: &stage, Fix: fix}, format, args...)
}

// selectorFix writes the selector that the old versions copied from the labels of the template.
func selectorFix(s *workload.Object) *lint.Fix {
	labels, ok := s.TemplateLabels()
	if !ok || kubectl.IsMisspelled(s, s.Template, "metadata", "labels") {
		return nil
	}
	d := manifest.Draft{Failed: kubectl.IsMisspelled(s, s.Root(), "spec", "selector", "matchLabels")}
	d.Write(s.Root().Field("spec"), manifest.Add(nil, s.Root(), []string{"spec", "selector", "matchLabels"}, labels))
	return lint.NewFix(lint.Safe, d.Edits, !d.Failed, "add spec.selector with the labels of the template")
}

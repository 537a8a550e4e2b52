package legacy

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed label-of-2020.md
var labelOf2020Doc string

var labelOf2020 = &lint.Rule{
	ID: "TFK052", Name: "label-of-2020",
	Stage: lint.Advice, Severity: lint.Note, Fix: lint.Safe,
	Doc:    labelOf2020Doc,
	Object: checkLabelOf2020,
}

func checkLabelOf2020(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if o.Kind == "Service" {
		checkServiceSelector(s, p)
		return
	}
	if !s.FromCurrent || !podpreset.PresetSelects(s) || keepsLabel(s) {
		return
	}
	key := s.Policy.PodPreset.Label.Key
	label := podpreset.PodLabels(s).Field(key)
	p.AtKey(label, dropLabel(s), "the label %q means nothing on the %s", podpreset.LabelText(s), s.Policy.Legacy.Title).
		Effect("the %s mounts no files for it", s.Policy.Legacy.Title)
}

// keepsLabel reports whether the label must stay. In its last months on the legacy cluster webservice wrote it on all its
// objects. And a controller needs at least one label by which it finds its pods, and so does a Job that chooses its selector.
func keepsLabel(s *workload.Object) bool {
	own := s.Root().At("metadata", "labels")
	isAllOver := s.Template != s.Root() && s.IsWebservices() && podpreset.CarriesLabel(s, own)
	needsOne := workload.HasLabelSelector(s.Object.Kind) || s.Object.Kind == "ReplicationController"
	manual, _ := s.Root().At("spec", "manualSelector").Bool()
	choosesBy := manual && len(podpreset.Selectors(s)[0].Fields()) == 1 && podpreset.CarriesLabel(s, podpreset.Selectors(s)[0])
	return isAllOver || choosesBy || needsOne && len(podpreset.PodLabels(s).Fields()) == 1
}

// dropLabel makes the fix that removes the label from the pods, from what creates them, and from what selects them. It waits for
// the fixes that write what the PodPreset added because of the label.
func dropLabel(s *workload.Object) *lint.Fix {
	want := s.Policy.PodPreset.Label
	exprs := s.Root().At("spec", "selector", "matchExpressions").Items()
	isAsked := slices.ContainsFunc(exprs, func(e manifest.Node) bool { return e.Field("key").String() == want.Key })
	if isAsked || len(unmountedFiles(s)) > 0 || len(containersWithoutHome(s)) > 0 {
		return nil
	}
	var d manifest.Draft
	all := []*manifest.Node{podpreset.PodLabels(s)}
	if s.Template != s.Root() {
		all = append(append(all, podpreset.OuterLabels(s)...), podpreset.Selectors(s)...)
	}
	for _, labels := range all {
		if podpreset.CarriesLabel(s, labels) {
			d.Add(manifest.Prune(workload.EmptyLabels, labels.Field(want.Key)))
		}
	}
	return lint.NewFix(lint.Safe, manifest.Unite(d.Edits), !d.Failed, "delete the label "+podpreset.LabelText(s))
}

// checkServiceSelector looks at a Service that selects its pods by the label that convert removes from them.
func checkServiceSelector(s *workload.Object, p *lint.Pass) {
	selector := s.Root().At("spec", "selector")
	if !podpreset.CarriesLabel(s, selector) {
		return
	}
	label := selector.Field(s.Policy.PodPreset.Label.Key)
	const message = "the selector needs the label %q, which convert removes from the pods"
	if len(selector.Fields()) == 1 {
		p.Report(lint.Report{Span: label.Mark(), Path: label.Path(), Severity: new(lint.Warning), Stage: new(lint.Runs)}, message, podpreset.LabelText(s)).
			Effect("the Service finds no pods").Help("select the pods by another label")
		return
	}
	edits, ok := manifest.Delete(label)
	fix := lint.NewFix(lint.Safe, edits, ok, "delete it from the selector")
	p.AtKey(label, fix, message, podpreset.LabelText(s)).HelpUnlessFixed("delete it from the selector")
}

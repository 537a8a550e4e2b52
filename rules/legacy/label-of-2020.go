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
	p.AtKey(label, dropLabel(s), "the label %q asks for files that the %s brings into no pod: it means nothing there", podpreset.LabelText(s), s.Policy.Legacy.Title)
}

// keepsLabel reports whether the label stays: webservice itself wrote it in its last months on the legacy cluster, on
// all that it made; and a controller needs one label to tell its pods by, as does a Job that does not make its selector.
func keepsLabel(s *workload.Object) bool {
	own := s.Root().At("metadata", "labels")
	isAllOver := s.Template != s.Root() && s.IsWebservices() && podpreset.CarriesLabel(s, own)
	needsOne := workload.HasLabelSelector(s.Object.Kind) || s.Object.Kind == "ReplicationController"
	manual, _ := s.Root().At("spec", "manualSelector").Bool()
	choosesBy := manual && len(podpreset.Selectors(s)[0].Fields()) == 1 && podpreset.CarriesLabel(s, podpreset.Selectors(s)[0])
	return isAllOver || choosesBy || needsOne && len(podpreset.PodLabels(s).Fields()) == 1
}

// dropLabel makes the fix that takes the label off the pods, what makes them, and what selects them. It waits for the fixes
// that write out what the label stood for.
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
	return lint.NewFix(lint.Safe, manifest.Unite(d.Edits), !d.Failed, "drop the label "+podpreset.LabelText(s))
}

// checkServiceSelector looks at a Service that finds its pods by the label which these lose.
func checkServiceSelector(s *workload.Object, p *lint.Pass) {
	selector := s.Root().At("spec", "selector")
	if !podpreset.CarriesLabel(s, selector) {
		return
	}
	label := selector.Field(s.Policy.PodPreset.Label.Key)
	if len(selector.Fields()) == 1 {
		p.Report(lint.Report{Span: label.Mark(), Path: label.Path(), Severity: new(lint.Warning), Stage: new(lint.Runs)},
			"the pods lose the label %q on the way to the %s, and the Service with it: select them by another one", podpreset.LabelText(s), s.Policy.Legacy.Title)
		return
	}
	edits, ok := manifest.Delete(label)
	p.AtKey(label, lint.NewFix(lint.Safe, edits, ok, "select without it"),
		"the pods lose the label %q on the way to the %s: the other labels select them", podpreset.LabelText(s), s.Policy.Legacy.Title)
}

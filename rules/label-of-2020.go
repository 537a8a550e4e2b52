package rules

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
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
	s := on(p)
	if o.Kind == "Service" {
		s.checkServiceSelector(p)
		return
	}
	if !s.FromCurrent || !s.presetSelects() || s.keepsLabel() {
		return
	}
	key := s.Policy.PodPreset.Label.Key
	label := s.podLabels().Field(key)
	p.AtKey(label, s.dropLabel(), "the label %q asks for files that the %s brings into no pod: it means nothing there", s.labelText(), s.Policy.Legacy.Title)
}

// keepsLabel reports whether the label stays: webservice itself wrote it in its last months on the legacy cluster, on
// all that it made; and a controller needs one label to tell its pods by, as does a Job that does not make its selector.
func (s *Subject) keepsLabel() bool {
	own := s.Root().At("metadata", "labels")
	isAllOver := s.Template != s.Root() && s.isWebservices() && s.carriesLabel(own)
	needsOne := hasLabelSelector(s.Object.Kind) || s.Object.Kind == "ReplicationController"
	manual, _ := s.Root().At("spec", "manualSelector").Bool()
	choosesBy := manual && len(s.selectors()[0].Fields()) == 1 && s.carriesLabel(s.selectors()[0])
	return isAllOver || choosesBy || needsOne && len(s.podLabels().Fields()) == 1
}

// emptyLabels are the keys of maps that go with their last label.
var emptyLabels = []string{"labels", "matchLabels", "selector"}

// dropLabel makes the fix that takes the label off the pods, what makes them, and what selects them. It waits for the fixes
// that write out what the label stood for.
func (s *Subject) dropLabel() *lint.Fix {
	want := s.Policy.PodPreset.Label
	exprs := s.Root().At("spec", "selector", "matchExpressions").Items()
	isAsked := slices.ContainsFunc(exprs, func(e manifest.Node) bool { return e.Field("key").String() == want.Key })
	if isAsked || len(s.unmountedFiles()) > 0 || len(s.containersWithoutHome()) > 0 {
		return nil
	}
	var d draft
	all := []*manifest.Node{s.podLabels()}
	if s.Template != s.Root() {
		all = append(append(all, s.outerLabels()...), s.selectors()...)
	}
	for _, labels := range all {
		if s.carriesLabel(labels) {
			d.add(manifest.Prune(emptyLabels, labels.Field(want.Key)))
		}
	}
	return lint.NewFix(lint.Safe, unite(d.edits), !d.failed, "drop the label "+s.labelText())
}

// checkServiceSelector looks at a Service that finds its pods by the label which these lose.
func (s *Subject) checkServiceSelector(p *lint.Pass) {
	selector := s.Root().At("spec", "selector")
	if !s.carriesLabel(selector) {
		return
	}
	label := selector.Field(s.Policy.PodPreset.Label.Key)
	if len(selector.Fields()) == 1 {
		p.Report(lint.Report{Span: label.Mark(), Path: label.Path(), Severity: new(lint.Warning), Stage: new(lint.Runs)},
			"the pods lose the label %q on the way to the %s, and the Service with it: select them by another one", s.labelText(), s.Policy.Legacy.Title)
		return
	}
	edits, ok := manifest.Delete(label)
	p.AtKey(label, lint.NewFix(lint.Safe, edits, ok, "select without it"),
		"the pods lose the label %q on the way to the %s: the other labels select them", s.labelText(), s.Policy.Legacy.Title)
}

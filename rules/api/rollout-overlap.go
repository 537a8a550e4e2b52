package api

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed rollout-overlap.md
var rolloutOverlapDoc string

var rolloutOverlap = &lint.Rule{
	ID: "TFK315", Name: "rollout-overlap",
	Stage: lint.Advice, Severity: lint.Note, Fix: lint.Review,
	Doc:    rolloutOverlapDoc,
	Object: checkRolloutOverlap,
}

const recreate = "Recreate"

func checkRolloutOverlap(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	spec := o.Root.Field("spec")
	strategy := spec.Field("strategy")
	if !mustNotOverlap(s) || !spec.IsMap() || !strategy.IsNull() && !strategy.IsMap() {
		return
	}
	report := lint.Report{Span: spec.Mark(), Path: "spec.strategy", Fix: recreateFix(s, spec, strategy)}
	if strategy.Exists() {
		report.Span = strategy.Mark()
	}
	p.Report(report, "a rollout starts the new pod before the old one ends").Effect("two pods run for a while").
		HelpUnlessFixed("set spec.strategy.type to %s", recreate)
}

// mustNotOverlap reports whether the object is a Deployment that must never have two pods, but may have two
// during a rollout.
func mustNotOverlap(s *workload.Object) bool {
	spec := s.Root().Field("spec")
	replicas, isOne := spec.Field("replicas").Int()
	isOne = isOne && replicas == 1 || spec.Field("replicas").IsNull()
	kind := spec.At("strategy", "type")
	return s.Singleton && s.Kind == "Deployment" && isOne && (kind.IsNull() || slices.Contains([]string{"", "RollingUpdate"}, kind.Text()))
}

// recreateFix writes the strategy, and deletes the numbers of the other one, which the server rejects beside it.
func recreateFix(s *workload.Object, spec, strategy *manifest.Node) *lint.Fix {
	d := manifest.Draft{Failed: kubectl.IsMisspelled(s, spec, "strategy", "type")}
	numbers, kind := strategy.Field("rollingUpdate"), strategy.Field("type")
	entry := manifest.Pair{Key: "type", Value: recreate}
	switch {
	case kind.Exists():
		d.Add(kind.SetText(recreate))
		if numbers.Exists() {
			d.Add(manifest.Delete(numbers))
		}
	case numbers.Exists() && s.Object.File.JSON():
		d.Rewrite(numbers, nil, manifest.Rewritten{Key: "type", Text: `"` + recreate + `"`})
	case numbers.Exists():
		d.Replace(strategy, manifest.Anchors(spec), manifest.Pair{Key: "strategy", Value: manifest.Pairs{entry}})
	case strategy.Exists():
		d.Add(strategy.Insert(nil, entry))
	default:
		d.Insert(spec, manifest.Anchors(spec), manifest.Pair{Key: "strategy", Value: manifest.Pairs{entry}})
	}
	return lint.NewFix(lint.Review, d.Edits, !d.Failed, "set the strategy to "+recreate)
}

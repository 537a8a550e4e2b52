package field

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/api"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// generated is what the server wrote into a Job to tell its pods from those of others, or into the template of a CronJob that
// was made of such a Job.
type generated struct {
	labels   []*manifest.Node // on the pods, in the selector, and on the object, which has those of its pods
	selector *manifest.Node   // nil where there is none
	pods     *manifest.Node   // the map of the labels of the pods
}

// generatedOf finds what the server generated for a Job. Its author keeps it with manualSelector. Only the uid of the Job
// shows that nobody wrote it by hand.
func generatedOf(s *workload.Object, row *schemas.ServerField) generated {
	spec := s.Root().Field("spec")
	if template := spec.Field("jobTemplate"); template.IsMap() {
		spec = template.Field("spec")
	} else if row.Kind != s.Kind {
		return generated{}
	}
	g := generated{selector: spec.Field("selector"), pods: s.Template.At("metadata", "labels")}
	wanted := g.selector.Field("matchLabels")
	manual, _ := spec.Field("manualSelector").Bool()
	if uid := row.Labels[0]; manual || !g.pods.Field(uid).Exists() && !wanted.Field(uid).Exists() {
		return generated{}
	}
	maps := []*manifest.Node{wanted}
	for _, meta := range metadata(s) {
		maps = append(maps, meta.Field("labels"))
	}
	for _, labels := range maps {
		for _, key := range row.Labels {
			if label := labels.Field(key); label.Exists() && !slices.Contains(g.labels, label) {
				g.labels = append(g.labels, label)
			}
		}
	}
	sortByPlace(g.labels)
	return g
}

// isCauseOf reports whether the server refuses something only for what it generated itself.
func (g generated) isCauseOf(x validation.Problem) bool {
	return len(g.labels) > 0 && (x.Node == g.selector || x.Node == g.pods || slices.Contains(g.labels, x.Node))
}

// generatedLabels is what the server generated for the Job that an object is or makes.
func generatedLabels(s *workload.Object) generated {
	for i := range s.Policy.ServerFields {
		if row := &s.Policy.ServerFields[i]; len(row.Labels) > 0 {
			return generatedOf(s, row)
		}
	}
	return generated{}
}

// reportGenerated reports what the server generated for an exported Job. It generates the same with other values for a new
// one, so the selector goes as a whole.
func reportGenerated(s *workload.Object, p *lint.Pass, g generated, exported bool) {
	safety := lint.Review
	if exported {
		safety = lint.Safe
	}
	gone := g.labels
	if g.selector.Exists() && !api.ChoosesSelector(s) {
		gone = []*manifest.Node{g.selector}
		for _, label := range g.labels {
			if label.Parent() != g.selector.Field("matchLabels") {
				gone = append(gone, label)
			}
		}
	}
	edits, ok := manifest.Prune(workload.EmptyLabels, gone...)
	report := lint.Report{Span: g.labels[0].Mark(), Path: g.labels[0].Path(), Fix: lint.NewFix(safety, edits, ok, "delete what the server generates")}
	addRefusals(s, g, &report)
	p.Report(report, "the cluster gives the pods of every Job a %s of its own: leave that of the exported Job out", words.Listed(workload.KeysOf(g.labels)))
}

// addRefusals adds to a report when the server refuses what it generated for another Job, and at which paths. In a CronJob it
// may mind it only in the pods.
func addRefusals(s *workload.Object, g generated, r *lint.Report) {
	stage, own := lint.API, r.Path
	if s.Bundle.Served(s.Judged) != nil {
		validation.Object(s.Object, s.Judged, func(x validation.Problem) {
			if !g.isCauseOf(x) {
				return
			}
			if x.Pods && len(r.Related) == 0 {
				stage = lint.Pods
			} else if !x.Pods {
				stage = lint.API
			}
			for _, path := range [...]string{x.Path, x.Also} {
				if before, _, _ := strings.Cut(path, "["); path != "" && strings.HasPrefix(own, before) && r.Path == own {
					r.Path = path // the server's words for the same place
					continue
				}
				r.Related = alsoNamed(*r, path)
			}
		})
	}
	r.Stage = &stage
}

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

// generated is what the server wrote into a Job to identify its pods, or what is left of it in the template of a CronJob that
// was made from such a Job.
type generated struct {
	labels   []*manifest.Node // of the pods, the selector, and the object, which the server gives the labels of its pods
	selector *manifest.Node   // nil if there is none
	pods     *manifest.Node   // the map of the labels of the pods
}

// generatedOf finds what the server generated for a Job. With manualSelector the author keeps it. Only the uid of the Job
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

// isCauseOf reports whether the server rejects something only because of what it generated itself.
func (g generated) isCauseOf(x validation.Problem) bool {
	return len(g.labels) > 0 && (x.Node == g.selector || x.Node == g.pods || slices.Contains(g.labels, x.Node))
}

// generatedLabels finds what the server generated for the Job that an object is or makes.
func generatedLabels(s *workload.Object) generated {
	for i := range s.Policy.ServerFields {
		if row := &s.Policy.ServerFields[i]; len(row.Labels) > 0 {
			return generatedOf(s, row)
		}
	}
	return generated{}
}

// reportGenerated reports what the server generated for an exported Job. For a new Job it generates the same with other
// values, so the fix deletes the whole selector.
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
	addRejections(s, g, &report)
	p.Report(report, "the server generates %s for each Job", words.Listed(workload.KeysOf(g.labels))).
		HelpUnlessFixed("delete what the server generates")
}

// addRejections adds to a report at which stage the server rejects what it generated for another Job, and at which paths. In
// a CronJob it may reject only the pods.
func addRejections(s *workload.Object, g generated, r *lint.Report) {
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
					r.Path = path // the server names the same place so
					continue
				}
				r.Related = alsoNamed(*r, path)
			}
		})
	}
	r.Stage = &stage
}

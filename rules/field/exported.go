package field

import (
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// reportOwners reports the owners of an object, which the garbage collector looks for by uid: an object whose owners are
// all gone goes too. Owners on the current cluster may be meant.
func reportOwners(s *workload.Object, p *lint.Pass, owners *manifest.Node) {
	if len(owners.Items()) == 0 {
		return
	}
	if !s.FromLegacy {
		p.Report(lint.Report{Span: owners.Mark(), Path: owners.Path(), Severity: new(lint.Warning)},
			"the garbage collector deletes the object unless an owner with this very uid is there: leave %s out", owners.Key())
		return
	}
	edits, ok := manifest.Delete(owners)
	p.Report(lint.Report{Span: owners.Mark(), Path: owners.Path(), Severity: new(lint.Error), Fix: lint.NewFix(lint.Review, edits, ok, "delete "+owners.Key())},
		"%s made the %s on the cluster that it was exported from, and without it the garbage collector deletes the %s: %s",
		ownerName(owners), s.Kind, s.Kind, "take that one along in its place, or delete "+owners.Key())
}

// ownerName names the owner that controls an object, or else any.
func ownerName(owners *manifest.Node) string {
	items := owners.Items()
	i := max(0, slices.IndexFunc(items, func(o manifest.Node) bool { is, _ := o.Field("controller").Bool(); return is }))
	if i >= len(items) || items[i].Field("kind").String() == "" {
		return "another object"
	}
	return fmt.Sprintf("%s %q", items[i].Field("kind").String(), items[i].Field("name").String())
}

// generatedLabels finds the labels that the server gives to the pods of a Job, unless its author chose how it finds them:
// on the pods, in the selector, and on the object, which took the labels of its pods for its own.
func generatedLabels(s *workload.Object, row *schemas.ServerField) (found []*manifest.Node) {
	if row.Kind != s.Kind {
		return nil
	}
	spec := s.Root().Field("spec")
	onPods, wanted := s.Template.At("metadata", "labels"), spec.At("selector", "matchLabels")
	manual, _ := spec.Field("manualSelector").Bool()
	if first := row.Labels[0]; manual || !onPods.Field(first).Exists() && !wanted.Field(first).Exists() {
		return nil
	}
	for _, labels := range []*manifest.Node{s.Root().At("metadata", "labels"), wanted, onPods} {
		for _, key := range row.Labels {
			if label := labels.Field(key); label.Exists() {
				found = append(found, label)
			}
		}
	}
	return found
}

// reportGeneratedLabels reports the labels of an exported Job, which are those of that one: the server gives others to
// the pods of a new one.
func reportGeneratedLabels(s *workload.Object, p *lint.Pass, labels []*manifest.Node) {
	sortByPlace(labels)
	edits, ok := manifest.Prune(workload.EmptyLabels, labels...)
	p.Report(lint.Report{Span: labels[0].Mark(), Path: labels[0].Path(), Stage: new(lint.API), Severity: new(lint.Error), Fix: lint.NewFix(lint.Safe, edits, ok, "delete it")},
		"the cluster gives the pods of every Job a %s of its own: leave that of the exported Job out", words.Listed(workload.KeysOf(labels)))
}

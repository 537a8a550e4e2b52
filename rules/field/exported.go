package field

import (
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
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

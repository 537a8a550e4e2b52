package field

import (
	"fmt"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// reportOwners reports the owners of an object. The garbage collector looks for them by uid, and deletes an object that has
// none left. Owners on the current cluster may be meant.
func reportOwners(s *workload.Object, p *lint.Pass, owners *manifest.Node) {
	if len(owners.Items()) == 0 {
		return
	}
	if !s.FromLegacy {
		p.Report(lint.Report{Span: owners.Mark(), Path: owners.Path(), Severity: new(lint.Warning)},
			"%s names the owner by its uid", owners.Key()).
			Effect("the garbage collector deletes the %s unless an owner with this uid exists", s.Kind).Help("delete %s", owners.Key())
		return
	}
	edits, ok := manifest.Delete(owners)
	p.Report(lint.Report{Span: owners.Mark(), Path: owners.Path(), Severity: new(lint.Error), Fix: lint.NewFix(lint.Review, edits, ok, "delete "+owners.Key())},
		"%s names an owner on the cluster that the %s was exported from", owners.Key(), s.Kind).
		Effect("the garbage collector deletes the %s", s.Kind).Help("convert %s instead, which creates the %s", ownerName(owners), s.Kind)
}

// ownerName names the owner that controls an object, or else the first.
func ownerName(owners *manifest.Node) string {
	items := owners.Items()
	i := max(0, slices.IndexFunc(items, func(o manifest.Node) bool { is, _ := o.Field("controller").Bool(); return is }))
	if i >= len(items) || items[i].Field("kind").String() == "" {
		return "its owner"
	}
	return fmt.Sprintf("%s %q", items[i].Field("kind").String(), items[i].Field("name").String())
}

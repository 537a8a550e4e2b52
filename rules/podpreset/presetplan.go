package podpreset

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// A presetPlan is all that must change in the pods of an object for the PodPreset to be applied to them. It is done as a whole
// or not at all: a volume may be dropped only if no other conflict prevents the PodPreset that replaces it.
type presetPlan struct {
	blocked  []ConflictOf // conflicts that a person must resolve
	Volumes  []*PodVolume
	mounts   []*podMount
	homes    []ConflictOf
	renamed  []renamedVolume
	readOnly []*podMount
}

type renamedVolume struct {
	volume *PodVolume
	mounts []*podMount
	old    string
}

// PlanForPreset makes the plan as if the pods had the label.
func PlanForPreset(s *workload.Object) *presetPlan { return planSlot.Get(s, makePlan) }

var planSlot = workload.NewSlot[*presetPlan]("what to do so that the PodPreset applies")

func makePlan(s *workload.Object) *presetPlan {
	parts := PartsOf(s)
	plan := &presetPlan{}
	if s.HasAnnotatedContainers() {
		plan.blocked = Differences(s)
		return plan
	}
	plan.dropRedundant(s, &parts)
	left := parts.without(plan)
	found := presetConflicts(s, left)
	for _, c := range found {
		if c.IsSlash() {
			plan.homes = append(plan.homes, c)
		} else {
			plan.rename(s, &left, c)
		}
	}
	if len(plan.renamed) > 0 {
		found = presetConflicts(s, left)
	}
	if plan.touchesRepeated(&parts) {
		return &presetPlan{blocked: Differences(s)}
	}
	plan.blocked = slices.DeleteFunc(found, func(c ConflictOf) bool { return c.IsSlash() })
	for i := range left.Volumes {
		if v := &left.Volumes[i]; v.IsHostPath && demandsReadOnly(s, v.Path) {
			plan.readOnly = append(plan.readOnly, slices.DeleteFunc(left.MountsOf(v.Name), func(m *podMount) bool { return m.readOnly })...)
		}
	}
	return plan
}

// dropRedundant plans to drop the volumes that have only redundant mounts, and single mounts that repeat one of the PodPreset.
func (plan *presetPlan) dropRedundant(s *workload.Object, parts *PodParts) {
	for i := range parts.Volumes {
		v := &parts.Volumes[i]
		if mounts := parts.MountsOf(v.Name); isDispensable(s, v, mounts) {
			plan.Volumes = append(plan.Volumes, v)
			plan.mounts = append(plan.mounts, mounts...)
		}
	}
	dropped := setOf(plan.mounts)
	for i := range parts.mounts {
		m := &parts.mounts[i]
		if dropped[m] {
			continue
		}
		v := parts.Volume(m.Volume)
		pv, _ := MountedByPreset(s, m.Path)
		if pv != nil && (v == nil || m.Path == pv.MountPath) && isRedundant(s, m, v) {
			plan.mounts = append(plan.mounts, m)
		}
	}
}

// isDispensable reports whether pods with the PodPreset have the same files without a volume and its mounts.
func isDispensable(s *workload.Object, v *PodVolume, mounts []*podMount) bool {
	if !v.IsHostPath || len(mounts) == 0 && !isOfPreset(s, v.Path) {
		return false
	}
	return !slices.ContainsFunc(mounts, func(m *podMount) bool { return !isRedundant(s, m, v) && !wasMounted(s, m, v) })
}

// touchesRepeated reports whether the plan drops or renames one of several volumes of the same name. Then a person must say which
// of them the mounts mean.
func (plan *presetPlan) touchesRepeated(parts *PodParts) bool {
	return slices.ContainsFunc(plan.Volumes, func(v *PodVolume) bool { return parts.repeated[v.Name] }) ||
		slices.ContainsFunc(plan.renamed, func(r renamedVolume) bool { return parts.repeated[r.old] })
}

// without returns the parts that a plan does not drop.
func (p *PodParts) without(plan *presetPlan) PodParts {
	var left PodParts
	volumes, mounts := setOf(plan.Volumes), setOf(plan.mounts)
	for i := range p.Volumes {
		if !volumes[&p.Volumes[i]] {
			left.Volumes = append(left.Volumes, p.Volumes[i])
		}
	}
	for i := range p.mounts {
		if !mounts[&p.mounts[i]] {
			left.mounts = append(left.mounts, p.mounts[i])
		}
	}
	left.index()
	return left
}

func setOf[T comparable](list []T) map[T]bool {
	if len(list) == 0 {
		return nil
	}
	set := make(map[T]bool, len(list))
	for _, v := range list {
		set[v] = true
	}
	return set
}

// rename gives the volume of a conflict, and its mounts, a name that the PodPreset does not use.
func (plan *presetPlan) rename(s *workload.Object, left *PodParts, c ConflictOf) {
	v := c.Volume
	if c.Mount != nil && c.Mount.Volume == c.Preset.Name {
		v = left.Volume(c.Mount.Volume)
	}
	if v == nil || v.isClaim || v.Name != c.Preset.Name {
		return
	}
	r := renamedVolume{volume: v, mounts: left.MountsOf(v.Name), old: v.Name}
	v.Name = FreeVolumeName(s, v.Name, func(name string) bool { return !isPresetName(s, name) && left.Volume(name) == nil })
	for _, m := range r.mounts {
		m.Volume = v.Name
	}
	left.index()
	plan.renamed = append(plan.renamed, r)
}

// presetFix fixes all conflicts with the PodPreset together, since the pods lose files if only some are fixed. It is nil where
// a person must resolve one.
func presetFix(s *workload.Object) *lint.Fix {
	plan := PlanForPreset(s)
	if len(plan.blocked) > 0 {
		return nil
	}
	edits, ok := plan.edits()
	return lint.NewFix(lint.Safe, edits, ok, plan.title())
}

// reportConflict reports a conflict at a node. Where it cannot be fixed, it adds the help, and the other conflicts that a
// person must resolve.
func reportConflict(s *workload.Object, p *lint.Pass, at *manifest.Node, help, format string, args ...any) {
	r := lint.Report{Span: at.ValueMark(), Path: at.Path(), Fix: presetFix(s)}
	if r.Fix != nil {
		p.Report(r, format, args...)
		return
	}
	r.Related = blockers(s, at)
	p.Report(r, format, args...).Help("%s", help)
}

// blockers points at the conflicts that a person must resolve before the PodPreset can be applied, except for one at a node.
func blockers(s *workload.Object, but *manifest.Node) []lint.Related {
	var related []lint.Related
	for _, c := range PlanForPreset(s).blocked {
		if n := c.node(); n != but {
			related = append(related, lint.Related{Span: n.ValueMark(), Message: "this conflicts with the PodPreset and has no fix"})
		}
	}
	return related
}

// isPresetName reports whether the PodPreset has a volume with a name, or had one later.
func isPresetName(s *workload.Object, name string) bool {
	preset := &s.Policy.PodPreset
	return slices.ContainsFunc(slices.Concat(preset.Volumes, preset.LaterVolumes), func(pv schemas.PresetVolume) bool { return pv.Name == name })
}

// EmptyMounts are the keys of lists that are removed with their last item.
var EmptyMounts = []string{"volumes", "volumeMounts"}

// edits returns the edits that carry out the plan.
func (plan *presetPlan) edits() (edits []manifest.Edit, ok bool) {
	var d manifest.Draft
	for _, nodes := range plan.droppedByList() {
		d.Gather(manifest.Prune(EmptyMounts, nodes...))
	}
	for _, c := range plan.homes {
		d.Gather(c.env.node.Field("value").SetText(c.want))
	}
	for _, r := range plan.renamed {
		d.Gather(r.volume.Node.Field("name").SetText(r.volume.Name))
		for _, m := range r.mounts {
			d.Gather(m.Node.Field("name").SetText(m.Volume))
		}
	}
	for _, m := range plan.readOnly {
		d.Gather(m.setReadOnly())
	}
	return manifest.Unite(d.Edits), !d.Failed
}

// droppedByList groups what the plan drops by the list that holds it, because a list that loses all its items is removed too.
func (plan *presetPlan) droppedByList() [][]*manifest.Node {
	var lists [][]*manifest.Node
	known := map[*manifest.Node]int{} // by the node of the list
	add := func(n *manifest.Node) {
		i, ok := known[n.Parent()]
		if !ok {
			i, lists = len(lists), append(lists, nil)
			known[n.Parent()] = i
		}
		lists[i] = append(lists[i], n)
	}
	for _, v := range plan.Volumes {
		add(v.Node)
	}
	for _, m := range plan.mounts {
		add(m.Node)
	}
	return lists
}

// title says what the plan does, after the steps that a fix does before it.
func (plan *presetPlan) title(steps ...string) string {
	if n := len(plan.Volumes); n > 0 {
		var names []string
		for _, v := range plan.Volumes {
			names = append(names, strconv.Quote(v.Name))
		}
		steps = append(steps, "drop the "+words.Plural(n, "volume")+" "+words.Listed(names))
	} else if n := len(plan.mounts); n > 0 {
		steps = append(steps, "drop the "+words.Plural(n, "mount")+" at "+plan.mounts[0].Path)
	}
	for _, r := range plan.renamed {
		steps = append(steps, fmt.Sprintf("rename the volume %q to %q", r.old, r.volume.Name))
	}
	said := map[string]bool{}
	for _, m := range plan.readOnly {
		if !said[m.Path] {
			said[m.Path] = true
			steps = append(steps, "mount "+m.Path+" read-only")
		}
	}
	if len(plan.homes) > 0 {
		steps = append(steps, "set "+plan.homes[0].env.name+" to "+plan.homes[0].want)
	}
	return words.Listed(steps)
}

package rules

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
)

// A presetPlan is all that must change in the pods of an object for the PodPreset to be applied to them. Its parts hold
// only together: what a volume showed is there without it only if nothing else keeps the preset away.
type presetPlan struct {
	blocked  []conflictOf // what is left that only a person can change
	volumes  []*podVolume
	mounts   []*podMount
	homes    []conflictOf
	renamed  []renamedVolume
	readOnly []*podMount
}

type renamedVolume struct {
	volume *podVolume
	mounts []*podMount
	old    string
}

// planForPreset works the plan out as if the pods had the label.
func (s *Subject) planForPreset() *presetPlan { return planSlot.Get(s, (*Subject).makePlan) }

var planSlot = NewSlot[*presetPlan]("what to do so that the PodPreset applies")

func (s *Subject) makePlan() *presetPlan {
	parts := s.podParts()
	plan := &presetPlan{}
	if s.hasAnnotatedContainers() {
		plan.blocked = s.differences()
		return plan
	}
	plan.dropRedundant(s, &parts)
	left := parts.without(plan)
	found := s.presetConflicts(left)
	for _, c := range found {
		if c.isSlash() {
			plan.homes = append(plan.homes, c)
		} else {
			plan.rename(s, &left, c)
		}
	}
	if len(plan.renamed) > 0 {
		found = s.presetConflicts(left)
	}
	plan.blocked = slices.DeleteFunc(found, func(c conflictOf) bool { return c.isSlash() })
	for i := range left.volumes {
		if v := &left.volumes[i]; v.isHostPath && s.demandsReadOnly(v.path) {
			plan.readOnly = append(plan.readOnly, slices.DeleteFunc(left.mountsOf(v.name), func(m *podMount) bool { return m.readOnly })...)
		}
	}
	return plan
}

// hasAnnotatedContainers reports whether the pods have containers in an annotation, as the legacy cluster read it. They
// mount volumes too, so nothing may go until the annotation has become a field.
func (s *Subject) hasAnnotatedContainers() bool {
	return s.annotated.get(func() bool {
		annotations := s.Template.At("metadata", "annotations")
		for i := range s.Policy.Annotations {
			a := &s.Policy.Annotations[i]
			if a.To == initContainers && annotations.Field(a.Key).String() != "" {
				return true
			}
		}
		return false
	})
}

// dropRedundant takes out the volumes all of whose mounts are redundant, and single mounts that stand at a place of the
// preset's.
func (plan *presetPlan) dropRedundant(s *Subject, parts *podParts) {
	for i := range parts.volumes {
		v := &parts.volumes[i]
		if mounts := parts.mountsOf(v.name); s.isDispensable(v, mounts) {
			plan.volumes = append(plan.volumes, v)
			plan.mounts = append(plan.mounts, mounts...)
		}
	}
	gone := setOf(plan.mounts)
	for i := range parts.mounts {
		m := &parts.mounts[i]
		if gone[m] {
			continue
		}
		v := parts.volume(m.volume)
		pv, _ := s.mountedByPreset(m.path)
		if pv != nil && (v == nil || m.path == pv.MountPath) && s.isRedundant(m, v) {
			plan.mounts = append(plan.mounts, m)
		}
	}
}

// isDispensable reports whether pods with the PodPreset see the same without a volume and its mounts.
func (s *Subject) isDispensable(v *podVolume, mounts []*podMount) bool {
	if !v.isHostPath || len(mounts) == 0 && !s.isOfPreset(v.path) {
		return false
	}
	return !slices.ContainsFunc(mounts, func(m *podMount) bool { return !s.isRedundant(m, v) && !s.wasMounted(m, v) })
}

// without returns the parts that a plan leaves.
func (p *podParts) without(plan *presetPlan) podParts {
	var left podParts
	volumes, mounts := setOf(plan.volumes), setOf(plan.mounts)
	for i := range p.volumes {
		if !volumes[&p.volumes[i]] {
			left.volumes = append(left.volumes, p.volumes[i])
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

// rename gives the volume of a conflict, and its mounts, a name that the preset does not use.
func (plan *presetPlan) rename(s *Subject, left *podParts, c conflictOf) {
	v := c.volume
	if c.mount != nil && c.mount.volume == c.preset.Name {
		v = left.volume(c.mount.volume)
	}
	if v == nil || v.isClaim || v.name != c.preset.Name {
		return
	}
	r := renamedVolume{volume: v, mounts: left.mountsOf(v.name), old: v.name}
	v.name = s.freeVolumeName(v.name, func(name string) bool { return !s.isPresetName(name) && left.volume(name) == nil })
	for _, m := range r.mounts {
		m.volume = v.name
	}
	left.index()
	plan.renamed = append(plan.renamed, r)
}

// presetFix makes the fix of what keeps the PodPreset away: of all of it, since the pods lose files if only a part is
// mended. It is nil where something is left that a person must decide.
func (s *Subject) presetFix() *lint.Fix {
	plan := s.planForPreset()
	if len(plan.blocked) > 0 {
		return nil
	}
	edits, ok := plan.edits()
	return lint.NewFix(lint.Safe, edits, ok, plan.title())
}

// reportConflict reports a conflict at a node, and beside it what must be decided before it can be mended.
func (s *Subject) reportConflict(p *lint.Pass, at *manifest.Node, format string, args ...any) {
	r := lint.Report{Span: at.ValueMark(), Path: at.Path(), Fix: s.presetFix()}
	if r.Fix == nil {
		r.Related = s.blockers(at)
	}
	p.Report(r, format, args...)
}

// blockers points at what a person must decide before the PodPreset can be applied, but for a node itself.
func (s *Subject) blockers(but *manifest.Node) []lint.Related {
	var related []lint.Related
	for _, c := range s.planForPreset().blocked {
		if n := c.node(); n != but {
			related = append(related, lint.Related{Span: n.ValueMark(), Message: "this keeps the PodPreset away whatever else is changed"})
		}
	}
	return related
}

// isPresetName reports whether the PodPreset has a volume of a name, or had one later.
func (s *Subject) isPresetName(name string) bool {
	preset := &s.Policy.PodPreset
	return slices.ContainsFunc(slices.Concat(preset.Volumes, preset.LaterVolumes), func(pv schemas.PresetVolume) bool { return pv.Name == name })
}

// emptyMounts are the keys of lists that go with their last item.
var emptyMounts = []string{"volumes", "volumeMounts"}

// edits writes the plan down.
func (plan *presetPlan) edits() (edits []manifest.Edit, ok bool) {
	var d draft
	for _, nodes := range plan.dropped() {
		d.gather(manifest.Prune(emptyMounts, nodes...))
	}
	for _, c := range plan.homes {
		d.gather(c.env.node.Field("value").SetText(c.want))
	}
	for _, r := range plan.renamed {
		d.gather(r.volume.node.Field("name").SetText(r.volume.name))
		for _, m := range r.mounts {
			d.gather(m.node.Field("name").SetText(m.volume))
		}
	}
	for _, m := range plan.readOnly {
		d.gather(m.setReadOnly())
	}
	return unite(d.edits), !d.failed
}

// dropped groups what goes by the list that it stands in: a list of which nothing is left goes as a whole.
func (plan *presetPlan) dropped() [][]*manifest.Node {
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
	for _, v := range plan.volumes {
		add(v.node)
	}
	for _, m := range plan.mounts {
		add(m.node)
	}
	return lists
}

// title says what the plan does, and what else a fix does before.
func (plan *presetPlan) title(steps ...string) string {
	if n := len(plan.volumes); n > 0 {
		var names []string
		for _, v := range plan.volumes {
			names = append(names, v.name)
		}
		steps = append(steps, "drop the "+plural(n, "volume")+" "+strings.Join(names, " "))
	} else if n := len(plan.mounts); n > 0 {
		steps = append(steps, "drop the "+plural(n, "mount")+" "+plan.mounts[0].path)
	}
	for _, r := range plan.renamed {
		steps = append(steps, "rename the volume "+r.old+" to "+r.volume.name)
	}
	said := map[string]bool{}
	for _, m := range plan.readOnly {
		if !said[m.path] {
			said[m.path] = true
			steps = append(steps, "mount "+m.path+" read-only")
		}
	}
	if len(plan.homes) > 0 {
		steps = append(steps, "set "+plan.homes[0].env.name+" to "+plan.homes[0].want)
	}
	return strings.Join(steps, ", ")
}

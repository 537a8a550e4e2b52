package podpreset

import (
	"fmt"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/rules/workload"
)

// LabelFix fixes a fault of the label, together with all that must change in the pods so that the PodPreset can be applied.
// If these were separate fixes, pods with only one of them would have no files at all.
func LabelFix(s *workload.Object) *lint.Fix { return labelFixSlot.Get(s, makeLabelFix) }

var (
	labelSlot    = workload.NewSlot[judgedLabel]("whether its pods have the label")
	labelFixSlot = workload.NewSlot[*lint.Fix]("the fix that labels its pods")
)

func makeLabelFix(s *workload.Object) *lint.Fix {
	if kubectl.IsMisspelled(s, s.Root(), "spec", "selector") {
		return nil
	}
	fault, label := LabelFault(s)
	edits, ok := labelEdits(s, fault, label)
	if !ok {
		return nil
	}
	plan := PlanForPreset(s)
	switch {
	case s.ToLegacy: // the legacy cluster has no PodPreset that would mount anything
		plan = &presetPlan{}
	case len(plan.blocked) > 0:
		// The label has no effect yet. It belongs to a migration, but an object of the 2020 cluster works without it.
		if !s.FromLegacy {
			return nil
		}
		plan = &presetPlan{}
	}
	more, ok := plan.edits()
	if !ok {
		return nil
	}
	step := "add the label "
	if isCorrectable(s, fault, label) {
		step = "change the label to "
	}
	return lint.NewFix(lint.Safe, append(edits, more...), true, plan.title(fmt.Sprintf("%s%q", step, LabelText(s))))
}

// isCorrectable reports whether a wrong label can be replaced by the right one. Where the selector asks for its key, the
// right label must stand beside it.
func isCorrectable(s *workload.Object, fault labelFault, label *manifest.Node) bool {
	return fault == LabelWrong && (label.Key() == s.Policy.PodPreset.Label.Key || !selectorHas(s, label.Key()))
}

// labelEdits writes the label onto the pods.
func labelEdits(s *workload.Object, fault labelFault, label *manifest.Node) ([]manifest.Edit, bool) {
	selector := s.Root().At("spec", "selector")
	switch {
	case selectorForbidsLabel(s):
		return nil, false
	case fault == LabelWrong && workload.HasLabelSelector(s.Kind) && (selector.IsNull() || workload.IsEmptySelector(selector)):
		return nil, false // another fix copies the labels into the selector, so this one must wait for it
	}
	if isCorrectable(s, fault, label) {
		return correctLabel(s, label)
	}
	labels := PodLabels(s)
	if !labels.IsNull() && len(labels.Children()) > 0 {
		edits, ok := labels.Insert(manifest.OwnKeys(labels), s.Bounds.Label...)
		return markForAllLabels(edits, labels), ok
	}
	entries := FirstLabels(s)
	if labels != nil {
		return labels.Insert(nil, entries...)
	}
	pair := manifest.Pair{Key: "labels", Value: entries}
	if meta := s.Template.Field("metadata"); meta != nil {
		return meta.Insert([]string{"namespace", "name"}, pair)
	}
	return manifest.InsertFirst(s.Template, manifest.Pair{Key: "metadata", Value: manifest.Pairs{pair}})
}

// FirstLabels returns the labels for pods that have none. A controller must recognize its pods by a label, so they are those
// that its selector asks for, or else a name.
func FirstLabels(s *workload.Object) manifest.Pairs {
	if wanted := selectedLabels(s); len(wanted) > 0 {
		return append(wanted, s.Bounds.Label...)
	}
	if name := s.Object.Name; name != "" && len(validation.LabelValue(name)) == 0 {
		return append(manifest.Pairs{{Key: "name", Value: name}}, s.Bounds.Label...)
	}
	return s.Bounds.Label
}

// correctLabel gives a label the right key and value, wherever the object has the same wrong one, because the selector must
// match the pods.
func correctLabel(s *workload.Object, label *manifest.Node) (edits []manifest.Edit, ok bool) {
	want := s.Policy.PodPreset.Label
	if label.IsNull() || label.IsMap() || label.IsList() {
		return nil, false
	}
	for _, labels := range append(Selectors(s), PodLabels(s), s.Root().At("metadata", "labels")) {
		same := labels.Field(label.Key())
		if same == nil || same.Text() != label.Text() {
			continue
		}
		if same.Key() != want.Key {
			rename, ok := same.RenameKey(want.Key)
			if !ok || labels.Field(want.Key) != nil {
				return nil, false
			}
			edits = append(edits, rename...)
		}
		if same.String() != want.Value {
			value, ok := same.SetText(want.Value)
			if !ok || same.Kind() != manifest.String && same.Document().File.JSON() { // JSON needs quotes
				return nil, false
			}
			edits = append(edits, value...)
		}
	}
	return manifest.Unite(edits), true
}

// FutureLabels returns the labels of the pods after the rules about labels have fixed them. A selector that is written in the
// same round may then name the label that asks for the PodPreset. ok is false where the pods have no labels yet.
func FutureLabels(s *workload.Object) (labels manifest.Pairs, ok bool) {
	labels, ok = s.TemplateLabels()
	fault, _ := LabelFault(s)
	if ok && s.FixesLabels && !skipsLabels(s) && (fault == labelMissing && s.FromLegacy || fault == labelOnController) && LabelFix(s) != nil {
		labels = append(labels, s.Bounds.Label...)
	}
	return labels, ok
}

// IsPresetLabel reports whether a label is the one that asks for the PodPreset.
func IsPresetLabel(s *workload.Object, key string, values []string) bool {
	label := s.Policy.PodPreset.Label
	return key == label.Key && len(values) == 1 && values[0] == label.Value
}

// selectedLabels returns the labels by which an object finds its pods, without the label of the PodPreset and those that the
// server generates.
func selectedLabels(s *workload.Object) (labels manifest.Pairs) {
	if s.Template == s.Root() {
		return nil
	}
	for _, f := range Selectors(s)[0].Fields() {
		if value, ok := f.Str(); ok && !IsPresetLabel(s, f.Key(), []string{value}) && !s.IsGeneratedLabel(f.Key()) {
			labels = append(labels, manifest.Pair{Key: f.Key(), Value: value})
		}
	}
	return labels
}

package rules

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/schemas/spelling"
)

// A labelFault is what is wrong with the label that asks for the PodPreset. One object has one at most.
type labelFault uint8

const (
	labelFine         labelFault = iota // it is there, or not asked for, or there are no pods
	labelMissing                        // neither on the pods nor on what makes them
	labelOnController                   // on what makes the pods, and not on the pods
	labelWrong                          // another value, or a key that is nearly the right one
	labelNotAsWritten                   // metadata or labels are no maps, which other rules report
)

// asksForPreset reports whether the pods are meant to have the PodPreset: they carry the label, or will by a fix.
func (s *Subject) asksForPreset() bool {
	switch judged := s.judgedLabel(); judged.fault {
	case labelFine:
		return judged.asks
	case labelMissing:
		return s.FromLegacy
	case labelOnController, labelWrong:
		return true
	}
	return false
}

// reportLabel reports a fault of the label where the label belongs, and beside it what stands in the way of its fix.
func (s *Subject) reportLabel(p *lint.Pass, r lint.Report, format string, args ...any) {
	for _, n := range []*manifest.Node{s.podLabels(), s.Template.Field("metadata"), s.Template} {
		if r.Span.Len() == 0 && n.Exists() {
			r.Span = n.Mark()
		}
	}
	if r.Path == "" {
		r.Path = s.Template.ChildPath("metadata.labels." + s.Policy.PodPreset.Label.Key)
	}
	if r.Fix == nil {
		if s.selectorForbidsLabel() {
			r.Related = append(r.Related, lint.Related{Span: s.Root().At("spec", "selector").Mark(), Message: "the selector wants pods without the label"})
		}
		r.Related = append(r.Related, s.blockers(nil)...)
	}
	p.Report(r, format, args...)
}

// podLabels are the labels of the pods.
func (s *Subject) podLabels() *manifest.Node { return s.Template.At("metadata", "labels") }

// presetSelects reports whether the pods carry the label that asks for the PodPreset.
func (s *Subject) presetSelects() bool { return s.carriesLabel(s.podLabels()) }

// labelText is the label as one writes it.
func (s *Subject) labelText() string {
	return s.Policy.PodPreset.Label.Key + ": " + s.Policy.PodPreset.Label.Value
}

func (s *Subject) carriesLabel(labels *manifest.Node) bool {
	want := s.Policy.PodPreset.Label
	return labels.Field(want.Key).String() == want.Value
}

// A judgedLabel is the fault of the label, with the label to mend, or the one that is in the wrong place.
type judgedLabel struct {
	fault labelFault
	asks  bool // of a fine one: the pods carry it, and do not decline
	node  *manifest.Node
}

// labelFault judges the label of the pods.
func (s *Subject) labelFault() (labelFault, *manifest.Node) {
	judged := s.judgedLabel()
	return judged.fault, judged.node
}

func (s *Subject) judgedLabel() judgedLabel {
	return labelSlot.Get(s, func(s *Subject) judgedLabel {
		fault, node := s.judgeLabel()
		return judgedLabel{fault, fault == labelFine && s.presetSelects() && !s.declinesPreset(), node}
	})
}

func (s *Subject) judgeLabel() (labelFault, *manifest.Node) {
	meta, labels := s.Template.Field("metadata"), s.podLabels()
	switch {
	case !s.PodSpec().IsMap(), s.presetSelects(), s.declinesPreset():
		return labelFine, nil
	case !meta.IsNull() && !meta.IsMap(), !labels.IsNull() && !labels.IsMap():
		return labelNotAsWritten, nil
	}
	key := s.Policy.PodPreset.Label.Key
	if label := labels.Field(key); label != nil {
		return labelWrong, label
	}
	fields := labels.Fields()
	for i := range fields {
		if s.isNearLabel(&fields[i]) {
			return labelWrong, &fields[i]
		}
	}
	for _, outer := range s.outerLabels() {
		if s.carriesLabel(outer) {
			return labelOnController, outer.Field(key)
		}
	}
	return labelMissing, nil
}

// outerLabels are the labels of what makes the pods: the object, and the Jobs of a CronJob.
func (s *Subject) outerLabels() []*manifest.Node {
	if s.Template == s.Root() {
		return nil
	}
	return []*manifest.Node{s.Root().At("metadata", "labels"), s.Root().At("spec", "jobTemplate", "metadata", "labels")}
}

// isNearLabel reports whether a label is meant to be the one that asks for the PodPreset: its key is that of the label
// but for case or a letter, or has the key in it beside the right value, or the two are swapped.
func (s *Subject) isNearLabel(label *manifest.Node) bool {
	want := s.Policy.PodPreset.Label
	key, value := strings.ToLower(label.Key()), strings.ToLower(label.Text())
	if isTypo(key, want.Key) {
		return true
	}
	if strings.Contains(key, want.Key) {
		words := strings.FieldsFunc(key, func(r rune) bool { return strings.ContainsRune("./-_", r) })
		if slices.Contains(words, want.Key) {
			return value == want.Value || words[len(words)-1] == want.Value && value == "true"
		}
	}
	return key == want.Value && value == want.Key
}

// isTypo reports whether a word is another but for a letter.
func isTypo(word, other string) bool {
	longer := len(word) - len(other)
	return longer >= -1 && longer <= 1 && spelling.Distance(word, other) <= 1
}

// labelFix makes the fix of a fault of the label: the label, together with all that must change in the pods so that the
// PodPreset, once it is asked for, can be applied. Were these apart, a pod between them would have no files at all.
func (s *Subject) labelFix() *lint.Fix { return labelFixSlot.Get(s, (*Subject).makeLabelFix) }

var (
	labelSlot    = NewSlot[judgedLabel]("whether its pods have the label")
	labelFixSlot = NewSlot[*lint.Fix]("the fix that labels its pods")
)

func (s *Subject) makeLabelFix() *lint.Fix {
	fault, label := s.labelFault()
	edits, ok := s.labelEdits(fault, label)
	if !ok {
		return nil
	}
	plan := s.planForPreset()
	if len(plan.blocked) > 0 {
		// The label changes nothing for now, and is part of the migration. What works without may stay.
		if !s.FromLegacy {
			return nil
		}
		plan = &presetPlan{}
	}
	more, ok := plan.edits()
	if !ok {
		return nil
	}
	return lint.NewFix(lint.Safe, append(edits, more...), true, plan.title("label the pods "+s.labelText()))
}

// labelEdits writes the label onto the pods.
func (s *Subject) labelEdits(fault labelFault, label *manifest.Node) ([]manifest.Edit, bool) {
	selector := s.Root().At("spec", "selector")
	switch {
	case s.selectorForbidsLabel():
		return nil, false
	case fault == labelWrong && hasLabelSelector(s.Object.Kind) && (selector.IsNull() || isEmptySelector(selector)):
		return nil, false // the fix that writes the selector takes the labels as they are, so this one waits for it
	}
	if fault == labelWrong && (label.Key() == s.Policy.PodPreset.Label.Key || !s.selectorHas(label.Key())) {
		return s.correctLabel(label)
	}
	labels := s.podLabels()
	if !labels.IsNull() && len(labels.Children()) > 0 {
		edits, ok := labels.Insert(ownKeys(labels), s.bounds.label...)
		return meantForAllLabels(edits, labels), ok
	}
	entries := s.firstLabels()
	if labels != nil {
		return labels.Insert(nil, entries...)
	}
	pair := manifest.Pair{Key: "labels", Value: entries}
	if meta := s.Template.Field("metadata"); meta != nil {
		return meta.Insert([]string{"namespace", "name"}, pair)
	}
	return insertFirst(s.Template, manifest.Pair{Key: "metadata", Value: manifest.Pairs{pair}})
}

// ownKeys lists the keys of a map, the last one first, so that an entry goes behind the last that is not merged into it.
func ownKeys(n *manifest.Node) []string {
	fields := n.Fields()
	keys := make([]string, len(fields))
	for i := range fields {
		keys[len(fields)-1-i] = fields[i].Key()
	}
	return keys
}

// firstLabels are the labels for pods that have none. A controller needs one to tell its pods by: what its selector asks
// for, or else a name.
func (s *Subject) firstLabels() manifest.Pairs {
	if wanted := s.selectedLabels(); len(wanted) > 0 {
		return append(wanted, s.bounds.label...)
	}
	if name := s.Object.Name; name != "" && len(validation.LabelValue(name)) == 0 {
		return append(manifest.Pairs{{Key: "name", Value: name}}, s.bounds.label...)
	}
	return s.bounds.label
}

// correctLabel gives a label the right key and value, wherever the object has the same wrong one: the selector must go
// with the pods.
func (s *Subject) correctLabel(label *manifest.Node) (edits []manifest.Edit, ok bool) {
	want := s.Policy.PodPreset.Label
	if label.IsNull() || label.IsMap() || label.IsList() {
		return nil, false
	}
	for _, labels := range append(s.selectors(), s.podLabels(), s.Root().At("metadata", "labels")) {
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
			if !ok || same.Kind() != manifest.String && same.Document().File.JSON() { // a word needs quotes there

				return nil, false
			}
			edits = append(edits, value...)
		}
	}
	return unite(edits), true
}

// selectors are the maps in which a controller says which labels its pods have.
func (s *Subject) selectors() []*manifest.Node {
	selector := s.Root().At("spec", "selector")
	if s.Object.Kind == "ReplicationController" {
		return []*manifest.Node{selector}
	}
	return []*manifest.Node{selector.Field("matchLabels")}
}

func (s *Subject) selectorHas(key string) bool {
	if s.Template == s.Root() {
		return false
	}
	exprs := s.Root().At("spec", "selector", "matchExpressions").Items()
	return s.selectors()[0].Field(key) != nil ||
		slices.ContainsFunc(exprs, func(e manifest.Node) bool { return e.Field("key").String() == key })
}

// selectorForbidsLabel reports whether pods with the label would not be those of their controller.
func (s *Subject) selectorForbidsLabel() bool {
	want := s.Policy.PodPreset.Label
	exprs := s.Root().At("spec", "selector", "matchExpressions").Items()
	return slices.ContainsFunc(exprs, func(e manifest.Node) bool {
		values := e.Field("values").Items()
		listed := slices.ContainsFunc(values, func(v manifest.Node) bool { return v.String() == want.Value })
		switch {
		case e.Field("key").String() != want.Key:
			return false
		case e.Field("operator").String() == "In":
			return !listed
		}
		return e.Field("operator").String() == "DoesNotExist" || listed
	})
}

// skipsLabels reports whether a rule that puts the label onto pods is left out in the file of the object.
func (s *Subject) skipsLabels() bool {
	return s.Skips != nil && slices.ContainsFunc(s.Skips(s.Object.File), func(r *lint.Rule) bool {
		return r == podLabelMissing || r == labelOnlyOnController || r == labelWrongValue
	})
}

// futureLabels are the labels of the pods once the rules about labels have mended them: with the one that asks for the
// PodPreset, which a selector that is written in the same round may name then. ok is false where the pods have none yet.
func (s *Subject) futureLabels() (labels manifest.Pairs, ok bool) {
	labels, ok = s.templateLabels()
	fault, _ := s.labelFault()
	if ok && s.mendsLabels && !s.skipsLabels() && (fault == labelMissing && s.FromLegacy || fault == labelOnController) && s.labelFix() != nil {
		labels = append(labels, s.bounds.label...)
	}
	return labels, ok
}

package podpreset

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas/spelling"
)

// A labelFault is what is wrong with the label that asks for the PodPreset. One object has one at most.
type labelFault uint8

const (
	labelFine         labelFault = iota // it is there, or not asked for, or there are no pods
	labelMissing                        // neither on the pods nor on what makes them
	labelOnController                   // on what makes the pods, and not on the pods
	LabelWrong                          // another value, or a key that is nearly the right one
	labelNotAsWritten                   // metadata or labels are no maps, or misspelt, which other rules report
)

// AsksForPreset reports whether the pods are meant to have the PodPreset: they carry the label, or will by a fix.
func AsksForPreset(s *workload.Object) bool {
	switch judged := judgedLabelOf(s); judged.fault {
	case labelFine:
		return judged.asks
	case labelMissing:
		return s.FromLegacy
	case labelOnController, LabelWrong:
		return true
	}
	return false
}

// reportLabel reports a fault of the label where the label belongs, and beside it what stands in the way of its fix. If the
// selector asks for the label, the server refuses the object before its pods miss anything, see selector-mismatch.
func reportLabel(s *workload.Object, p *lint.Pass, r lint.Report, format string, args ...any) {
	if s.JudgesSelectors && selectorAsksForLabel(s) {
		return
	}
	for _, n := range []*manifest.Node{PodLabels(s), s.Template.Field("metadata"), s.Template} {
		if r.Span.Len() == 0 && n.Exists() {
			r.Span = n.Mark()
		}
	}
	if r.Path == "" {
		r.Path = s.Template.ChildPath("metadata.labels." + s.Policy.PodPreset.Label.Key)
	}
	if r.Fix == nil {
		if selectorForbidsLabel(s) {
			r.Related = append(r.Related, lint.Related{Span: s.Root().At("spec", "selector").Mark(), Message: "the selector wants pods without the label"})
		}
		r.Related = append(r.Related, blockers(s, nil)...)
	}
	p.Report(r, format, args...)
}

// PodLabels are the labels of the pods.
func PodLabels(s *workload.Object) *manifest.Node { return s.Template.At("metadata", "labels") }

// PresetSelects reports whether the pods carry the label that asks for the PodPreset.
func PresetSelects(s *workload.Object) bool { return CarriesLabel(s, PodLabels(s)) }

// LabelText is the label as one writes it.
func LabelText(s *workload.Object) string {
	return s.Policy.PodPreset.Label.Key + ": " + s.Policy.PodPreset.Label.Value
}

func CarriesLabel(s *workload.Object, labels *manifest.Node) bool {
	want := s.Policy.PodPreset.Label
	return labels.Field(want.Key).String() == want.Value
}

// A judgedLabel is the fault of the label, with the label to fix, or the one that is in the wrong place.
type judgedLabel struct {
	fault labelFault
	asks  bool // of a fine one: the pods carry it, and do not decline
	node  *manifest.Node
}

// LabelFault judges the label of the pods.
func LabelFault(s *workload.Object) (labelFault, *manifest.Node) {
	judged := judgedLabelOf(s)
	return judged.fault, judged.node
}

func judgedLabelOf(s *workload.Object) judgedLabel {
	return labelSlot.Get(s, func(s *workload.Object) judgedLabel {
		fault, node := judgeLabel(s)
		return judgedLabel{fault, fault == labelFine && PresetSelects(s) && !DeclinesPreset(s), node}
	})
}

func judgeLabel(s *workload.Object) (labelFault, *manifest.Node) {
	meta, labels := s.Template.Field("metadata"), PodLabels(s)
	switch {
	case !s.PodSpec().IsMap(), PresetSelects(s), DeclinesPreset(s):
		return labelFine, nil
	case !meta.IsNull() && !meta.IsMap(), !labels.IsNull() && !labels.IsMap(), kubectl.IsMisspelt(s, s.Template, "metadata", "labels"):
		return labelNotAsWritten, nil
	}
	key := s.Policy.PodPreset.Label.Key
	if label := labels.Field(key); label != nil {
		return LabelWrong, label
	}
	fields := labels.Fields()
	for i := range fields {
		if isNearLabel(s, &fields[i]) {
			return LabelWrong, &fields[i]
		}
	}
	for _, outer := range OuterLabels(s) {
		if CarriesLabel(s, outer) {
			return labelOnController, outer.Field(key)
		}
	}
	return labelMissing, nil
}

// OuterLabels are the labels of what makes the pods: the object, and the Jobs of a CronJob.
func OuterLabels(s *workload.Object) []*manifest.Node {
	if s.Template == s.Root() {
		return nil
	}
	return []*manifest.Node{s.Root().At("metadata", "labels"), s.Root().At("spec", "jobTemplate", "metadata", "labels")}
}

// isNearLabel reports whether a label is meant to be the one that asks for the PodPreset: its key is that of the label
// but for case or a letter, or has the key in it beside the right value, or the two are swapped.
func isNearLabel(s *workload.Object, label *manifest.Node) bool {
	want := s.Policy.PodPreset.Label
	key, value := strings.ToLower(label.Key()), strings.ToLower(label.Text())
	if isTypo(key, want.Key) {
		return true
	}
	if strings.Contains(key, want.Key) {
		wordList := strings.FieldsFunc(key, func(r rune) bool { return strings.ContainsRune("./-_", r) })
		if slices.Contains(wordList, want.Key) {
			return value == want.Value || wordList[len(wordList)-1] == want.Value && value == "true"
		}
	}
	return key == want.Value && value == want.Key
}

// isTypo reports whether a word is another but for a letter.
func isTypo(word, other string) bool {
	longer := len(word) - len(other)
	return longer >= -1 && longer <= 1 && spelling.Distance(word, other) <= 1
}

// Selectors are the maps in which a controller says which labels its pods have.
func Selectors(s *workload.Object) []*manifest.Node {
	selector := s.Root().At("spec", "selector")
	if s.Kind == "ReplicationController" {
		return []*manifest.Node{selector}
	}
	return []*manifest.Node{selector.Field("matchLabels")}
}

func selectorHas(s *workload.Object, key string) bool {
	if s.Template == s.Root() {
		return false
	}
	exprs := s.Root().At("spec", "selector", "matchExpressions").Items()
	return Selectors(s)[0].Field(key) != nil ||
		slices.ContainsFunc(exprs, func(e manifest.Node) bool { return e.Field("key").String() == key })
}

// selectorAsksForLabel reports whether the server finds that the pods lack the label because their selector asks for it.
func selectorAsksForLabel(s *workload.Object) bool {
	wanted, ok := s.PodRequirements()
	return ok && s.TemplateIsJudged() && slices.ContainsFunc(wanted, func(r workload.Requirement) bool {
		return r.Operator == "In" && IsPresetLabel(s, r.Key, r.Values)
	})
}

// LabelOfController is the label that asks for the PodPreset, where it is on what makes the pods and not on them; nil
// otherwise.
func LabelOfController(s *workload.Object) *manifest.Node {
	if fault, label := LabelFault(s); fault == labelOnController {
		return label
	}
	return nil
}

// selectorForbidsLabel reports whether pods with the label would not be those of their controller.
func selectorForbidsLabel(s *workload.Object) bool {
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
func skipsLabels(s *workload.Object) bool {
	return s.Skips != nil && slices.ContainsFunc(s.Skips(s.Object.File), func(r *lint.Rule) bool {
		return r == PodLabelMissing || r == LabelOnlyOnController || r == LabelWrongValue
	})
}

// meantForAllLabels says of edits to a map of labels that they are meant for every place that the map serves, if each of
// them is a map of labels, or of the labels that a selector asks for: the usual use of an anchor at labels.
func meantForAllLabels(edits []manifest.Edit, labels *manifest.Node) []manifest.Edit {
	if labels.Uses() == 1 {
		return edits
	}
	places := 0
	for _, o := range labels.Document().Objects() {
		for _, other := range labelMaps(o) {
			if sameText(labels, other) {
				places++
			}
		}
	}
	if places >= labels.Uses() {
		for i := range edits {
			edits[i].Uses = 1
		}
	}
	return edits
}

// labelMaps are the maps of an object that hold labels or ask for them.
func labelMaps(o *manifest.Object) []*manifest.Node {
	selector := o.Root.At("spec", "selector")
	maps := []*manifest.Node{
		o.Root.At("metadata", "labels"),
		o.Root.At("spec", "jobTemplate", "metadata", "labels"),
		selector,
		selector.Field("matchLabels"),
	}
	if template := o.Root.At(workload.TemplatePath(o.Kind)...); template != o.Root {
		maps = append(maps, template.At("metadata", "labels"))
	}
	return maps
}

// sameText reports whether two maps are one text, reached through aliases.
func sameText(a, b *manifest.Node) bool {
	if !a.IsMap() || !b.IsMap() || len(a.Children()) == 0 || len(b.Children()) == 0 {
		return false
	}
	s, ok := a.Children()[0].KeySpan()
	t, good := b.Children()[0].KeySpan()
	return ok && good && s == t
}

// References are the ways in which shells and Kubernetes write the value of a variable.
func References(key string) []string { return []string{"$" + key, "${" + key + "}", "$(" + key + ")"} }

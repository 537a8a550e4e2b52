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
	labelFine         labelFault = iota // the pods have it or decline the PodPreset, or there are no pods
	labelMissing                        // neither the pods nor their controller have it
	labelOnController                   // only the controller has it
	LabelWrong                          // the pods have it with another value, or with a key that is nearly the right one
	labelNotAsWritten                   // metadata or labels are misspelled or not maps, which other rules report
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

// reportLabel reports a fault of the label where the label belongs, with related places that prevent its fix. It reports
// nothing if the selector asks for the label: then the server rejects the object, which selector-mismatch reports.
func reportLabel(s *workload.Object, p *lint.Pass, r lint.Report, format string, args ...any) lint.Finding {
	if s.JudgesSelectors && selectorAsksForLabel(s) {
		return lint.Finding{}
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
			r.Related = append(r.Related, lint.Related{Span: s.Root().At("spec", "selector").Mark(), Message: "the selector excludes pods with the label"})
		}
		r.Related = append(r.Related, blockers(s, nil)...)
	}
	return p.Report(r, format, args...).
		Effect("without it the %s mounts no tool files and cannot look up users", s.Policy.Current.Title)
}

// PodLabels returns the labels of the pods.
func PodLabels(s *workload.Object) *manifest.Node { return s.Template.At("metadata", "labels") }

// PresetSelects reports whether the pods carry the label that asks for the PodPreset.
func PresetSelects(s *workload.Object) bool { return CarriesLabel(s, PodLabels(s)) }

// LabelText returns the label as a manifest writes it.
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
	asks  bool // with labelFine: the pods have it and do not decline the PodPreset
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
	case !meta.IsNull() && !meta.IsMap(), !labels.IsNull() && !labels.IsMap(), kubectl.IsMisspelled(s, s.Template, "metadata", "labels"):
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

// OuterLabels returns the labels of what makes the pods: the object, and the Jobs of a CronJob.
func OuterLabels(s *workload.Object) []*manifest.Node {
	if s.Template == s.Root() {
		return nil
	}
	return []*manifest.Node{s.Root().At("metadata", "labels"), s.Root().At("spec", "jobTemplate", "metadata", "labels")}
}

// isNearLabel reports whether a label is probably meant to be the one that asks for the PodPreset: its key differs in case or
// by one letter, or contains the right key and the value is right, or key and value are swapped.
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

// isTypo reports whether two words differ by at most one letter.
func isTypo(word, other string) bool {
	longer := len(word) - len(other)
	return longer >= -1 && longer <= 1 && spelling.Distance(word, other) <= 1
}

// Selectors returns the maps in which a controller says which labels its pods have.
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

// selectorAsksForLabel reports whether the server rejects the object because its selector asks for the label.
func selectorAsksForLabel(s *workload.Object) bool {
	wanted, ok := s.PodRequirements()
	return ok && s.TemplateIsJudged() && slices.ContainsFunc(wanted, func(r workload.Requirement) bool {
		return r.Operator == "In" && IsPresetLabel(s, r.Key, r.Values)
	})
}

// LabelOfController returns the label that asks for the PodPreset where only the controller has it, and nil otherwise.
func LabelOfController(s *workload.Object) *manifest.Node {
	if fault, label := LabelFault(s); fault == labelOnController {
		return label
	}
	return nil
}

// selectorForbidsLabel reports whether the selector of the controller excludes pods with the label.
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

// skipsLabels reports whether a rule that labels pods is left out in the file of the object.
func skipsLabels(s *workload.Object) bool {
	return s.Skips != nil && slices.ContainsFunc(s.Skips(s.Object.File), func(r *lint.Rule) bool {
		return r == PodLabelMissing || r == LabelOnlyOnController || r == LabelWrongValue
	})
}

// markForAllLabels marks edits of an anchored map of labels as meant for all places that use it, if each place holds labels
// or asks for them in a selector. That is the usual reason for an anchor at labels.
func markForAllLabels(edits []manifest.Edit, labels *manifest.Node) []manifest.Edit {
	if labels.Uses() == 1 {
		return edits
	}
	if at, ok := textOf(labels); ok && labelPlaces(labels.Document())[at] >= labels.Uses() {
		for i := range edits {
			edits[i].Uses = 1
		}
	}
	return edits
}

type placesKey struct{}

// labelPlaces counts, by textOf, the maps of a document that hold labels or ask for them.
func labelPlaces(d *manifest.Document) map[manifest.Span]int {
	count := func() any {
		places := map[manifest.Span]int{}
		for _, o := range d.Objects() {
			for _, labels := range labelMaps(o) {
				if at, ok := textOf(labels); ok {
					places[at]++
				}
			}
		}
		return places
	}
	return d.Remember(placesKey{}, count).(map[manifest.Span]int)
}

// labelMaps returns the maps of an object that hold labels or ask for them.
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

// textOf identifies the text of a map by its first key. Maps that are reached through aliases share their text.
func textOf(labels *manifest.Node) (first manifest.Span, ok bool) {
	if !labels.IsMap() || len(labels.Children()) == 0 {
		return manifest.Span{}, false
	}
	return labels.Children()[0].KeySpan()
}

// References returns the forms in which shells and Kubernetes refer to a variable.
func References(key string) []string { return []string{"$" + key, "${" + key + "}", "$(" + key + ")"} }

package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/schemas"
)

// selectorRequired reports whether the schema of a kind demands spec.selector, which older API versions took from the
// labels of the pods. That it is missing is for selector-required to report.
func selectorRequired(gvk schemas.GVK) bool {
	if gvk.Group != "apps" || gvk.Version != "v1" && gvk.Version != "v1beta2" {
		return false
	}
	return hasLabelSelector(gvk.Kind)
}

// hasLabelSelector reports whether objects of a kind find their pods by a selector that must match their template. The
// kinds are those of either cluster.
func hasLabelSelector(kind string) bool {
	switch kind {
	case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "PetSet":
		return true
	}
	return false
}

// A requirement is one thing that a selector asks of labels.
type requirement struct {
	node     *manifest.Node // where it is written
	key      string
	operator string // In, NotIn, Exists, DoesNotExist
	values   []string
}

// labelRequirements reads a selector with matchLabels and matchExpressions. ok is false where the server refuses the
// selector for itself, so that there is nothing to match.
func labelRequirements(selector *manifest.Node) (all []requirement, ok bool) {
	all, ok = plainRequirements(selector.Field("matchLabels"))
	expressions := selector.Field("matchExpressions")
	if !ok || !expressions.IsNull() && !expressions.IsList() {
		return nil, false
	}
	items := expressions.Items()
	for i := range items {
		r := requirement{
			node:     &items[i],
			key:      items[i].Field("key").String(),
			operator: items[i].Field("operator").String(),
		}
		values := items[i].Field("values").Items()
		for j := range values {
			r.values = append(r.values, values[j].String())
		}
		if !r.valid() {
			return nil, false
		}
		all = append(all, r)
	}
	return all, true
}

// plainRequirements reads the map of labels that a selector asks for.
func plainRequirements(labels *manifest.Node) (all []requirement, ok bool) {
	fields := labels.Fields()
	all, values := make([]requirement, 0, len(fields)), make([]string, len(fields))
	for i := range fields {
		value, isString := fields[i].Str()
		values[i] = value
		r := requirement{node: &fields[i], key: fields[i].Key(), operator: "In", values: values[i : i+1 : i+1]}
		if !isString || !r.valid() {
			return nil, false
		}
		all = append(all, r)
	}
	return all, labels.IsNull() || labels.IsMap()
}

func (r *requirement) valid() bool {
	switch r.operator {
	case "In", "NotIn":
		if len(r.values) == 0 {
			return false
		}
	case "Exists", "DoesNotExist":
		if len(r.values) > 0 {
			return false
		}
	default:
		return false
	}
	bad := func(value string) bool { return len(validation.LabelValue(value)) > 0 }
	return len(validation.LabelKey(r.key)) == 0 && !slices.ContainsFunc(r.values, bad)
}

// metBy reports whether labels do what the requirement asks.
func (r *requirement) metBy(labels *manifest.Node) bool {
	label := labels.Field(r.key)
	has := label.Exists()
	switch r.operator {
	case "Exists":
		return has
	case "DoesNotExist":
		return !has
	case "NotIn":
		return !has || !slices.Contains(r.values, label.String())
	}
	return has && slices.Contains(r.values, label.String())
}

// String writes the requirement as kubectl writes selectors.
func (r *requirement) String() string {
	switch {
	case r.operator == "Exists":
		return r.key
	case r.operator == "DoesNotExist":
		return "!" + r.key
	case r.operator == "In" && len(r.values) == 1:
		return r.key + "=" + r.values[0]
	}
	return fmt.Sprintf("%s %s (%s)", r.key, strings.ToLower(r.operator), strings.Join(r.values, ", "))
}

// isEmptySelector reports whether a selector that is there selects nothing, which the server refuses.
func isEmptySelector(selector *manifest.Node) bool {
	return selector.IsMap() && len(selector.Field("matchLabels").Children()) == 0 && len(selector.Field("matchExpressions").Children()) == 0
}

// templateLabels returns the labels of the object's pods as an edit writes them. ok is false where there are none, or not
// all have a value that can be one.
func (s *Subject) templateLabels() (labels manifest.Pairs, ok bool) {
	fields := s.Template.At("metadata", "labels").Fields()
	labels = make(manifest.Pairs, 0, len(fields)+1) // for the one that asks for the PodPreset
	for i := range fields {
		f := &fields[i]
		if f.IsNull() || f.IsMap() || f.IsList() {
			return nil, false
		}
		labels = append(labels, manifest.Pair{Key: f.Key(), Value: f.Text()})
	}
	return labels, len(labels) > 0
}

// hasPodLabels reports whether the object's pods have any label.
func (s *Subject) hasPodLabels() bool { return len(s.Template.At("metadata", "labels").Children()) > 0 }

// A selection is what labelRequirements reads.
type selection struct {
	all []requirement
	ok  bool
}

// podRequirements are those of the selector by which an object finds the pods of its template. ok is false where it has
// none that must match. They must not be changed.
func (s *Subject) podRequirements() (all []requirement, ok bool) {
	own := s.wanted.get(func() selection {
		all, ok := s.readPodRequirements()
		return selection{all, ok}
	})
	return own.all, own.ok
}

func (s *Subject) readPodRequirements() (all []requirement, ok bool) {
	spec := s.Root().Field("spec")
	selector := spec.Field("selector")
	manual, _ := spec.Field("manualSelector").Bool()
	switch kind := s.Object.Kind; {
	case kind == "ReplicationController":
		return plainRequirements(selector)
	case hasLabelSelector(kind), kind == "Job" && manual:
		return labelRequirements(selector)
	}
	return nil, false
}

// selectedLabels are the labels by which an object finds its pods, but for that of the PodPreset and those that the server
// gives.
func (s *Subject) selectedLabels() (labels manifest.Pairs) {
	if s.Template == s.Root() {
		return nil
	}
	for _, f := range s.selectors()[0].Fields() {
		if value, ok := f.Str(); ok && !s.isPresetLabel(f.Key(), []string{value}) && !s.isGeneratedLabel(f.Key()) {
			labels = append(labels, manifest.Pair{Key: f.Key(), Value: value})
		}
	}
	return labels
}

// anchors name the keys of a workload's spec behind which people put what selects and rolls out its pods: replicas, or
// what stands above the template, or else the end.
func anchors(spec *manifest.Node) []string {
	var names []string
	if spec.Field("replicas").Exists() {
		names = append(names, "replicas")
	}
	above := spec.Fields()
	if template := spec.Field("template"); template.Exists() {
		above = above[:template.Index()]
	}
	for i := len(above) - 1; i >= 0; i-- {
		if key := above[i].Key(); key != "replicas" {
			names = append(names, key)
		}
	}
	return append(names, "")
}

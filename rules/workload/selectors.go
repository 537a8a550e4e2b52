package workload

import (
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/schemas"
)

// HasLabelSelector reports whether objects of a kind find their pods by a selector that must match their template. The
// kinds are those of either cluster.
func HasLabelSelector(kind string) bool {
	switch kind {
	case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "PetSet":
		return true
	}
	return false
}

// A Requirement is one condition of a selector on labels.
type Requirement struct {
	validation.Requirement
	Node *manifest.Node // where it is written
}

// labelRequirements reads a selector with matchLabels and matchExpressions. ok is false if the server rejects the selector itself:
// then no labels have to match it.
func labelRequirements(selector *manifest.Node) (all []Requirement, ok bool) {
	all, ok = PlainRequirements(selector.Field("matchLabels"))
	expressions := selector.Field("matchExpressions")
	if !ok || !expressions.IsNull() && !expressions.IsList() {
		return nil, false
	}
	items := expressions.Items()
	for i := range items {
		r := Requirement{Node: &items[i]}
		r.Key, r.Operator = items[i].Field("key").String(), items[i].Field("operator").String()
		values := items[i].Field("values").Items()
		for j := range values {
			r.Values = append(r.Values, values[j].String())
		}
		if !r.IsValid() {
			return nil, false
		}
		all = append(all, r)
	}
	return all, true
}

// PlainRequirements reads a selector that is a map of labels.
func PlainRequirements(labels *manifest.Node) (all []Requirement, ok bool) {
	fields := labels.Fields()
	all, values := make([]Requirement, 0, len(fields)), make([]string, len(fields))
	for i := range fields {
		value, isString := fields[i].Str()
		values[i] = value
		r := Requirement{validation.Requirement{Key: fields[i].Key(), Operator: "In", Values: values[i : i+1 : i+1]}, &fields[i]}
		if !isString || !r.IsValid() {
			return nil, false
		}
		all = append(all, r)
	}
	return all, labels.IsNull() || labels.IsMap()
}

// MetBy reports whether labels meet the requirement.
func (r *Requirement) MetBy(labels *manifest.Node) bool {
	label := labels.Field(r.Key)
	return r.Allows(label.String(), label.Exists())
}

// String writes the requirement as kubectl writes selectors.
func (r *Requirement) String() string {
	switch {
	case r.Operator == "Exists":
		return r.Key
	case r.Operator == "DoesNotExist":
		return "!" + r.Key
	case r.Operator == "In" && len(r.Values) == 1:
		return r.Key + "=" + r.Values[0]
	}
	return fmt.Sprintf("%s %s (%s)", r.Key, strings.ToLower(r.Operator), strings.Join(r.Values, ", "))
}

// IsEmptySelector reports whether a selector exists and selects nothing, which the server rejects.
func IsEmptySelector(selector *manifest.Node) bool {
	return selector.IsMap() && len(selector.Field("matchLabels").Children()) == 0 && len(selector.Field("matchExpressions").Children()) == 0
}

// TemplateLabels returns the labels of the object's pods as an edit writes them. ok is false if there are none or one has an invalid
// value.
func (s *Object) TemplateLabels() (labels manifest.Pairs, ok bool) {
	fields := s.Template.At("metadata", "labels").Fields()
	labels = make(manifest.Pairs, 0, len(fields)+1) // and the label that asks for the PodPreset
	for i := range fields {
		f := &fields[i]
		if f.IsNull() || f.IsMap() || f.IsList() {
			return nil, false
		}
		labels = append(labels, manifest.Pair{Key: f.Key(), Value: f.Text()})
	}
	return labels, len(labels) > 0
}

// A selection holds the results of labelRequirements.
type selection struct {
	all []Requirement
	ok  bool
}

// PodRequirements returns the requirements of the selector by which an object finds the pods of its template. They must not be
// changed. ok is false if there is no selector that must match.
func (s *Object) PodRequirements() (all []Requirement, ok bool) {
	own := s.wanted.get(func() selection {
		all, ok := s.readPodRequirements()
		return selection{all, ok}
	})
	return own.all, own.ok
}

func (s *Object) readPodRequirements() (all []Requirement, ok bool) {
	spec := s.Root().Field("spec")
	selector := spec.Field("selector")
	manual, _ := spec.Field("manualSelector").Bool()
	switch kind := s.Kind; {
	case kind == "ReplicationController":
		return PlainRequirements(selector)
	case HasLabelSelector(kind), kind == "Job" && manual:
		return labelRequirements(selector)
	}
	return nil, false
}

// EmptyLabels are the keys of maps that are removed with their last label.
var EmptyLabels = []string{"labels", "matchLabels", "selector"}

// IsGeneratedLabel reports whether the server gives the pods of the object a label with a key.
func (s *Object) IsGeneratedLabel(key string) bool {
	return slices.ContainsFunc(s.Policy.ServerFields, func(row schemas.ServerField) bool {
		return row.Kind == s.Kind && slices.Contains(row.Labels, key)
	})
}

// TemplateIsJudged reports whether the server compares the labels of the template with the selector. It does not if it rejects the
// template first, because the labels cannot be decoded or a required template is missing.
func (s *Object) TemplateIsJudged() bool {
	if s.Template.IsNull() {
		schema := s.Bundle.Lookup(s.Judged)
		return schema != nil && s.Kind != "ReplicationController" && !slices.Contains(schema.Field("spec").Required, "template")
	}
	meta := s.Template.Field("metadata")
	labels := meta.Field("labels")
	isMap := func(n *manifest.Node) bool { return n.IsNull() || n.IsMap() }
	notString := func(f manifest.Node) bool { return f.Kind() != manifest.String }
	return s.Template.IsMap() && isMap(meta) && isMap(labels) && !slices.ContainsFunc(labels.Fields(), notString)
}

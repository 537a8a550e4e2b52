package validation

import (
	"fmt"

	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/selection"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// The labels by which the server tells the pods of Jobs apart.
const (
	labelJobName       = "job-name"
	labelControllerUID = "controller-uid"
)

// unknownUID stands for the uid that the server will give to an object, so that no label can have it.
const unknownUID = "00000000-0000-0000-0000-000000000000"

// choosesSelector reports whether a Job brings its own selector, be it by the field of an older version, which has the opposite
// meaning.
func choosesSelector(spec place) bool {
	if manual := spec.at("manualSelector"); manual.set() {
		return manual.isTrue()
	}
	auto, old := spec.at("autoSelector").node.Bool()
	return old && !auto && spec.at("selector").set()
}

// manualSelector judges the selector of a Job that brings its own. Whether it is there and fits the template is for
// selector-required and selector-mismatch to say; without it the labels cannot fit either.
func (v *validator) manualSelector(spec place) {
	selector, podLabels := spec.at("selector"), spec.in("template", "metadata", "labels")
	if !selector.set() {
		v.problemAt(spec.at("manualSelector"), podLabels.path(), "no labels match a selector that is missing: drop manualSelector")
		return
	}
	v.labelSelector(selector)
	if len(podLabels.node.Fields()) == 0 && spec.at("parallelism").numberOr(1) > 0 && spec.at("completions").numberOr(1) > 0 {
		v.pods = true
		v.problem(podLabels, "the controller makes no pods without a label: give the template one, or drop manualSelector")
		v.pods = false
	}
}

// generatedSelector judges what a Job has where the server puts the selector and the labels that it makes itself.
func (v *validator) generatedSelector(spec place, name string) {
	podLabels := spec.in("template", "metadata", "labels")
	v.generatedLabels(podLabels, name)

	generated := labels.Set{labelJobName: name, labelControllerUID: unknownUID}
	pod := labels.Set{labelJobName: name, labelControllerUID: unknownUID}
	for _, label := range podLabels.entries() {
		pod[label.key()] = label.text()
	}
	selector := spec.at("selector")
	v.labelSelector(selector)
	wanted, ok := requirements(selector)
	if ok && !meets(generated, wanted) {
		v.generated(selector, selector.path(), "the server makes the selector of a Job, and this one asks for more: leave it out")
	}
	if ok && !meets(pod, wanted) {
		at := selector
		if !at.set() {
			at = podLabels
		}
		v.problemAt(at, podLabels.path(), "the selector of the Job does not find its pods: leave the selector and %s to the server", labelControllerUID)
	}
}

// jobNameLabel reports the name of a Job that the server cannot make a label of its pods. meta shares the labels of the
// template where it has none.
func (v *validator) jobNameLabel(meta, spec place) {
	name, podLabels := jobName(meta), spec.in("template", "metadata", "labels")
	if choosesSelector(spec) || podLabels.at(labelJobName).set() || len(LabelValue(name)) == 0 {
		return
	}
	paths := []string{spec.at("template").path() + ".labels"} // as the server writes it
	if podLabels.set() && len(meta.at("labels").node.Fields()) == 0 {
		paths = append(paths, "metadata.labels")
	}
	for _, path := range paths {
		v.problemAt(nameOf(meta), path, "the server gives the pods of a Job the label %s=%s, and this is no value of a label: use a name of at most %d characters",
			labelJobName, name, validation.LabelValueMaxLength)
	}
}

// nameOf is where the name of an object is written, or what it is made of.
func nameOf(meta place) place {
	if prefix := meta.at("generateName"); meta.at("name").text() == "" && prefix.set() {
		return prefix
	}
	return meta.at("name")
}

// generatedLabels reports the labels of pods that the server sets for a Job and that say something else. Nobody knows
// the name of a Job that a CronJob makes.
func (v *validator) generatedLabels(podLabels place, name string) {
	for _, key := range [...]string{labelControllerUID, labelJobName} {
		label := podLabels.at(key)
		if label.set() && (key == labelControllerUID || name == "" || label.text() != name) {
			v.generated(label, label.node.KeyPath(), "the server gives the pods of a Job the label %s, with another value than %q: leave it out", key, label.text())
		}
	}
}

// generated reports what the server generates for a Job and does not accept from its author.
func (v *validator) generated(p place, path, format string, args ...any) {
	problem := Problem{Node: p.node, Path: path, Message: fmt.Sprintf(format, args...), Pods: v.pods}
	if edits, ok := manifest.Prune([]string{"labels"}, p.node); ok {
		problem.Fix = &Fix{Title: "delete it", Edits: edits}
	}
	v.report(problem)
}

// requirements reads a selector of a Job, with what the server adds to it. ok is false where the selector is not valid.
func requirements(selector place) (all []labels.Requirement, ok bool) {
	add := func(key string, op selection.Operator, values []string) bool {
		r, err := labels.NewRequirement(key, op, values)
		if err == nil {
			all = append(all, *r)
		}
		return err == nil
	}
	wanted := selector.at("matchLabels")
	for _, label := range wanted.entries() {
		if !add(label.key(), selection.In, []string{label.text()}) {
			return nil, false
		}
	}
	for _, expression := range selector.at("matchExpressions").items() {
		var values []string
		for _, value := range expression.at("values").items() {
			values = append(values, value.text())
		}
		if !add(expression.at("key").text(), operator(expression.at("operator").text()), values) {
			return nil, false
		}
	}
	if !wanted.at(labelControllerUID).set() {
		add(labelControllerUID, selection.In, []string{unknownUID})
	}
	return all, true
}

// operator is that of a label selector. Another one, which makes no requirement, for a word that is none.
func operator(word string) selection.Operator {
	switch word {
	case "In":
		return selection.In
	case "NotIn":
		return selection.NotIn
	case "Exists":
		return selection.Exists
	case "DoesNotExist":
		return selection.DoesNotExist
	}
	return ""
}

func meets(set labels.Set, wanted []labels.Requirement) bool {
	for i := range wanted {
		if !wanted[i].Matches(set) {
			return false
		}
	}
	return true
}

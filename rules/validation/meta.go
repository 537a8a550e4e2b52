package validation

import (
	"fmt"
	"slices"
	"strings"
)

// objectMeta judges the metadata of an object. name is the check that the kind has for its name.
//
// The namespace is not judged: a wrong one is forbidden rather than invalid.
func (v *validator) objectMeta(meta place, name func(string) []string) {
	v.objectName(meta, name)
	if !v.resetsGeneration() {
		v.atLeast(meta.at("generation"), 0)
	}
	v.labels(v.effectiveLabels(meta), meta.at("labels"))
	v.annotations(meta.at("annotations"), meta.at("annotations"))
	v.ownerReferences(meta.at("ownerReferences"))
	v.finalizers(meta.at("finalizers"))
}

func (v *validator) objectName(meta place, check func(string) []string) {
	prefix, name := meta.at("generateName"), meta.at("name")
	if s := prefix.text(); s != "" {
		v.checked(prefix, s, check(asPrefix(s)))
	}
	switch s := effectiveName(meta); {
	case name.text() != "":
		v.checked(name, s, check(s))
	case s != "":
		for _, m := range check(s) {
			v.problemAt(prefix, name.path(), "%q makes names like %q, which is invalid: %s", prefix.text(), s, m)
		}
	case !name.set() || name.node.Quoted(): // others are of a wrong type
		v.required(name, "give the object a name")
	}
}

// resetsGeneration reports whether the server sets the generation of new objects of the kind, whatever it was.
func (v *validator) resetsGeneration() bool {
	switch v.gvk.Kind {
	case "Deployment", "ReplicaSet", "StatefulSet", "ReplicationController", "Ingress", "NetworkPolicy":
		return true
	}
	return false
}

// effectiveLabels are the labels that an object gets. Some kinds copy those of their template when they have none.
func (v *validator) effectiveLabels(meta place) place {
	labels := meta.at("labels")
	if len(labels.node.Children()) > 0 || !v.copiesLabels() && v.gvk.Kind != "Job" {
		return labels
	}
	root := meta.up
	if meta.node != nil {
		root = meta.node.Parent()
	}
	return place{node: root}.in("spec", "template", "metadata", "labels")
}

// copiesLabels reports whether the server takes the labels and the selector of a workload from its template when they are
// absent, as older versions do.
func (v *validator) copiesLabels() bool {
	switch v.gvk.Kind {
	case "ReplicationController":
		return true
	case "Deployment", "ReplicaSet", "StatefulSet":
		return v.gvk.Version == "v1beta1"
	}
	return false
}

// templateMeta judges the metadata of a pod template, of which labels and annotations count. The server leaves
// "metadata" out when it names them. Finalizers are copied into the pods and judged there; what annotations mean to the
// pods is judged with their spec.
func (v *validator) templateMeta(template place) {
	meta := template.at("metadata")
	v.labels(meta.at("labels"), template.at("labels"))
	v.annotations(meta.at("annotations"), template.at("annotations"))
	v.inPods(func() { v.finalizers(meta.at("finalizers")) })
}

// labels judges labels. The server names at, whichever of them is wrong.
func (v *validator) labels(labels, at place) {
	fields := labels.node.Fields()
	for i := range fields {
		label := place{node: &fields[i]}
		v.checkedKey(label, at, LabelKey(label.key()))
		if value, ok := label.node.Str(); ok {
			for _, m := range LabelValue(value) {
				v.problemAt(label, at.path(), "%q cannot be the value of a label: %s", value, m)
			}
		}
	}
}

// checkedKey reports what a check says of a key whose path the server does not give.
func (v *validator) checkedKey(p, at place, messages []string) {
	for _, m := range messages {
		v.report(Problem{Node: p.node, Key: true, Path: at.path(), Message: fmt.Sprintf("%q cannot be a key here: %s", p.key(), m), Pods: v.pods})
	}
}

const maxAnnotations = 256 << 10 // bytes of all keys and values

// annotations judges annotations: their keys, but for the case of letters, and how long they are together.
func (v *validator) annotations(annotations, at place) {
	fields := annotations.node.Fields()
	size := 0
	for i := range fields {
		annotation := place{node: &fields[i]}
		v.checkedKey(annotation, at, LabelKey(strings.ToLower(annotation.key())))
		size += len(annotation.key()) + len(annotation.text())
	}
	if size > maxAnnotations {
		v.problemAt(annotations, at.path(), "the annotations have %d bytes, and there may be %d: keep such data in a ConfigMap", size, maxAnnotations)
	}
}

// ownerReferences judges the owners of an object, whose indices the server does not name.
func (v *validator) ownerReferences(owners place) {
	var controller string
	items := owners.node.Items()
	for i := range items {
		owner := place{node: &items[i]}
		apiVersion := owner.at("apiVersion").text()
		if _, version, ok := strings.Cut(apiVersion, "/"); apiVersion == "" || ok && (version == "" || strings.Contains(version, "/")) {
			v.ownerProblem(owners, owner, "apiVersion")
		}
		for _, name := range []string{"kind", "name", "uid"} {
			if owner.at(name).text() == "" {
				v.ownerProblem(owners, owner, name)
			}
		}
		if owner.at("kind").text() == "Event" && strings.TrimPrefix(apiVersion, "/") == "v1" {
			v.problemAt(owner, owners.path(), "an Event cannot own anything")
		}
		if !owner.at("controller").isTrue() {
			continue
		}
		if controller != "" {
			v.problemAt(owner, owners.path(), "only one owner can be the controller, and that is %q already", controller)
			continue
		}
		controller = owner.at("name").text()
	}
}

func (v *validator) ownerProblem(owners, owner place, field string) {
	if owner.at(field).saidBySchema() {
		return
	}
	v.problemAt(owner.at(field), owners.path()+"."+field, "%s of an owner is required: give it the one that the owner has", field)
}

// standardFinalizers are those that need no domain.
var standardFinalizers = []string{"kubernetes", "orphan", "foregroundDeletion"}

func (v *validator) finalizers(finalizers place) {
	items := finalizers.node.Items()
	orphans, deletes := false, false
	for i := range items {
		name, ok := items[i].Str()
		if !ok {
			continue
		}
		finalizer := place{node: &items[i]}
		for _, m := range LabelKey(name) {
			v.problemAt(finalizer, finalizers.path(), "%q is invalid: %s", name, m)
		}
		if !strings.Contains(name, "/") && !slices.Contains(standardFinalizers, name) {
			v.problem(finalizer, "%q is no finalizer of Kubernetes: write whose it is before it, as in example.org/%s", name, name)
		}
		orphans = orphans || name == "orphan"
		deletes = deletes || name == "foregroundDeletion"
	}
	if orphans && deletes {
		v.problem(finalizers, "orphan and foregroundDeletion exclude each other: keep one")
	}
}

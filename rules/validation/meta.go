package validation

import (
	"slices"
	"strings"
)

// objectMeta judges the metadata of an object. name is the check that the kind has for its name.
//
// The namespace is not judged: a wrong one is forbidden rather than invalid.
func (v *validator) objectMeta(meta place, name func(string) []Fault) {
	v.objectName(meta, name)
	if !v.resetsGeneration() {
		v.requireAtLeast(meta.at("generation"), 0)
	}
	v.labels(v.effectiveLabels(meta), meta.at("labels"))
	v.annotations(meta.at("annotations"), meta.at("annotations"))
	v.ownerReferences(meta.at("ownerReferences"))
	v.finalizers(meta.at("finalizers"))
}

func (v *validator) objectName(meta place, check func(string) []Fault) {
	prefix, name := meta.at("generateName"), meta.at("name")
	if s := prefix.text(); s != "" {
		v.rejectFaults(prefix, s, prefixFaults(s, check))
	}
	switch s := effectiveName(meta); {
	case name.text() != "":
		v.rejectFaults(name, s, check(s))
	case s != "":
		for _, f := range check(s) {
			v.rejectAt(prefix, name.path(), say("generateName %s leads to invalid names", quote(prefix.text())).help("%s", f.help))
		}
	case !name.isSet() || name.node.Quoted(): // others are of a wrong type
		v.rejectMissing(name, "name the "+v.gvk.Kind)
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
		v.rejectKeyFaults(label, at, "label key", LabelKey(label.key()))
		if value, ok := label.node.Str(); ok {
			v.rejectFaultsAt(label, at.path, "label value", value, LabelValue(value))
		}
	}
}

// rejectKeyFaults reports what a check says of a key whose path the server does not give.
func (v *validator) rejectKeyFaults(p, at place, what string, faults []Fault) {
	for _, f := range faults {
		v.rejectKeyAt(p, at.path(), f.of(what, p.key()))
	}
}

const maxAnnotations = 256 << 10 // bytes of all keys and values

// annotations judges annotations: their keys, but for the case of letters, and how long they are together.
func (v *validator) annotations(annotations, at place) {
	fields := annotations.node.Fields()
	size := 0
	for i := range fields {
		annotation := place{node: &fields[i]}
		v.rejectKeyFaults(annotation, at, "annotation key", LabelKey(strings.ToLower(annotation.key())))
		size += len(annotation.key()) + len(annotation.text())
	}
	if size > maxAnnotations {
		v.rejectAt(annotations, at.path(), say("the annotations are larger than 256 KiB").help("move large data to a ConfigMap"))
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
			v.rejectAt(owner, owners.path(), say("an Event cannot own an object").help("remove this owner"))
		}
		if !owner.at("controller").isTrue() {
			continue
		}
		if controller != "" {
			v.rejectAt(owner, owners.path(), say("the owner %q is already the controller", controller).help("keep controller: true for one of them"))
			continue
		}
		controller = owner.at("name").text()
	}
}

func (v *validator) ownerProblem(owners, owner place, field string) {
	if owner.at(field).isLeftToSchema() {
		return
	}
	x := say("the owner has no %s", field).help("copy the %s of the owner", field)
	if text := owner.at(field).text(); text != "" {
		x = say("%s %q of the owner is invalid", field, text).help("copy the %s of the owner", field)
	}
	v.rejectAt(owner.at(field), owners.path()+"."+field, x)
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
		v.rejectFaultsAt(finalizer, finalizers.path, "finalizer", name, LabelKey(name))
		if !strings.Contains(name, "/") && !slices.Contains(standardFinalizers, name) {
			v.reject(finalizer, say("finalizer %q has no domain", name).help("write it as example.org/%s", name))
		}
		orphans = orphans || name == "orphan"
		deletes = deletes || name == "foregroundDeletion"
	}
	if orphans && deletes {
		v.reject(finalizers, say("the finalizers orphan and foregroundDeletion exclude each other").help("keep one of them"))
	}
}

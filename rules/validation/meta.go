package validation

import (
	"slices"
	"strings"
)

// validateObjectMeta validates the metadata of an object. name checks the name as the kind requires it. A wrong
// namespace is forbidden rather than invalid, so other rules report it.
func (v *validator) validateObjectMeta(meta place, name func(string) []Fault) {
	v.validateObjectName(meta, name)
	if !v.resetsGeneration() {
		v.rejectNegative(meta.at("generation"))
	}
	v.validateLabels(v.effectiveLabels(meta), meta.at("labels"))
	v.validateAnnotations(meta.at("annotations"), meta.at("annotations"))
	v.validateOwnerReferences(meta.at("ownerReferences"))
	v.validateFinalizers(meta.at("finalizers"))
}

func (v *validator) validateObjectName(meta place, check func(string) []Fault) {
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
	case !name.isSet() || name.node.Quoted(): // other values have the wrong type
		v.rejectMissing(name, "name the "+v.gvk.Kind)
	}
}

// resetsGeneration reports whether the server sets the generation of new objects of the kind to a value of its own.
func (v *validator) resetsGeneration() bool {
	switch v.gvk.Kind {
	case "Deployment", "ReplicaSet", "StatefulSet", "ReplicationController", "Ingress", "NetworkPolicy":
		return true
	}
	return false
}

// effectiveLabels returns the labels that the object will have. Some kinds copy those of their template if they have
// none.
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

// copiesLabels reports whether the server copies missing labels and selectors of a workload from its template, as older
// versions do.
func (v *validator) copiesLabels() bool {
	switch v.gvk.Kind {
	case "ReplicationController":
		return true
	case "Deployment", "ReplicaSet", "StatefulSet":
		return v.gvk.Version == "v1beta1"
	}
	return false
}

// validateTemplateMeta validates the labels and annotations of a pod template. The server's paths lack "metadata".
// Finalizers are copied into the pods, and validated there. Annotations that change the spec of the pods are validated
// with the spec.
func (v *validator) validateTemplateMeta(template place) {
	meta := template.at("metadata")
	v.validateLabels(meta.at("labels"), template.at("labels"))
	v.validateAnnotations(meta.at("annotations"), template.at("annotations"))
	v.whenPodsAreCreated(func() { v.validateFinalizers(meta.at("finalizers")) })
}

// validateLabels validates labels. The server always names the path of at.
func (v *validator) validateLabels(labels, at place) {
	fields := labels.node.Fields()
	for i := range fields {
		label := place{node: &fields[i]}
		v.rejectKeyFaults(label, at, "label key", labelKey(label.key()))
		if value, ok := label.node.Str(); ok {
			v.rejectFaultsAt(label, at.path, "label value", value, LabelValue(value))
		}
	}
}

// rejectKeyFaults reports the faults of a key whose own path the server does not name. what says what the key is.
func (v *validator) rejectKeyFaults(p, at place, what string, faults []Fault) {
	for _, f := range faults {
		v.rejectKeyAt(p, at.path(), f.of(what, p.key()))
	}
}

// validateAnnotations validates the keys of annotations, whose case does not matter, and the size of all annotations
// together.
func (v *validator) validateAnnotations(annotations, at place) {
	for _, annotation := range annotations.entries() {
		v.rejectKeyFaults(annotation, at, "annotation key", labelKey(strings.ToLower(annotation.key())))
	}
	if AnnotationsSize(annotations.node) > MaxAnnotations {
		v.rejectAt(annotations, at.path(), say("the annotations are larger than 256 KiB").help("move large data to a ConfigMap"))
	}
}

// validateOwnerReferences validates the owners of an object. The server's paths have no index.
func (v *validator) validateOwnerReferences(owners place) {
	var controller string
	items := owners.node.Items()
	for i := range items {
		owner := place{node: &items[i]}
		apiVersion := owner.at("apiVersion").text()
		if _, version, ok := strings.Cut(apiVersion, "/"); apiVersion == "" || ok && (version == "" || strings.Contains(version, "/")) {
			v.rejectOwner(owners, owner, "apiVersion")
		}
		for _, name := range []string{"kind", "name", "uid"} {
			if owner.at(name).text() == "" {
				v.rejectOwner(owners, owner, name)
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

// rejectOwner reports a missing or invalid field of an owner.
func (v *validator) rejectOwner(owners, owner place, field string) {
	if owner.at(field).isLeftToSchema() {
		return
	}
	x := say("the owner has no %s", field).help("copy the %s of the owner", field)
	if text := owner.at(field).text(); text != "" {
		x = say("%s %q of the owner is invalid", field, text).help("copy the %s of the owner", field)
	}
	v.rejectAt(owner.at(field), owners.path()+"."+field, x)
}

// standardFinalizers are the finalizers that need no domain.
var standardFinalizers = []string{"kubernetes", "orphan", "foregroundDeletion"}

func (v *validator) validateFinalizers(finalizers place) {
	items := finalizers.node.Items()
	orphans, deletes := false, false
	for i := range items {
		name, ok := items[i].Str()
		if !ok {
			continue
		}
		finalizer := place{node: &items[i]}
		v.rejectFaultsAt(finalizer, finalizers.path, "finalizer", name, labelKey(name))
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

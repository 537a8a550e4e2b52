package validation

import (
	"math"
	"strconv"

	"github.com/toolforge/tfk8s/rules/internal/words"
)

// validateReplicationController validates a ReplicationController.
func (v *validator) validateReplicationController(root place) {
	v.validateObjectMeta(root.at("metadata"), SubdomainName)
	spec := root.at("spec")
	template := spec.at("template")
	v.rejectNegative(spec.at("replicas"))
	v.rejectNegative(spec.at("minReadySeconds"))
	v.validatePlainSelector(spec)
	if !template.isSet() {
		v.rejectMissing(template, "add a pod template")
		return
	}
	v.validateReplicatedTemplate(spec)
}

// validatePlainSelector validates the selector of a ReplicationController, a map of labels. A map with invalid labels
// counts as empty.
func (v *validator) validatePlainSelector(spec place) {
	selector, labels := spec.at("selector"), spec.in("template", "metadata", "labels")
	used := selector
	if len(selector.node.Children()) == 0 {
		used = labels
	}
	switch {
	case !areLabels(used):
		v.reject(selector, say("the selector has an invalid label").help("use valid label keys and values"))
	case len(used.node.Children()) == 0 && !spec.at("template").isSet():
		v.rejectMissing(selector, "write the labels of the pods")
	}
}

// validateDeployment validates a Deployment.
func (v *validator) validateDeployment(root place) {
	meta, spec := root.at("metadata"), root.at("spec")
	v.validateObjectMeta(meta, SubdomainName)
	v.validateRollbackAnnotation(meta.at("annotations").at(rollbackAnnotation))
	v.rejectNegative(spec.at("replicas"))
	v.validateOwnSelector(spec.at("selector"))
	v.validateMissingSelector(spec)
	v.validateReplicatedTemplate(spec)
	v.validateDeploymentStrategy(spec.at("strategy"))
	v.rejectNegative(spec.at("minReadySeconds"))
	v.rejectNegative(spec.at("revisionHistoryLimit"))
	if revision := spec.in("rollbackTo", "revision"); v.copiesLabels() && revision.numberOr(0) < 0 {
		v.rejectAt(revision, rollbackPath, say("revision %d is negative", revision.numberOr(0)).help("write 0 for the last revision"))
	}
	v.validateProgressDeadline(spec)
	v.validateReplicaSetName(meta)
	v.validateReplicaSetAnnotations(meta.at("annotations"), spec)
}

const (
	rollbackAnnotation = "deprecated.deployment.rollback.to" // newer versions keep rollbackTo here
	rollbackPath       = "spec.rollback.version"             // how the server spells rollbackTo.revision
)

func (v *validator) validateRollbackAnnotation(annotation place) {
	value := annotation.text()
	if value == "" || v.copiesLabels() {
		return
	}
	revision, err := strconv.ParseInt(value, 10, 64)
	switch {
	case err != nil:
		v.reject(annotation, say("%q is not a revision number", value).help("remove the annotation"))
	case revision < 0:
		v.rejectAt(annotation, rollbackPath, say("revision %d is negative", revision).help("write 0 for the last revision"))
	}
}

// validateProgressDeadline validates the deadline. The oldest version has no default for it.
func (v *validator) validateProgressDeadline(spec place) {
	deadline, ready := spec.at("progressDeadlineSeconds"), spec.at("minReadySeconds")
	def := int64(600)
	if v.gvk.Group == "extensions" {
		def = math.MaxInt32
	}
	at := deadline
	if !deadline.isSet() {
		at = ready
	}
	switch n, least := deadline.numberOr(def), ready.numberOr(0); {
	case n <= least:
		v.rejectAt(at, deadline.path(), say("minReadySeconds %d is not below progressDeadlineSeconds %d", least, n).help("lower minReadySeconds, or raise progressDeadlineSeconds"))
	default:
		v.rejectNegative(deadline)
	}
}

const (
	maxName    = 253
	hashSuffix = len("-5d59d67564") // a controller appends it to its name
)

// validateReplicaSetName validates the length of a Deployment's name, to which the ReplicaSet adds a hash.
func (v *validator) validateReplicaSetName(meta place) {
	const most = maxName - hashSuffix
	name := effectiveName(meta)
	if n := len(name); n > most && n <= maxName {
		v.whenPodsAreCreated(func() {
			v.reject(nameSource(meta), say("the name is longer than %d characters", most).help("shorten it by %d", n-most).effect("the Deployment is created, but its ReplicaSet is rejected, so no pods start"))
		})
	}
}

// whenPodsAreCreated calls a function for fields that the server validates only when the pods are created.
func (v *validator) whenPodsAreCreated(validate func()) {
	before := v.pods
	v.pods = true
	validate()
	v.pods = before
}

// validateReplicaSet validates a ReplicaSet.
func (v *validator) validateReplicaSet(root place) {
	v.validateObjectMeta(root.at("metadata"), SubdomainName)
	spec := root.at("spec")
	v.rejectNegative(spec.at("replicas"))
	v.rejectNegative(spec.at("minReadySeconds"))
	v.validateOwnSelector(spec.at("selector"))
	v.validateMissingSelector(spec)
	v.validateReplicatedTemplate(spec)
	labels := spec.in("template", "metadata", "labels")
	if len(labels.node.Children()) == 0 && len(spec.at("selector").node.Children()) > 0 && spec.at("replicas").numberOr(1) > 0 {
		v.whenPodsAreCreated(func() {
			v.reject(labels, say("the pod template has no labels").help("add the labels of the selector").effect("the ReplicaSet is created, but makes no pods"))
		})
	}
}

// validateMissingSelector validates a workload without a selector. Older versions copy the labels of the template. In
// other versions the schema requires the selector, so kubectl reports it.
func (v *validator) validateMissingSelector(spec place) {
	selector, labels := spec.at("selector"), spec.in("template", "metadata", "labels")
	switch {
	case selector.isSet():
	case v.copiesLabels() && labels.node.IsMap():
		if !areLabels(labels) {
			v.validateLabels(labels, selector.at("matchLabels"))
			v.reject(selector, say("the template's labels, which are also the selector, are invalid").help("fix the labels"))
		}
	case v.copiesLabels() || !spec.isSet():
		v.reject(labels, say("the pod template has no labels, and there is no selector").help("add labels to the template, and the same to the selector"))
	}
}

// validateReplicatedTemplate validates the template of pods that the controller keeps running.
func (v *validator) validateReplicatedTemplate(spec place) {
	template := spec.at("template")
	v.reportPodProblems(spec, nil, func() { v.validatePodTemplate(template, "Always") })
	v.rejectDeadline(template)
	if spec.at("replicas").numberOr(1) > 1 {
		v.rejectSharedDisks(template.in("spec", "volumes"))
	}
}

// reportPodProblems calls a function, and drops its problems of pods if no pods are created or the problem is hidden.
func (v *validator) reportPodProblems(spec place, hidden func(Problem) bool, validate func()) {
	report, none := v.report, spec.at("replicas").numberOr(1) == 0
	v.report = func(p Problem) {
		if !p.Pods || !none && (hidden == nil || !hidden(p)) {
			report(p)
		}
	}
	validate()
	v.report = report
}

// rejectDeadline reports a deadline of pods that must run on.
func (v *validator) rejectDeadline(template place) {
	if deadline := template.in("spec", "activeDeadlineSeconds"); deadline.isSet() {
		v.forbid(deadline, "in the pods of "+words.Article(v.gvk.Kind))
	}
}

// rejectSharedDisks reports disks that several pods cannot mount together. The server's paths lack the list of volumes.
func (v *validator) rejectSharedDisks(volumes place) {
	items := volumes.node.Items()
	for i := range items {
		disk := place{node: &items[i]}.at("gcePersistentDisk")
		if disk.isSet() && !disk.at("readOnly").isTrue() {
			v.reject(disk.at("readOnly"), say("several pods cannot write to one disk").help("write readOnly: true"))
		}
	}
}

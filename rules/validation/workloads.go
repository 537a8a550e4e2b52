package validation

import (
	"math"
	"strconv"

	"github.com/toolforge/tfk8s/rules/internal/words"
)

// replicationController judges a ReplicationController.
func (v *validator) replicationController(root place) {
	v.objectMeta(root.at("metadata"), subdomainName)
	spec := root.at("spec")
	template := spec.at("template")
	v.requireAtLeast(spec.at("replicas"), 0)
	v.requireAtLeast(spec.at("minReadySeconds"), 0)
	v.plainSelector(spec)
	if !template.isSet() {
		v.rejectMissing(template, "add a pod template")
		return
	}
	v.replicatedTemplate(spec)
}

// plainSelector judges the selector of a ReplicationController, a map of labels. One that holds what cannot be a label
// counts as empty.
func (v *validator) plainSelector(spec place) {
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

// deployment judges a Deployment.
func (v *validator) deployment(root place) {
	meta, spec := root.at("metadata"), root.at("spec")
	v.objectMeta(meta, subdomainName)
	v.rollbackAnnotation(meta.at("annotations").at(rollbackAnnotation))
	v.requireAtLeast(spec.at("replicas"), 0)
	v.ownSelector(spec.at("selector"))
	v.missingSelector(spec)
	v.replicatedTemplate(spec)
	v.deploymentStrategy(spec.at("strategy"))
	v.requireAtLeast(spec.at("minReadySeconds"), 0)
	v.requireAtLeast(spec.at("revisionHistoryLimit"), 0)
	if revision := spec.in("rollbackTo", "revision"); v.copiesLabels() && revision.numberOr(0) < 0 {
		v.rejectAt(revision, rollbackPath, say("revision %d is negative", revision.numberOr(0)).help("write 0 for the last revision"))
	}
	v.progressDeadline(spec)
	v.replicaSetName(meta)
}

const (
	rollbackAnnotation = "deprecated.deployment.rollback.to" // where the newer versions keep rollbackTo
	rollbackPath       = "spec.rollback.version"             // how the server calls rollbackTo.revision
)

func (v *validator) rollbackAnnotation(annotation place) {
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

// progressDeadline judges the deadline, which the oldest version does not set by default.
func (v *validator) progressDeadline(spec place) {
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
		v.requireAtLeast(deadline, 0)
	}
}

const (
	maxName    = 253
	hashSuffix = len("-5d59d67564") // what a controller appends to its name
)

// replicaSetName judges a name by that of the ReplicaSet, which has a hash more.
func (v *validator) replicaSetName(meta place) {
	const most = maxName - hashSuffix
	name := effectiveName(meta)
	if n := len(name); n > most && n <= maxName {
		v.inPods(func() {
			v.reject(namePlace(meta), say("the name is longer than %d characters", most).help("shorten it by %d", n-most).effect("the Deployment is created, but its ReplicaSet is rejected, so no pods start"))
		})
	}
}

// inPods judges what the server looks at when the pods are made.
func (v *validator) inPods(judge func()) {
	before := v.pods
	v.pods = true
	judge()
	v.pods = before
}

// replicaSet judges a ReplicaSet.
func (v *validator) replicaSet(root place) {
	v.objectMeta(root.at("metadata"), subdomainName)
	spec := root.at("spec")
	v.requireAtLeast(spec.at("replicas"), 0)
	v.requireAtLeast(spec.at("minReadySeconds"), 0)
	v.ownSelector(spec.at("selector"))
	v.missingSelector(spec)
	v.replicatedTemplate(spec)
	labels := spec.in("template", "metadata", "labels")
	if len(labels.node.Children()) == 0 && len(spec.at("selector").node.Children()) > 0 && spec.at("replicas").numberOr(1) > 0 {
		v.inPods(func() {
			v.reject(labels, say("the pod template has no labels").help("add the labels of the selector").effect("the ReplicaSet is created, but makes no pods"))
		})
	}
}

// missingSelector judges a selector that is not there: the copy of the template's labels that the older versions take for
// it, or that nothing matches. One that the schema demands is missed by kubectl before.
func (v *validator) missingSelector(spec place) {
	selector, labels := spec.at("selector"), spec.in("template", "metadata", "labels")
	switch {
	case selector.isSet():
	case v.copiesLabels() && labels.node.IsMap():
		if !areLabels(labels) {
			v.labels(labels, selector.at("matchLabels"))
			v.reject(selector, say("the template's labels, which are also the selector, are invalid").help("fix the labels"))
		}
	case v.copiesLabels() || !spec.isSet():
		v.reject(labels, say("the pod template has no labels, and there is no selector").help("add labels to the template, and the same to the selector"))
	}
}

// replicatedTemplate judges the template of pods that are replaced as long as the workload is there.
func (v *validator) replicatedTemplate(spec place) {
	template := spec.at("template")
	v.podProblems(spec, nil, func() { v.podTemplate(template, "Always") })
	v.endlessPods(template)
	if spec.at("replicas").numberOr(1) > 1 {
		v.sharedDisks(template.in("spec", "volumes"))
	}
}

// podProblems judges pods, of which nothing is seen when there are to be none, or it is hidden.
func (v *validator) podProblems(spec place, hidden func(Problem) bool, judge func()) {
	report, none := v.report, spec.at("replicas").numberOr(1) == 0
	v.report = func(p Problem) {
		if !p.Pods || !none && (hidden == nil || !hidden(p)) {
			report(p)
		}
	}
	judge()
	v.report = report
}

// endlessPods judges that pods which are to run on have no deadline.
func (v *validator) endlessPods(template place) {
	if deadline := template.in("spec", "activeDeadlineSeconds"); deadline.isSet() {
		v.forbid(deadline, "in the pods of "+words.Article(v.gvk.Kind))
	}
}

// sharedDisks judges the disks that several pods mount. The server forgets which list of volumes it means.
func (v *validator) sharedDisks(volumes place) {
	items := volumes.node.Items()
	for i := range items {
		disk := place{node: &items[i]}.at("gcePersistentDisk")
		if disk.isSet() && !disk.at("readOnly").isTrue() {
			v.reject(disk.at("readOnly"), say("several pods cannot write to one disk").help("write readOnly: true"))
		}
	}
}

package validation

import (
	"math"
	"strconv"
)

// replicationController judges a ReplicationController.
func (v *validator) replicationController(root place) {
	v.objectMeta(root.at("metadata"), subdomainName)
	spec := root.at("spec")
	template := spec.at("template")
	v.atLeast(spec.at("replicas"), 0)
	v.atLeast(spec.at("minReadySeconds"), 0)
	v.plainSelector(spec)
	if !template.set() {
		v.required(template, "it says what the pods are")
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
		v.problem(selector, "the selector cannot be used: its keys and values must be those of labels")
	case len(used.node.Children()) == 0 && !spec.at("template").set():
		v.required(selector, "there are no labels of a template to take it from")
	}
}

// deployment judges a Deployment.
func (v *validator) deployment(root place) {
	meta, spec := root.at("metadata"), root.at("spec")
	v.objectMeta(meta, subdomainName)
	v.rollbackAnnotation(meta.at("annotations").at(rollbackAnnotation))
	v.atLeast(spec.at("replicas"), 0)
	v.ownSelector(spec.at("selector"))
	v.missingSelector(spec)
	v.replicatedTemplate(spec)
	v.deploymentStrategy(spec.at("strategy"))
	v.atLeast(spec.at("minReadySeconds"), 0)
	v.atLeast(spec.at("revisionHistoryLimit"), 0)
	if revision := spec.in("rollbackTo", "revision"); v.copiesLabels() && revision.numberOr(0) < 0 {
		v.problemAt(revision, rollbackPath, "%d is no revision: 0 is the last one", revision.numberOr(0))
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
		v.problem(annotation, "%q is no revision to roll back to: drop the annotation", value)
	case revision < 0:
		v.problemAt(annotation, rollbackPath, "%s is no revision: 0 is the last one", value)
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
	if !deadline.set() {
		at = ready
	}
	switch n, least := deadline.numberOr(def), ready.numberOr(0); {
	case n <= least:
		v.problemAt(at, deadline.path(), "progressDeadlineSeconds is %d, and must be more than minReadySeconds, which is %d", n, least)
	case n < 0:
		v.problem(deadline, "%d is too small: it must be at least 0", n)
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
			v.problem(namePlace(meta), "the name has %d characters, and no ReplicaSet can be made from more than %d: shorten it", n, most)
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
	v.atLeast(spec.at("replicas"), 0)
	v.atLeast(spec.at("minReadySeconds"), 0)
	v.ownSelector(spec.at("selector"))
	v.missingSelector(spec)
	v.replicatedTemplate(spec)
	labels := spec.in("template", "metadata", "labels")
	if len(labels.node.Children()) == 0 && len(spec.at("selector").node.Children()) > 0 && spec.at("replicas").numberOr(1) > 0 {
		v.inPods(func() {
			v.problem(labels, "the pods have no labels, and without none are made: give the template labels")
		})
	}
}

// missingSelector judges a selector that is not there: the copy of the template's labels that the older versions take for
// it, or that nothing matches. One that the schema demands is missed by kubectl before.
func (v *validator) missingSelector(spec place) {
	selector, labels := spec.at("selector"), spec.in("template", "metadata", "labels")
	switch {
	case selector.set():
	case v.copiesLabels() && labels.node.IsMap():
		if !areLabels(labels) {
			v.labels(labels, selector.at("matchLabels"))
			v.problem(selector, "the selector is that of the template's labels, and can match nothing until they are fixed")
		}
	case v.copiesLabels() || !spec.set():
		v.problem(labels, "without a selector no labels match: give the template labels, and the selector the same")
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
	if deadline := template.in("spec", "activeDeadlineSeconds"); deadline.set() {
		v.forbidden(deadline, "the pods of a "+v.gvk.Kind+" run on; a Job can have a deadline")
	}
}

// sharedDisks judges the disks that several pods mount. The server forgets which list of volumes it means.
func (v *validator) sharedDisks(volumes place) {
	items := volumes.node.Items()
	for i := range items {
		disk := place{node: &items[i]}.at("gcePersistentDisk")
		if disk.set() && !disk.at("readOnly").isTrue() {
			v.problem(disk.at("readOnly"), "several pods can only read a disk together: set readOnly")
		}
	}
}

package validation

import (
	"slices"
	"strconv"

	"github.com/toolforge/tfk8s/lint/manifest"
)

// MaxAnnotations is how many bytes the keys and values of an object's annotations may have together.
const MaxAnnotations = 256 << 10

// AnnotationsSize returns how many bytes of MaxAnnotations annotations use.
func AnnotationsSize(annotations *manifest.Node) int {
	size := 0
	fields := annotations.Fields()
	for i := range fields {
		size += len(fields[i].Key()) + len(fields[i].String())
	}
	return size
}

// The annotations that the Deployment controller writes on a ReplicaSet.
const (
	revisionAnnotation        = "deployment.kubernetes.io/revision"
	desiredReplicasAnnotation = "deployment.kubernetes.io/desired-replicas"
	maxReplicasAnnotation     = "deployment.kubernetes.io/max-replicas"
)

// notCopied are the annotations of a Deployment that its ReplicaSets do not get, or get with a value of their own.
var notCopied = []string{
	"kubectl.kubernetes.io/last-applied-configuration", revisionAnnotation, "deployment.kubernetes.io/revision-history",
	desiredReplicasAnnotation, maxReplicasAnnotation, rollbackAnnotation,
}

// validateReplicaSetAnnotations validates the size of the annotations that a ReplicaSet has: those of its Deployment, and
// three that the controller adds.
func (v *validator) validateReplicaSetAnnotations(annotations, spec place) {
	size := AnnotationsSize(annotations.node)
	if size > MaxAnnotations {
		return // the Deployment is rejected
	}
	for _, a := range annotations.entries() {
		if slices.Contains(notCopied, a.key()) {
			size -= len(a.key()) + len(a.text())
		}
	}
	replicas := len(strconv.FormatInt(spec.at("replicas").numberOr(1), 10))
	size += len(revisionAnnotation+"1") + len(desiredReplicasAnnotation) + len(maxReplicasAnnotation) + 2*replicas
	if size <= MaxAnnotations {
		return
	}
	v.whenPodsAreCreated(func() {
		v.reject(annotations, say("with those of its ReplicaSet, the annotations are larger than 256 KiB").help("shorten them by %d bytes", size-MaxAnnotations).
			effect("the Deployment is created, but its ReplicaSet is rejected, so no pods start"))
	})
}

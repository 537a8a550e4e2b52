package field

import (
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// The annotations that admission plugins write on every new pod, with values that depend on the pod.
const (
	limitRangerAnnotation = "kubernetes.io/limit-ranger"
	policyAnnotation      = "kubernetes.io/psp"
	presetAnnotation      = "podpreset.admission.kubernetes.io/podpreset-" // and the name of the PodPreset
)

// appendFullAnnotations appends the problem of pods whose annotations are too large only together with those that admission
// adds. The server validates a pod after that.
func appendFullAnnotations(s *workload.Object, problems []validation.Problem) []validation.Problem {
	annotations := s.Template.At("metadata", "annotations")
	size := validation.AnnotationsSize(annotations)
	if s.ToLegacy || size < validation.MaxAnnotations/2 || size > validation.MaxAnnotations || s.MakesNoPods() {
		return problems
	}
	for _, a := range addedByAdmission(s) {
		old := annotations.Field(a.Key)
		if old.Exists() {
			size -= len(a.Key) + len(old.String())
		}
		size += len(a.Key) + len(a.Value)
	}
	if size <= validation.MaxAnnotations {
		return problems
	}
	return append(problems, validation.Problem{
		Node: annotations, Path: annotations.Path(), Pods: s.Kind != "Pod",
		Message: "with those that the cluster adds to a pod, the annotations are larger than 256 KiB",
		Help:    fmt.Sprintf("shorten them by %d bytes", size-validation.MaxAnnotations),
	})
}

// addedByAdmission returns the annotations that admission adds to the object's pods.
func addedByAdmission(s *workload.Object) []schemas.Pair {
	added := []schemas.Pair{{Key: policyAnnotation, Value: schemas.Expand(s.Policy.PodSecurity.Name, s.Tool)}}
	annotations := s.Template.At("metadata", "annotations")
	for _, profile := range s.Policy.PodSecurity.SeccompAnnotations {
		if !strings.HasSuffix(profile.Key, "/") && annotations.Field(profile.Key).String() == "" {
			added = append(added, profile)
		}
	}
	if text := limitRangerText(s); text != "" {
		added = append(added, schemas.Pair{Key: limitRangerAnnotation, Value: text})
	}
	if podpreset.OutcomeOf(s) == podpreset.PresetApplied {
		const version = "1" // resourceVersion of the PodPreset, which has one digit or more
		added = append(added, schemas.Pair{Key: presetAnnotation + s.Policy.PodPreset.Name, Value: version})
	}
	return added
}

// limitRangerText returns the text in which the LimitRange lists the defaults that it sets; "" if it sets none.
func limitRangerText(s *workload.Object) string {
	var parts []string
	add := func(containers []manifest.Node, what string) {
		for i := range containers {
			name, resources := containers[i].Field("name").String(), containers[i].Field("resources")
			limits, requests := resources.Field("limits"), resources.Field("requests")
			if missing := defaultsSet(s.Policy.LimitRange.DefaultRequest, requests, limits); missing != "" {
				parts = append(parts, fmt.Sprintf("%s request for %s %s", missing, what, name))
			}
			if missing := defaultsSet(s.Policy.LimitRange.Default, limits); missing != "" {
				parts = append(parts, fmt.Sprintf("%s limit for %s %s", missing, what, name))
			}
		}
	}
	add(s.PodSpec().Field("containers").Items(), "container")
	add(s.PodSpec().Field("initContainers").Items(), "init container")
	if len(parts) == 0 {
		return ""
	}
	return "LimitRanger plugin set: " + strings.Join(parts, "; ")
}

// defaultsSet lists the resources with a default that none of the maps sets.
func defaultsSet(defaults schemas.Resources, set ...*manifest.Node) string {
	var missing []string
	for _, name := range [...]string{"cpu", "memory"} {
		isSet := func(n *manifest.Node) bool { return n.Field(name).Exists() }
		if defaults.Of(name) != "" && !slices.ContainsFunc(set, isSet) {
			missing = append(missing, name)
		}
	}
	return strings.Join(missing, ", ")
}

package validation_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
)

const pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [{name: a, image: b}]\n"

// compareWithAnswers validates an object and compares the places of its problems with those in the answers of the server,
// such as "spec.x: Required value". What is missing is what the server requires.
func compareWithAnswers(t *testing.T, text string, answers []string) {
	t.Helper()
	places, want := []string{}, []string{}
	classes := map[string]string{}
	for _, answer := range answers {
		place, class, _ := strings.Cut(answer, ": ")
		want, classes[place] = append(want, place), class
	}
	for _, p := range problemsOf(manifest.Parse("a.yaml", []byte(text)).Docs[0].Objects()[0]) {
		places = append(places, p.Path)
		checkWords(t, text, p)
		if class := classes[p.Path]; strings.HasSuffix(p.Message, " is missing") && class != "Required value" {
			t.Errorf("%s: %s; the server answers %q", p.Path, p.Message, class)
		}
	}
	slices.Sort(places)
	slices.Sort(want)
	if !slices.Equal(places, want) {
		t.Errorf("there are problems at %q; the server names %q, in\n%s", places, want, text)
	}
}

// inPod is a pod whose only container has more fields.
func inPod(fields string) string { return strings.Replace(pod, "image: b", "image: b, "+fields, 1) }

// replicated is a Deployment or ReplicaSet with more fields in its spec, and in the spec of its pods.
func replicated(kind, spec, podSpec string) string {
	return "apiVersion: apps/v1\nkind: " + kind + "\nmetadata: {name: a}\nspec:\n  " + spec + "\n  template:\n    metadata: {labels: {name: a}}\n" +
		"    spec:\n      containers: [{name: a, image: b}]\n" + podSpec
}

// inTemplate is a Deployment whose only container has more fields. Its limits have no defaults as those of a pod have.
func inTemplate(fields string) string {
	return strings.Replace(replicated("Deployment", "selector: {matchLabels: {name: a}}", ""), "image: b", "image: b, "+fields, 1)
}

func TestObjectsAreValidatedAsTheServerDoes(t *testing.T) {
	const (
		selector = "selector: {matchLabels: {name: a}}"
		labels   = "selector: {matchLabels: {name: a b}}"
		values   = "selector: {matchExpressions: [{key: name, operator: In, values: [a b]}]}"
		disk     = "      volumes: [{name: v, gcePersistentDisk: {pdName: a}}]\n"
	)
	for _, c := range []struct {
		about, text string
		answers     []string
	}{
		{"users and groups of a pod", pod + "  securityContext: {runAsUser: -1, runAsGroup: -2, fsGroup: 2147483648, supplementalGroups: [1, -3]}\n", []string{
			"spec.securityContext.runAsUser: Invalid value", "spec.securityContext.runAsGroup: Invalid value",
			"spec.securityContext.fsGroup: Invalid value", "spec.securityContext.supplementalGroups[1]: Invalid value",
		}},
		{"user and group of a container", inPod("securityContext: {runAsUser: -1, runAsGroup: 2147483648}"), []string{
			"spec.containers[0].securityContext.runAsUser: Invalid value", "spec.containers[0].securityContext.runAsGroup: Invalid value",
		}},
		{"users that there may be", pod + "  securityContext: {runAsUser: 0, runAsGroup: 2147483647}\n", nil},
		{"huge pages with cpu", inPod("resources: {limits: {hugepages-2Mi: 4Mi}, requests: {hugepages-2Mi: 4Mi, cpu: 1}}"), nil},
		{"huge pages in the limits", inTemplate("resources: {limits: {hugepages-2Mi: 4Mi}}"), []string{"spec.template.spec.containers[0].resources: Forbidden"}},
		{"huge pages in the requests", inTemplate("resources: {requests: {hugepages-2Mi: 4Mi}}"), []string{
			"spec.template.spec.containers[0].resources: Forbidden", "spec.template.spec.containers[0].resources.limits: Required value",
		}},
		{"huge pages with a larger limit", inPod("resources: {limits: {hugepages-2Mi: 4Mi, cpu: 1}, requests: {hugepages-2Mi: 2Mi}}"), []string{
			"spec.containers[0].resources.requests: Invalid value",
		}},
		{"a resource in capitals", inPod("resources: {limits: {CPU: 1}}"), []string{"spec.containers[0].resources.limits[CPU]: Invalid value"}},
		{"a resource that is not of a container", inPod("resources: {limits: {pods: 1}}"), []string{"spec.containers[0].resources.limits[pods]: Invalid value"}},
		{"labels that a ReplicaSet cannot select", replicated("ReplicaSet", labels, ""), []string{
			"spec.selector.matchLabels: Invalid value", "spec.selector: Invalid value",
		}},
		{"values that a ReplicaSet cannot select", replicated("ReplicaSet", values, ""), []string{"spec.selector: Invalid value"}},
		{"labels that a Deployment cannot select", replicated("Deployment", labels, ""), []string{
			"spec.selector.matchLabels: Invalid value", "spec.selector: Invalid value",
		}},
		{"a disk of one pod", replicated("Deployment", "replicas: 1\n  "+selector, disk), nil},
		{"a disk of two pods", replicated("Deployment", "replicas: 2\n  "+selector, disk), []string{
			"spec.template.spec.volumes[0].gcePersistentDisk.readOnly: Invalid value",
		}},
		{"a deadline of pods that run on", replicated("ReplicaSet", selector, "      activeDeadlineSeconds: 5\n"), []string{
			"spec.template.spec.activeDeadlineSeconds: Forbidden",
		}},
	} {
		t.Run(c.about, func(t *testing.T) { compareWithAnswers(t, c.text, c.answers) })
	}
}

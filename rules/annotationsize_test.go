package rules_test

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
)

// mostAnnotations is how many bytes all annotations of an object may have.
const mostAnnotations = 262144

// podsWith returns a pod that runs one container as "spec" says, and a Deployment and a CronJob of such pods. FILL stands
// for the rest of an annotation.
func podsWith(labels, annotations, spec string) (pod, deployment, cronJob string) {
	const image = `"docker-registry.tools.wmflabs.org/toolforge-buster-sssd:latest"`
	meta := "{labels: {name: bot, toolforge: " + labels + "}, annotations: {example.org/x: FILL" + annotations + "}"
	spec = "containers: [{name: bot, image: " + image + ", command: [/bin/true]" + spec + "}]"
	pod = "---\n{apiVersion: v1, kind: Pod, metadata: " + meta + ", name: bot, namespace: tool-mytool}, spec: {" + spec + "}}"
	deployment = "---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: bot, namespace: tool-mytool}, spec: {selector: {matchLabels: {name: bot}}, template: {metadata: " +
		meta + "}, spec: {" + spec + "}}}}"
	cronJob = `---
{apiVersion: batch/v1beta1, kind: CronJob, metadata: {name: bot, namespace: tool-mytool}, spec: {schedule: "5 5 * * *", jobTemplate: {spec: {template: {metadata: ` +
		meta + "}, spec: {restartPolicy: Never, " + spec + "}}}}}}"
	return pod, deployment, cronJob
}

// fill writes as much into an annotation as makes all of them as large as wanted.
func fill(text string, others, size int) string {
	return strings.Replace(text, "FILL", strings.Repeat("x", size-others-len("example.org/x")), 1)
}

func TestAnnotationsOfPodsCountWithThoseOfAdmission(t *testing.T) {
	const (
		always = "kubernetes.io/psp" + "tool-mytool-psp"
		preset = "podpreset.admission.kubernetes.io/podpreset-mount-toolforge-vols" + "1"
		policy = "seccomp.security.alpha.kubernetes.io/pod" + "runtime/default"
		limits = "kubernetes.io/limit-ranger" + "LimitRanger plugin set: "
		all    = ", resources: {limits: {cpu: 1, memory: 1Gi}}"
	)
	for name, c := range map[string]struct {
		labels, annotations, spec string
		written, added            string
	}{
		"with the PodPreset": {labels: "tool", spec: all, added: always + policy + preset},
		"without":            {labels: "other", spec: all, added: always + policy},
		"excluded from it": {
			labels: "tool", spec: all, annotations: `, podpreset.admission.kubernetes.io/exclude: "true"`,
			written: "podpreset.admission.kubernetes.io/exclude" + "true", added: always + policy,
		},
		"in conflict with it": {labels: "tool", spec: all + ", env: [{name: HOME, value: /tmp}]", added: always + policy},
		"with a profile": {
			labels: "other", spec: all, annotations: ", seccomp.security.alpha.kubernetes.io/pod: runtime/default",
			written: policy, added: always,
		},
		"no resources": {
			labels: "other", added: always + policy + limits + "cpu, memory request for container bot; cpu, memory limit for container bot",
		},
		"a limit": {
			labels: "other", spec: ", resources: {limits: {cpu: 1}}",
			added: always + policy + limits + "memory request for container bot; memory limit for container bot",
		},
		"a request": {
			labels: "other", spec: ", resources: {requests: {cpu: 100m}}",
			added: always + policy + limits + "memory request for container bot; cpu, memory limit for container bot",
		},
		"an annotation that is replaced": {
			labels: "other", spec: all, annotations: ", kubernetes.io/psp: something-else-and-longer",
			written: "kubernetes.io/psp", added: "tool-mytool-psp" + policy,
		},
	} {
		pod, deployment, cronJob := podsWith(c.labels, c.annotations, c.spec)
		for text, want := range map[string]lint.Stage{pod: lint.API, deployment: lint.Pods, cronJob: lint.Pods} {
			room := mostAnnotations - len(c.added)
			if got := stageOf(fill(text, len(c.written), room)); got != accepted {
				t.Errorf("%s: rejected at stage %s, but fits:\n%.80s", name, stageName(got), text)
			}
			if got := stageOf(fill(text, len(c.written), room+1)); got != want {
				t.Errorf("%s: a byte too many is rejected at stage %s, want %s:\n%.80s", name, stageName(got), stageName(want), text)
			}
			if got := stageOf(fill(text, len(c.written), mostAnnotations+1)); got != lint.API {
				t.Errorf("%s: too many by themselves are rejected at stage %s:\n%.80s", name, stageName(got), text)
			}
		}
	}
}

func TestAnnotationsOfADeploymentCountWithThoseOfItsReplicaSet(t *testing.T) {
	const text = `---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: bot, namespace: tool-mytool, annotations: {example.org/x: FILL, ANNOTATION}},
spec: {replicas: REPLICAS, selector: {matchLabels: {name: bot}}, template: {metadata: {labels: {name: bot, toolforge: tool}}, spec: {
containers: [{name: bot, image: "docker-registry.tools.wmflabs.org/toolforge-buster-sssd:latest", command: [/bin/true]}]}}}}`
	const added = "deployment.kubernetes.io/revision" + "1" + "deployment.kubernetes.io/desired-replicas" + "1" + "deployment.kubernetes.io/max-replicas" + "1"
	with := func(annotation, replicas string, others, size int) lint.Stage {
		changed := strings.NewReplacer("ANNOTATION", annotation, "REPLICAS", replicas).Replace(text)
		return stageOf(fill(changed, others, size))
	}
	for name, c := range map[string]struct {
		got, want lint.Stage
	}{
		"the most":                  {with("a: b", "1", 2, mostAnnotations-len(added)), accepted},
		"one more":                  {with("a: b", "1", 2, mostAnnotations-len(added)+1), lint.Pods},
		"no pods, but a ReplicaSet": {with("a: b", "0", 2, mostAnnotations), lint.Pods},
		"more by themselves":        {with("a: b", "1", 2, mostAnnotations+1), lint.API},
		"one that is not copied":    {with("kubectl.kubernetes.io/last-applied-configuration: "+added, "1", 48+len(added), mostAnnotations), accepted},
	} {
		if c.got != c.want {
			t.Errorf("%s: rejected at stage %s, want %s", name, stageName(c.got), stageName(c.want))
		}
	}
}

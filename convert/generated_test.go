package convert_test

import (
	"fmt"
	"slices"
	"strings"
)

// A part of a generated manifest has several forms.
type part []string

// combine fills all combinations of the parts into a text: the first part at %[1]s, and so on.
func combine(name, text string, parts ...part) (all []sample) {
	chosen := make([]any, len(parts))
	var fill func(i int)
	fill = func(i int) {
		if i == len(parts) {
			var lines []string
			for line := range strings.Lines(fmt.Sprintf(text, chosen...)) {
				if strings.TrimSpace(line) != "" {
					lines = append(lines, line)
				}
			}
			all = append(all, sample{fmt.Sprint(name, " ", len(all)), "job.yaml", strings.Join(lines, "")})
			return
		}
		for _, form := range parts[i] {
			chosen[i] = form
			fill(i + 1)
		}
	}
	fill(0)
	return all
}

// generated returns workloads in many forms, as people and programs write them.
func generated() []sample {
	deployments := combine("Deployment", `apiVersion: %[1]s
kind: Deployment
metadata: {name: tally.bot, namespace: tally%[6]s}
spec:
  %[2]s
  template:
    metadata:
      %[3]s
      labels: {name: bot%[6]s}
    spec:
      containers:
        - name: bot
          image: docker-registry.tools.wmflabs.org/toollabs-python35-base
          command: [/data/project/tally/run.sh]
          %[4]s
          %[5]s
`,
		part{"extensions/v1beta1", "apps/v1beta1", "apps/v1"},
		part{"", "selector: {matchLabels: {name: bot}}", "selector: {matchLabels: {name: bot, toolforge: tool}}"},
		part{"", "creationTimestamp: null"},
		part{"", "env: [{name: HOME, value: /data/project/tally}]", "env: [{name: HOME, value: /data/project/tally/}]", "env: [{name: HOME, value: /data/project/tally/sub}]"},
		part{
			"", mounting("home", "/data/project/tally"), mounting("home", "/data/project/tally/sub"), mounting("claim0", "/data/project/"),
			mounting("dumps", "/public/dumps/"), "securityContext: {privileged: true}",
		},
		part{"", ", toolforge: tool"},
	)
	jobs := combine("Job", `apiVersion: %[1]s
kind: Job
metadata: {name: nightly, namespace: tally}
spec:
  %[2]s
  %[3]s
  %[4]s
  template:
    metadata: {%[5]s}
    spec:
      restartPolicy: Never
      containers:
        - {name: a, image: docker-registry.tools.wmflabs.org/toollabs-python35-base, command: [/data/project/tally/x]}
`,
		part{"extensions/v1beta1", "batch/v1"},
		part{"", "autoSelector: true", "autoSelector: false"},
		part{"", "manualSelector: true", "manualSelector: false"},
		part{
			"", "selector: {matchLabels: {controller-uid: abc}}", "selector: {matchLabels: {name: a}}",
			"selector: {matchLabels: {name: a, controller-uid: abc}}", "selector: {matchLabels: {toolforge: tool}}",
		},
		part{"", "labels: {name: a}", "labels: {name: a, controller-uid: abc, job-name: nightly}", "labels: {name: a, toolforge: tool}"},
	)
	return slices.Concat(deployments, jobs)
}

// mistaken returns workloads with the fields of another kind, and something else to fix.
func mistaken() []sample {
	return combine("mistaken kind", `apiVersion: %[1]s
kind: %[2]s
metadata: {name: nightly, namespace: tally}
spec:
  %[3]s
  %[4]s
`,
		part{"batch/v1", "batch/v1beta1", "batch/v2alpha1"},
		part{"Job", "CronJob", "ScheduledJob", "Deployment", "!!str Job"},
		part{"", "schedule: '@daily'", "schedulee: '@daily'"},
		part{"template: " + nightly("Never"), "jobTemplate: {spec: {template: " + nightly("Never") + "}}", "template: " + nightly("Always")},
	)
}

// nightly is the template of pods.
func nightly(policy string) string {
	return "{spec: {restartPolicy: " + policy + ", containers: [{name: a, image: docker-registry.tools.wmflabs.org/toollabs-python35-base, command: [/data/project/tally/x]}]}}"
}

// mounting returns the mount of a path of the nodes in a container, and its volume.
func mounting(name, path string) string {
	return fmt.Sprintf("volumeMounts: [{name: %s, mountPath: %s}]\n      volumes: [{name: %[1]s, hostPath: {path: %[2]s}}]", name, path)
}

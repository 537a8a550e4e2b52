package rules_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// onceOf lints a manifest and returns the findings of a rule.
func onceOf(t *testing.T, src, rule string) []lint.Diagnostic {
	t.Helper()
	f := manifest.Parse("in.yaml", []byte(src))
	found := lint.Run(rules.Config(workload.NewSettings(), rules.All), []*manifest.File{f}).Diagnostics
	return slices.DeleteFunc(found, func(d lint.Diagnostic) bool { return d.Rule.Name != rule })
}

func TestAnUnknownFieldNamesTheRequiredOneThatItWasWrittenFor(t *testing.T) {
	const src = `apiVersion: apps/v1
kind: Deployment
metadata: {name: sifter, namespace: tool-sifter}
spec:
  selector: {matchLabels: {app: sifter}}
  temlpate: {}
`
	found := onceOf(t, src, "unknown-field")
	if len(found) != 1 || !namesPath(found[0], "spec.template") {
		t.Errorf("got %+v", found)
	}
	if more := onceOf(t, src, "missing-field"); len(more) > 0 {
		t.Errorf("it is said again: %s", more[0].Message)
	}
}

func TestWhatTheServerSaysTwiceOfOneValueIsOneFinding(t *testing.T) {
	for _, c := range []struct{ name, src, path, also string }{
		{"a port stands for the targetPort too", `apiVersion: v1
kind: Service
metadata: {name: sifter, namespace: tool-sifter}
spec:
  selector: {app: sifter}
  ports: [{port: 70000}]
`, "spec.ports[0].port", "spec.ports[0].targetPort"},
		{"a finalizer", `apiVersion: v1
kind: ConfigMap
metadata: {name: sifter, namespace: tool-sifter, finalizers: [wait for me]}
`, "metadata.finalizers", "metadata.finalizers[0]"},
		{"the name of a StatefulSet", `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: sifter., namespace: tool-sifter}
spec:
  serviceName: sifter
  selector: {matchLabels: {app: sifter}}
  template:
    metadata: {labels: {app: sifter}}
    spec: {containers: [{name: a, image: "docker-registry.tools.wmflabs.org/toolforge-python37-sssd-base:latest"}]}
`, "metadata.name", ""},
		{"a template that is missing", `apiVersion: v1
kind: ReplicationController
metadata: {name: sifter, namespace: tool-sifter}
spec: {selector: {app: sifter}}
`, "spec.template", ""},
		{"a basic-auth Secret", `apiVersion: v1
kind: Secret
metadata: {name: sifter, namespace: tool-sifter}
type: kubernetes.io/basic-auth
`, "data[%s][username]", "data[%s][password]"},
	} {
		found := onceOf(t, c.src, "invalid-value")
		if len(found) != 1 || found[0].Path != c.path || c.also != "" && !namesPath(found[0], c.also) {
			t.Errorf("%s: %s", c.name, listing(lint.Result{Diagnostics: found}))
		}
	}
}

func TestDifferentFieldsThatAreMissingAreDifferentMistakes(t *testing.T) {
	const src = `apiVersion: v1
kind: Secret
metadata: {name: sifter, namespace: tool-sifter}
type: kubernetes.io/tls
`
	if found := onceOf(t, src, "invalid-value"); len(found) != 2 {
		t.Error(listing(lint.Result{Diagnostics: found}))
	}
}

func TestAMisspelledFieldIsSaidOnceWhateverTheVersionThatIsWritten(t *testing.T) {
	for _, version := range []string{"apps/v1", "v1", "extensions/v1beta2", "apps/v2"} {
		for _, wrong := range []string{"ports: [{port: 8000}]", "env: [{HOME: /sifter}]"} {
			src := "apiVersion: " + version + `
kind: Deployment
metadata: {name: sifter, namespace: tool-sifter}
spec:
  selector: {matchLabels: {app: sifter}}
  template:
    metadata: {labels: {app: sifter, toolforge: tool}}
    spec:
      containers: [{name: a, image: "docker-registry.tools.wmflabs.org/toolforge-python37-sssd-base:latest", ` + wrong + `}]
`
			if found := onceOf(t, src, "unknown-field"); len(found) != 1 {
				t.Errorf("%s, %s: %s", version, wrong, listing(lint.Result{Diagnostics: found}))
			}
			if found := onceOf(t, src, "missing-field"); len(found) > 0 {
				t.Errorf("%s, %s: it is said again: %s", version, wrong, found[0].Message)
			}
		}
	}
}

// errorsOf lints a manifest and returns all errors.
func errorsOf(src string) []lint.Diagnostic {
	f := manifest.Parse("in.yaml", []byte(src))
	found := lint.Run(rules.Config(workload.NewSettings(), rules.All), []*manifest.File{f}).Diagnostics
	return slices.DeleteFunc(found, func(d lint.Diagnostic) bool { return d.Severity < lint.Error })
}

func TestWhatFollowsFromAMisspelledFieldIsNamedByItsFinding(t *testing.T) {
	const image = `image: "docker-registry.tools.wmflabs.org/toolforge-python37-sssd-base:latest", command: [/x]`
	pod := func(spec string) string {
		return "apiVersion: v1\nkind: Pod\nmetadata: {name: sifter, namespace: tool-sifter, labels: {toolforge: tool}}\nspec:\n" +
			"  containers: [{name: a, " + image + ", volumeMounts: [{name: keys, mountPath: /keys}]}]\n  " + spec + "\n"
	}
	job := func(spec string) string {
		return "apiVersion: batch/v1\nkind: Job\nmetadata: {name: sifter, namespace: tool-sifter}\nspec:\n" +
			"  template: {metadata: {labels: {toolforge: tool}}, spec: {" + spec + ", containers: [{name: a, " + image + "}]}}\n"
	}
	ingress := func(spec string) string {
		return "apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\nmetadata: {name: sifter, namespace: tool-sifter}\nspec:\n  " + spec + "\n"
	}
	const mount = "spec.containers[0].volumeMounts[0].name"
	for _, c := range []struct {
		name, src string
		named     []string
	}{
		{"the name of a Secret", pod("volumes: [{name: keys, secret: {name: keys}}]"), []string{"spec.volumes[0].secret.secretName", mount}},
		{"the name of a ConfigMap", pod("volumes: [{name: keys, configMap: {secretName: keys}}]"), []string{"spec.volumes[0].configMap.name", mount}},
		{"the list of volumes", pod("volume: [{name: keys, secret: {secretName: keys}}]"), []string{mount}},
		{"the name of a volume", pod("volumes: [{nam: keys, secret: {secretName: keys}}]"), []string{"spec.volumes[0].name", mount}},
		{"the source of a volume", pod("volumes: [{name: keys, hostpath: {path: /data/project}}]"), nil},
		{"a restart policy", job("restartpolicy: OnFailure"), []string{"spec.template.spec.restartPolicy"}},
		{"the rules of an Ingress", ingress("rule: [{host: sifter.toolforge.org, http: {paths: [{backend: {serviceName: sifter, servicePort: 8000}}]}}]"), []string{"spec"}},
		{"the service of a backend", ingress("rules: [{host: sifter.toolforge.org, http: {paths: [{backend: {service: sifter, servicePort: 8000}}]}}]"),
			[]string{"spec.rules[0].http.paths[0].backend.serviceName"}},
		{"the port of a backend", ingress("rules: [{host: sifter.toolforge.org, http: {paths: [{backend: {serviceName: sifter, port: 8000}}]}}]"),
			[]string{"spec.rules[0].http.paths[0].backend.servicePort"}},
	} {
		found := errorsOf(c.src)
		if len(found) != 1 || found[0].Rule.Name != "unknown-field" || found[0].Fix == nil {
			t.Errorf("%s: want one error with a fix:\n%s", c.name, listing(lint.Result{Diagnostics: found}))
			continue
		}
		for _, path := range c.named {
			if !namesPath(found[0], path) {
				t.Errorf("%s: %s is not named: %v", c.name, path, found[0].Related)
			}
		}
	}
}

func TestAPolicyThatAJobMayNotHaveIsWrongHoweverItsFieldIsSpelled(t *testing.T) {
	const src = `apiVersion: batch/v1
kind: Job
metadata: {name: sifter, namespace: tool-sifter}
spec:
  template:
    metadata: {labels: {toolforge: tool}}
    spec: {restartpolicy: Always, containers: [{name: a, image: "docker-registry.tools.wmflabs.org/toolforge-python37-sssd-base:latest"}]}
`
	if found := onceOf(t, src, "job-restart-policy"); len(found) != 1 {
		t.Error(listing(lint.Result{Diagnostics: found}))
	}
}

func TestAVolumeThatIsRejectedIsNamedWithItsMounts(t *testing.T) {
	const src = `apiVersion: v1
kind: Pod
metadata: {name: sifter, namespace: tool-sifter, labels: {toolforge: tool}}
spec:
  containers: [{name: a, image: "docker-registry.tools.wmflabs.org/toolforge-python37-sssd-base:latest", volumeMounts: [{name: Keys, mountPath: /keys}, {name: none, mountPath: /none}]}]
  volumes: [{name: Keys, emptyDir: {}}]
`
	found := onceOf(t, src, "invalid-value")
	if len(found) != 2 || found[0].Path != "spec.containers[0].volumeMounts[1].name" || !namesPath(found[1], "spec.containers[0].volumeMounts[0].name") {
		t.Error(listing(lint.Result{Diagnostics: found}))
	}
}

func TestTheFindingAboutAnOldVersionNamesTheDefaultsThatChange(t *testing.T) {
	const src = `apiVersion: extensions/v1beta1
kind: Deployment
metadata: {name: sifter, namespace: tool-sifter}
spec:
  template:
    metadata: {labels: {app: sifter, toolforge: tool}}
    spec: {containers: [{name: a, image: "docker-registry.tools.wmflabs.org/toolforge-python37-sssd-base:latest"}]}
`
	found := onceOf(t, src, "deprecated-api")
	if len(found) != 1 || !strings.Contains(found[0].Help, "revisionHistoryLimit") {
		t.Error(listing(lint.Result{Diagnostics: found}))
	}
	if more := onceOf(t, src, "changed-defaults"); len(more) > 0 {
		t.Errorf("it is said again: %s", more[0].Message)
	}
}

func TestAVolumeIsNotUnmountedForThatTheMountsAreMisspelled(t *testing.T) {
	const src = `apiVersion: v1
kind: Pod
metadata: {name: sifter, namespace: tool-sifter, labels: {toolforge: tool}}
spec:
  containers: [{name: a, image: "docker-registry.tools.wmflabs.org/toolforge-python37-sssd-base:latest", volumeMount: [{name: keys, mountPath: /keys}]}]
  volumes: [{name: keys, emptyDir: {}}]
`
	if found := onceOf(t, src, "unmounted-volume"); len(found) > 0 {
		t.Error(listing(lint.Result{Diagnostics: found}))
	}
}

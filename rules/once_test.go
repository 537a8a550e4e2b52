package rules_test

import (
	"slices"
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

func TestAMisspeltFieldIsSaidOnceWhateverTheVersionThatIsWritten(t *testing.T) {
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

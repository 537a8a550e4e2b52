package podpreset

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// The PodSecurityPolicy judges pods with the PodPreset applied, so after the fix that lets it be applied the policy must accept
// the pods.
func TestThePlanAlsoMountsReadOnlyWhatPodsMayOnlyRead(t *testing.T) {
	const src = `apiVersion: v1
kind: Pod
metadata: {name: fern, namespace: tool-fern, labels: {toolforge: tool}}
spec:
  containers:
  - name: fern
    volumeMounts:
    - {name: home, mountPath: /srv}
    - {name: mine, mountPath: /dumps}
  volumes:
  - {name: home, emptyDir: {}}
  - {name: mine, hostPath: {path: /public/dumps}}
`
	f := manifest.Parse("pod.yaml", []byte(src))
	plan := PlanForPreset(workload.New(workload.NewSettings(), f.Docs[0].Objects()[0], func(*workload.Object) {}))
	edits, ok := plan.edits()
	after, err := f.Apply(edits)
	if !ok || err != nil {
		t.Fatal(ok, err)
	}
	for _, want := range []string{"name: mine, mountPath: /dumps, readOnly: true}", `rename the volume "home" to `, "mount /dumps read-only"} {
		if !strings.Contains(string(after)+plan.title(), want) {
			t.Errorf("the plan %q has no %q:\n%s", plan.title(), want, after)
		}
	}
}

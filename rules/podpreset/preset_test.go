package podpreset

import (
	"fmt"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// TestWhatBecomesOfThePodPreset holds the simulation against what a server of the release did with pods like these.
func TestWhatBecomesOfThePodPreset(t *testing.T) {
	const labelled = "labels: {toolforge: tool}"
	for _, c := range []struct {
		why, meta, container, spec string
		want                       presetOutcome
	}{
		{"nothing but the label", labelled, "", "", PresetApplied},
		{"no label", "labels: {name: fern}", "", "", presetNotSelected},
		{"another value", "labels: {toolforge: Tool}", "", "", presetNotSelected},
		{"declined", labelled + ", annotations: {podpreset.admission.kubernetes.io/exclude: 'true'}", "env: [{name: HOME, value: /tmp}]", "", presetExcluded},
		{"declined, but not with the word", labelled + ", annotations: {podpreset.admission.kubernetes.io/exclude: 'yes'}", "", "", PresetApplied},

		{"HOME as it is", labelled, "env: [{name: HOME, value: /data/project/fern}]", "", PresetApplied},
		{"HOME with a slash", labelled, "env: [{name: HOME, value: /data/project/fern/}]", "", presetConflict},
		{"HOME twice, the last counts", labelled, "env: [{name: HOME, value: /}, {name: HOME, value: /data/project/fern}]", "", PresetApplied},
		{"HOME from elsewhere", labelled, "env: [{name: HOME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]", "", presetConflict},
		{"valueFrom is null", labelled, "env: [{name: HOME, value: /data/project/fern, valueFrom: null}]", "", PresetApplied},
		{"HOME without a value", labelled, "env: [{name: HOME}]", "", presetConflict},

		{"the volume itself", labelled, "", "volumes: [{name: home, hostPath: {path: /data/project, type: Directory}}]", PresetApplied},
		{"without a type", labelled, "", "volumes: [{name: home, hostPath: {path: /data/project}}]", presetConflict},
		{"a null beside it", labelled, "", "volumes: [{name: home, hostPath: {path: /data/project, type: Directory}, emptyDir: null}]", PresetApplied},
		{"hostPath is null, so an emptyDir", labelled, "", "volumes: [{name: home, hostPath: null}]", presetConflict},
		{"the same path under another name", labelled, "", "volumes: [{name: mine, hostPath: {path: /data/project}}]", PresetApplied},

		{"the mount itself", labelled, "volumeMounts: [{name: dumps, mountPath: /public/dumps, readOnly: true}]", "", PresetApplied},
		{"not read-only", labelled, "volumeMounts: [{name: dumps, mountPath: /public/dumps}]", "", presetConflict},
		{"readOnly false is absent", labelled, "volumeMounts: [{name: home, mountPath: /data/project, readOnly: false}]", "", PresetApplied},
		{"an empty subPath is absent", labelled, "volumeMounts: [{name: home, mountPath: /data/project, subPath: ''}]", "", PresetApplied},
		{"a part", labelled, "volumeMounts: [{name: home, mountPath: /data/project, subPath: fern}]", "", presetConflict},
		{"propagation written out", labelled, "volumeMounts: [{name: home, mountPath: /data/project, mountPropagation: None}]", "", presetConflict},
		{"its path taken", labelled, "volumeMounts: [{name: mine, mountPath: /data/scratch}]", "", presetConflict},
		{"its path with a slash", labelled, "volumeMounts: [{name: mine, mountPath: /data/scratch/}]", "", PresetApplied},
		{"its name elsewhere, and then in its place", labelled, "volumeMounts: [{name: home, mountPath: /srv}, {name: home, mountPath: /data/project}]", "", PresetApplied},
		{"its name in its place, and then elsewhere", labelled, "volumeMounts: [{name: home, mountPath: /data/project}, {name: home, mountPath: /srv}]", "", presetConflict},
		{"in an init container", labelled, "", "initContainers: [{name: i, volumeMounts: [{name: home, mountPath: /srv}]}]", presetConflict},
	} {
		fields := []string{"name: fern"}
		if c.container != "" {
			fields = append(fields, c.container)
		}
		spec := []string{"containers: [{" + strings.Join(fields, ", ") + "}]"}
		if c.spec != "" {
			spec = append(spec, c.spec)
		}
		text := fmt.Sprintf("{apiVersion: v1, kind: Pod, metadata: {namespace: tool-fern, %s}, spec: {%s}}", c.meta, strings.Join(spec, ", "))
		if got := outcomeOf(t, "---\n"+text); got != c.want {
			t.Errorf("%s: %s, want %s\n%s", c.why, got, c.want, text)
		}
	}
}

func TestTheClaimsOfAStatefulSetAreVolumes(t *testing.T) {
	const text = `
kind: StatefulSet
apiVersion: apps/v1
metadata: {namespace: tool-fern}
spec:
  volumeClaimTemplates: [{metadata: {name: %s}}]
  template:
    metadata: {labels: {toolforge: tool}}
    spec: {containers: [{name: fern}], volumes: [{name: scratch, hostPath: {path: /data/scratch, type: Directory}}]}
`
	if got := outcomeOf(t, fmt.Sprintf(text, "data")); got != PresetApplied {
		t.Errorf("another claim: %s", got)
	}
	if got := outcomeOf(t, fmt.Sprintf(text, "scratch")); got != presetConflict {
		t.Errorf("a claim in the place of the volume: %s", got)
	}
}

func TestWhatMakesNoPodsHasNoPreset(t *testing.T) {
	if got := outcomeOf(t, "---\n{apiVersion: v1, kind: Service, spec: {selector: {toolforge: tool}}}"); got != presetNone {
		t.Errorf("a Service: %s", got)
	}
}

func outcomeOf(t *testing.T, text string) presetOutcome {
	t.Helper()
	f := manifest.Parse("pod.yaml", []byte(text))
	if len(f.Docs) == 0 || f.Docs[len(f.Docs)-1].Err() != nil {
		t.Fatalf("not read: %s", text)
	}
	for _, o := range f.Docs[len(f.Docs)-1].Objects() {
		return OutcomeOf(workload.New(workload.NewSettings(), o, func(*workload.Object) {}))
	}
	t.Fatalf("no object: %s", text)
	return presetNone
}

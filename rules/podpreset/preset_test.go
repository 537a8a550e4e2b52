package podpreset

import (
	"fmt"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// TestOutcomeOfThePodPreset compares the simulation with what a server of the release did with pods like these.
func TestOutcomeOfThePodPreset(t *testing.T) {
	const labeled = "labels: {toolforge: tool}"
	for _, c := range []struct {
		why, meta, container, spec string
		want                       presetOutcome
	}{
		{"nothing but the label", labeled, "", "", PresetApplied},
		{"no label", "labels: {name: fern}", "", "", presetNotSelected},
		{"another value", "labels: {toolforge: Tool}", "", "", presetNotSelected},
		{"declined", labeled + ", annotations: {podpreset.admission.kubernetes.io/exclude: 'true'}", "env: [{name: HOME, value: /tmp}]", "", presetExcluded},
		{"declined, but not with the word", labeled + ", annotations: {podpreset.admission.kubernetes.io/exclude: 'yes'}", "", "", PresetApplied},

		{"HOME as it is", labeled, "env: [{name: HOME, value: /data/project/fern}]", "", PresetApplied},
		{"HOME with a slash", labeled, "env: [{name: HOME, value: /data/project/fern/}]", "", presetConflict},
		{"HOME twice, the last counts", labeled, "env: [{name: HOME, value: /}, {name: HOME, value: /data/project/fern}]", "", PresetApplied},
		{"HOME from elsewhere", labeled, "env: [{name: HOME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]", "", presetConflict},
		{"valueFrom is null", labeled, "env: [{name: HOME, value: /data/project/fern, valueFrom: null}]", "", PresetApplied},
		{"HOME without a value", labeled, "env: [{name: HOME}]", "", presetConflict},

		{"the volume itself", labeled, "", "volumes: [{name: home, hostPath: {path: /data/project, type: Directory}}]", PresetApplied},
		{"without a type", labeled, "", "volumes: [{name: home, hostPath: {path: /data/project}}]", presetConflict},
		{"a null beside it", labeled, "", "volumes: [{name: home, hostPath: {path: /data/project, type: Directory}, emptyDir: null}]", PresetApplied},
		{"hostPath is null, so an emptyDir", labeled, "", "volumes: [{name: home, hostPath: null}]", presetConflict},
		{"the same path under another name", labeled, "", "volumes: [{name: mine, hostPath: {path: /data/project}}]", PresetApplied},

		{"the mount itself", labeled, "volumeMounts: [{name: dumps, mountPath: /public/dumps, readOnly: true}]", "", PresetApplied},
		{"not read-only", labeled, "volumeMounts: [{name: dumps, mountPath: /public/dumps}]", "", presetConflict},
		{"readOnly false is absent", labeled, "volumeMounts: [{name: home, mountPath: /data/project, readOnly: false}]", "", PresetApplied},
		{"an empty subPath is absent", labeled, "volumeMounts: [{name: home, mountPath: /data/project, subPath: ''}]", "", PresetApplied},
		{"a part", labeled, "volumeMounts: [{name: home, mountPath: /data/project, subPath: fern}]", "", presetConflict},
		{"propagation written out", labeled, "volumeMounts: [{name: home, mountPath: /data/project, mountPropagation: None}]", "", presetConflict},
		{"its path taken", labeled, "volumeMounts: [{name: mine, mountPath: /data/scratch}]", "", presetConflict},
		{"its path with a slash", labeled, "volumeMounts: [{name: mine, mountPath: /data/scratch/}]", "", PresetApplied},
		{"its name elsewhere, and then in its place", labeled, "volumeMounts: [{name: home, mountPath: /srv}, {name: home, mountPath: /data/project}]", "", PresetApplied},
		{"its name in its place, and then elsewhere", labeled, "volumeMounts: [{name: home, mountPath: /data/project}, {name: home, mountPath: /srv}]", "", presetConflict},
		{"in an init container", labeled, "", "initContainers: [{name: i, volumeMounts: [{name: home, mountPath: /srv}]}]", presetConflict},
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
		t.Errorf("a claim that replaces the volume: %s", got)
	}
}

func TestAnObjectWithoutPodsHasNoPreset(t *testing.T) {
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

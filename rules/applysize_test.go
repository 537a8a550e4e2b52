package rules_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	goyaml "sigs.k8s.io/yaml"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// TestApplyCopiesTheObject compares with the bytes that kubectl apply writes: those of encoding/json.
func TestApplyCopiesTheObject(t *testing.T) {
	const key = "kubectl.kubernetes.io/last-applied-configuration"
	const head = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: tool-mytool\n"
	for name, text := range map[string]string{
		"plain":                  head + "data: {fill: FILL}\n",
		"escapes":                head + `data: {a: "<&>\u2028é\n\"\t", fill: FILL}` + "\n",
		"annotations":            head + "  annotations: {a: b}\ndata: {fill: FILL}\n",
		"a copy from before":     head + "  annotations: {a: b, " + key + ": old}\ndata: {fill: FILL}\n",
		"only that":              head + "  annotations: {" + key + ": old}\ndata: {fill: FILL}\n",
		"numbers, null and list": head + "  labels:\n  ownerReferences: []\n  finalizers: [a.org/b, a.org/c]\n  generation: 0x10\n  deletionGracePeriodSeconds: 5\ndata: {fill: FILL}\n",
		"anchors":                head + "  labels: &l {a: b}\n  annotations: *l\ndata: {<<: {c: d}, fill: FILL}\n",
		"JSON":                   `{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "settings", "namespace": "tool-mytool"}, "data": {"fill": "FILL"}}`,
	} {
		room := mostAnnotations - annotationsOfApply(t, text)
		for more, want := range map[int]lint.Stage{0: accepted, 1: lint.API} {
			filled := strings.Replace(text, "FILL", strings.Repeat("x", len("FILL")+room+more), 1)
			settings := workload.NewSettings()
			settings.Apply = true
			f := manifest.Parse("a.yaml", []byte(filled))
			if got := refusal(lint.Run(rules.Config(settings, rules.All), []*manifest.File{f}).Diagnostics); got != want {
				t.Errorf("%s, %d bytes too many: rejected at stage %s, want %s", name, more, stageName(got), stageName(want))
			}
		}
		if got := stageOf(strings.Replace(text, "FILL", strings.Repeat("x", room+mostAnnotations/2), 1)); got != accepted {
			t.Errorf("%s: without --apply rejected at stage %s", name, stageName(got))
		}
	}
}

// annotationsOfApply returns how many bytes the annotations have after kubectl apply.
func annotationsOfApply(t *testing.T, text string) int {
	t.Helper()
	const key = "kubectl.kubernetes.io/last-applied-configuration"
	var object map[string]any
	if err := goyaml.Unmarshal([]byte(text), &object); err != nil {
		t.Fatal(err)
	}
	meta := object["metadata"].(map[string]any)
	annotations, _ := meta["annotations"].(map[string]any)
	if annotations == nil {
		annotations = map[string]any{}
		meta["annotations"] = annotations
	}
	delete(annotations, key)
	var copied bytes.Buffer
	if err := json.NewEncoder(&copied).Encode(object); err != nil {
		t.Fatal(err)
	}
	size := len(key) + copied.Len()
	for k, v := range annotations {
		size += len(k) + len(v.(string))
	}
	return size
}

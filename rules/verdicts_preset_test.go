package rules

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/workload"
)

// TestThePodPresetDoesWhatTheServerRecorded compares the simulation with every verdict that says what became of the
// PodPreset. "none" and "unknown" are those of objects without pods, and of pods too broken to ask about.
func TestThePodPresetDoesWhatTheServerRecorded(t *testing.T) {
	src, err := os.ReadFile("../testdata/verdicts/records.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for line := range bytes.Lines(src) {
		var v struct {
			Case, Tool, Preset string
			Doc                int
			Item               *int
		}
		if err := json.Unmarshal(line, &v); err != nil {
			t.Fatal(err)
		}
		if v.Preset == "none" || v.Preset == "unknown" {
			continue
		}
		o := recordedObject(t, v.Case, v.Doc, v.Item)
		if o == nil {
			continue
		}
		settings := workload.NewSettings()
		settings.Tool = v.Tool
		if got := podpreset.OutcomeOf(Prepare(settings, o)); got.String() != v.Preset {
			t.Errorf("%s document %d: the preset is %s, the simulation says %s", v.Case, v.Doc, v.Preset, got)
		}
		compared++
	}
	if compared == 0 {
		t.Error("no verdict was compared")
	}
	t.Logf("%d verdicts compared", compared)
}

func recordedObject(t *testing.T, name string, document int, item *int) *manifest.Object {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("../testdata/verdicts/cases", name))
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range manifest.Parse(name, src).Docs[document].Objects() {
		if item == nil || o.Item == *item {
			return o
		}
	}
	return nil
}

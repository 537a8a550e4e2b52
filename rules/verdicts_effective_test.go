package rules

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/workload"
)

// An effectiveVerdict is what a verdict says of the resources of an object's pods.
type effectiveVerdict struct {
	Case               string
	Doc                int
	Item               *int
	EffectiveResources []struct {
		Name             string
		Init             bool
		Limits, Requests map[string]string
	}
}

// TestEffectiveResourcesAreThoseOfTheServer compares with every pod of testdata/verdicts that was admitted.
func TestEffectiveResourcesAreThoseOfTheServer(t *testing.T) {
	src, err := os.ReadFile("../testdata/verdicts/records.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for line := range bytes.Lines(src) {
		var v effectiveVerdict
		if err := json.Unmarshal(line, &v); err != nil {
			t.Fatal(err)
		}
		if len(v.EffectiveResources) > 0 {
			compared++
			compareEffective(t, v)
		}
	}
	if compared == 0 {
		t.Error("no verdict has resources")
	}
	t.Logf("the resources of %d pods agree", compared)
}

func compareEffective(t *testing.T, v effectiveVerdict) {
	src, err := os.ReadFile(filepath.Join("../testdata/verdicts/cases", v.Case))
	if err != nil {
		t.Fatal(err)
	}
	settings := workload.NewSettings()
	settings.Bounds = newBounds(settings.Policy)
	objects := manifest.Parse(v.Case, src).Docs[v.Doc].Objects()
	o := objects[0]
	if v.Item != nil {
		o = objects[slices.IndexFunc(objects, func(o *manifest.Object) bool { return o.Item == *v.Item })]
	}
	containers := Prepare(settings, o).Containers()
	if len(containers) != len(v.EffectiveResources) {
		t.Errorf("%s document %d has %d containers, want %d", v.Case, v.Doc, len(containers), len(v.EffectiveResources))
		return
	}
	for i, want := range v.EffectiveResources {
		limits, requests, ok := quota.Effective(settings, containers[i])
		if got := texts(limits); !ok || !maps.Equal(got, want.Limits) {
			t.Errorf("%s document %d: the limits of %s are %v, want %v", v.Case, v.Doc, want.Name, got, want.Limits)
		}
		if got := texts(requests); !ok || !maps.Equal(got, want.Requests) {
			t.Errorf("%s document %d: the requests of %s are %v, want %v", v.Case, v.Doc, want.Name, got, want.Requests)
		}
		if !quota.AdmitsContainer(settings, limits, requests) {
			t.Errorf("%s document %d: %s was admitted, and we say it is not", v.Case, v.Doc, want.Name)
		}
	}
}

func texts(q workload.Quantities) map[string]string {
	all := map[string]string{}
	for _, n := range q {
		all[n.Name] = n.Value.String()
	}
	return all
}

package convert_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/convert/diff"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
)

// TestThereAndBack converts manifests of the legacy cluster to the current one and back. They must keep their meaning, except for
// mounts that every pod has on the current cluster.
func TestThereAndBack(t *testing.T) {
	for _, name := range glob(t, "../testdata/roundtrip/*.yaml") {
		src := readFile(t, name)
		for _, variant := range slices.Sorted(maps.Keys(variants)) {
			text, ok := variants[variant](src)
			if !ok {
				continue
			}
			t.Run(filepath.Base(name)+"/"+variant, func(t *testing.T) { comesBack(t, name, text) })
		}
	}
}

// comesBack converts a text of the legacy cluster there and back, and compares what it means.
func comesBack(t *testing.T, name, text string) {
	t.Helper()
	cfg := directions()
	first := manifest.Parse(name, []byte(text))
	if same := converted(t, cfg["back"], first); !bytes.Equal(same.Src, first.Src) {
		t.Errorf("what is of the legacy cluster changed:\n%s", diff.Unified(name, first.Src, same.Src, nil))
	}
	there := converted(t, cfg["there"], first)
	back := converted(t, cfg["back"], there)
	for _, lost := range lostMounts(t, first, back) {
		t.Errorf("it does not come back: the mount %s, from:\n%s", lost, there.Src)
	}
	if was, is := meaning(t, first), meaning(t, back); was != is {
		t.Errorf("it does not come back:\n%s\nfrom:\n%s", diff.Unified(name, []byte(was), []byte(is), nil), there.Src)
	}
	for _, d := range lint.Run(cfg["back"], []*manifest.File{back}).Diagnostics {
		t.Errorf("back again, lint finds: %s [%s]", d.Message, d.Rule.Name)
	}
}

func converted(t *testing.T, cfg *lint.Config, f *manifest.File) *manifest.File {
	t.Helper()
	r, err := convert.File(&convert.Options{Config: cfg, Pin: rules.Pin}, f)
	if err != nil {
		t.Fatal(err)
	}
	return manifest.Parse(f.Name, r.File.Src)
}

// meaning returns the objects of a file as the legacy cluster reads them: with its defaults, and without differences that it ignores.
func meaning(t *testing.T, f *manifest.File) string {
	t.Helper()
	var out []byte
	for _, doc := range f.Docs {
		var object map[string]any
		if err := yaml.Unmarshal(f.Text()[doc.Span().Start:doc.Span().End], &object); err != nil {
			t.Fatal(err)
		}
		items, isList := object["items"].([]any)
		if !isList {
			items = []any{object}
		}
		for _, item := range items {
			o, _ := item.(map[string]any)
			fillIn(o)
			readInitContainers(o)
			for _, spec := range podSpecs(o) {
				dropPresetMounts(spec)
			}
			text, err := json.MarshalIndent(plain(o, ""), "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			out = append(append(out, text...), '\n')
		}
	}
	return string(out)
}

// fillIn sets the missing labels and selectors as the legacy cluster does, and removes the one label that cannot be converted back:
// the conversion labels the pods of objects without a selector, and the result does not show that it did.
func fillIn(o map[string]any) {
	name := at(o, "metadata")["name"]
	spec := at(o, "spec")
	labels := at(o, "spec", "template", "metadata", "labels")
	switch o["kind"] {
	case "Deployment", "ReplicaSet":
		if len(at(spec, "selector")) == 0 {
			spec["selector"] = map[string]any{"matchLabels": labels}
		}
		if len(at(o, "metadata", "labels")) == 0 {
			at(o, "metadata")["labels"] = labels
		}
	case "ReplicationController":
		if len(at(o, "metadata", "labels")) == 0 {
			at(o, "metadata")["labels"] = labels
		}
	case "ScheduledJob":
		if meta := at(o, "spec", "jobTemplate", "spec", "template", "metadata"); at(meta, "labels")["name"] == name {
			delete(at(meta, "labels"), "name")
		}
	}
}

// readInitContainers turns the annotation with init containers into the field.
func readInitContainers(o map[string]any) {
	template := at(o, "spec", "template")
	annotations := at(template, "metadata", "annotations")
	for key, value := range annotations {
		var containers []any
		if text, ok := value.(string); ok && strings.HasSuffix(key, "/init-containers") && json.Unmarshal([]byte(text), &containers) == nil {
			at(template, "spec")["initContainers"] = containers
			delete(annotations, key)
		}
	}
}

func at(o map[string]any, keys ...string) map[string]any {
	for _, key := range keys {
		o, _ = o[key].(map[string]any)
	}
	return o
}

// plain removes what makes no difference: slashes at the end of paths, the tag latest, empty maps, the order of volumes and mounts.
func plain(v any, key string) any {
	switch v := v.(type) {
	case string:
		if key == "image" {
			return strings.TrimSuffix(v, ":latest")
		}
		if key != "data" && len(v) > 1 && v[0] == '/' {
			return strings.TrimRight(v, "/")
		}
	case map[string]any:
		out := map[string]any{}
		for k, value := range v {
			if m, isMap := value.(map[string]any); isMap && len(m) == 0 {
				continue
			}
			if p := plain(value, k); p != nil {
				out[k] = p
			}
		}
		if len(out) == 0 {
			return nil
		}
		return out
	case []any:
		var out []any
		for _, item := range v {
			out = append(out, plain(item, key))
		}
		if key == "volumes" || key == "volumeMounts" {
			nameOf := func(v any) string { return at(map[string]any{"": v}, "")["name"].(string) }
			slices.SortStableFunc(out, func(a, b any) int { return cmp.Compare(nameOf(a), nameOf(b)) })
		}
		return out
	}
	return v
}

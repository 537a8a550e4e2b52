package files

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestATemplateOfAChartIsKnownByItsFolder(t *testing.T) {
	write(t, map[string]string{
		"chart/Chart.yaml": "", "chart/templates/deep/a.yaml": "", "templates/a.yaml": "", "chart/charts/sub/Chart.yaml": "",
		"odd/Chart.yaml/x": "",
	})
	s := NewSurroundings()
	for path, want := range map[string]bool{
		"chart/templates/a.yaml": true, "./chart/templates/deep/a.yaml": true, "chart/charts/sub/templates/not-there.yaml": true,
		"chart/values.yaml": true, "chart/Chart.yaml": false, "chart/templates": false, "templates/a.yaml": false, "a.yaml": false,
		"chart/crds/a.yaml": false, "odd/templates/a.yaml": false,
	} {
		if got := s.InChart(path); got != want {
			t.Errorf("%s: %v", path, got)
		}
		absolute, err := filepath.Abs(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.InChart(absolute); got != want {
			t.Errorf("%s: %v", absolute, got)
		}
	}
	t.Chdir("chart/templates/deep")
	if !NewSurroundings().InChart("a.yaml") {
		t.Error("seen from the folder of the file")
	}
}

func TestAKustomizationNamesItsPatches(t *testing.T) {
	write(t, map[string]string{"k/kustomization.yaml": `
apiVersion: kustomize.config.k8s.io/v1beta1
resources: [whole.yaml, both.yaml, ../base]
patches:
- path: patch.yaml
  target: {kind: Deployment}
- {patch: "- op: remove", target: {kind: Job}}
- old-form.yaml
- path: both.yaml
- path: ../out.yaml
patchesStrategicMerge:
- ./deep/merge.yaml
- |
  kind: Deployment
patchesJson6902: [{target: {kind: Job}, path: 6902.yaml}]
replacements: [{path: replace.yaml}, {source: {kind: Job}}]
generators: &more [generate.yaml]
transformers: *more
configurations: [configure.yaml]
namespace: a.yaml
images: [{name: image.yaml}]
`, "out.yaml": ""})
	s := NewSurroundings()
	for _, path := range []string{"patch.yaml", "old-form.yaml", "deep/merge.yaml", "6902.yaml", "replace.yaml", "generate.yaml", "configure.yaml"} {
		if name, ok := s.PatchOf("k/" + path); !ok || filepath.ToSlash(name) != "k/kustomization.yaml" {
			t.Errorf("%s: %q %v", path, name, ok)
		}
	}
	for _, path := range []string{"whole.yaml", "both.yaml", "../out.yaml", "a.yaml", "image.yaml", "../patch.yaml", "kustomization.yaml", "merge.yaml"} {
		if name, ok := s.PatchOf("k/" + path); ok {
			t.Errorf("%s is one of %s", path, name)
		}
	}
	absolute, err := filepath.Abs("k/patch.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if name, ok := s.PatchOf(absolute); !ok || name != filepath.Join(filepath.Dir(absolute), "kustomization.yaml") {
		t.Errorf("%q %v", name, ok)
	}
	t.Chdir("k/..")
	if err := os.Mkdir("k/deep", 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir("k/deep")
	if name, ok := NewSurroundings().PatchOf("merge.yaml"); !ok || filepath.ToSlash(name) != "../kustomization.yaml" {
		t.Errorf("%q %v", name, ok)
	}
}

func TestAKustomizationAboveTheRepositoryOrFarAwaySaysNothing(t *testing.T) {
	write(t, map[string]string{
		"Kustomization":         "patches: [r/a.yaml, 1/2/3/4/5/a.yaml, 1/2/3/4/5/6/a.yaml]\n",
		"r/.git":                "gitdir: x\n",
		"r/k/kustomization.yml": "patches: [b.yaml]\n",
	})
	s := NewSurroundings()
	for path, want := range map[string]bool{"r/a.yaml": false, "1/2/3/4/5/a.yaml": true, "1/2/3/4/5/6/a.yaml": false, "r/k/b.yaml": true} {
		if _, got := s.PatchOf(path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}

func TestAnOddKustomizationSaysNothing(t *testing.T) {
	for _, src := range []string{
		"", "- a.yaml", "patches: a.yaml", "patches: {path: a.yaml}", "patches: [{path: [a.yaml]}]", "patches: [[a.yaml]]", "patches: [a.yaml", "\x00",
		"{{ patches }}: [a.yaml]", "a: &a [*a]\npatches: *a", "patches: *b", "? {patches: x}\n: [a.yaml]", "patches: [null, 1, 'a.yaml\n']",
		"patches: [/a.yaml]", strings.Repeat("[", 20000),
	} {
		write(t, map[string]string{"kustomization.yaml": src})
		if name, ok := NewSurroundings().PatchOf("a.yaml"); ok {
			t.Errorf("%.40q: %s", src, name)
		}
	}
	write(t, map[string]string{"kustomization.yaml/x": "", "kustomization.yml": "patches: [a.yaml]"})
	if _, ok := NewSurroundings().PatchOf("a.yaml"); !ok {
		t.Error("a folder of that name is none")
	}
}

func TestSurroundingsAreReadOnce(t *testing.T) {
	write(t, map[string]string{"c/Chart.yaml": "", "c/templates/a.yaml": "", "kustomization.yaml": "patches: [a.yaml]"})
	s := NewSurroundings()
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range 50 {
				if !s.InChart(fmt.Sprintf("c/templates/%d.yaml", i)) {
					t.Error("no chart")
				}
				if _, ok := s.PatchOf("a.yaml"); !ok {
					t.Error("no patch")
				}
			}
		})
	}
	all.Wait()
	for _, name := range []string{"c/Chart.yaml", "kustomization.yaml"} {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok := s.PatchOf("a.yaml"); !ok || !s.InChart("c/templates/a.yaml") {
		t.Error("they are read again")
	}
}

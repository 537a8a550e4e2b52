package files

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const deployment = "kind: Deployment\nmetadata: {name: bot}\nspec: {template: {metadata: {labels: {name: bot}}}}\n"

// given returns what the kustomizations of some files set in one of them.
func given(t *testing.T, target string, tree map[string]string) Given {
	t.Helper()
	write(t, tree)
	return NewSurroundings().GivenTo(target)
}

func TestAnOverlayGivesToTheResourcesOfItsBase(t *testing.T) {
	for _, resources := range []string{"resources: [../base]", "bases: [../base/]", "bases: [./../base]\nresources: []"} {
		got := given(t, "base/bot.yaml", map[string]string{
			"base/kustomization.yml": "resources: [bot.yaml]\n", "base/bot.yaml": deployment,
			"overlay/Kustomization": "namespace: n\nimages: [{name: x}]\nnamePrefix: p-\ncommonLabels: {a: b}\n" + resources + "\n",
		})
		if got.Namespace != "n" || !got.Images || !got.Names || got.Labels["a"] != "b" || got.Selectors["a"] != "b" {
			t.Errorf("%s: %+v", resources, got)
		}
	}
}

func TestABaseMayLieAnywhereNearItsOverlay(t *testing.T) {
	for where, tree := range map[string]map[string]string{
		"overlay/sub/bot.yaml": {"overlay/kustomization.yaml": "namespace: n\nresources: [sub/]\n", "overlay/sub/kustomization.yaml": "resources: [bot.yaml]\n"},
		"base/bot.yaml": {
			"overlays/eu/prod/kustomization.yaml": "namespace: n\nresources: [../../../base]\n", "base/kustomization.yaml": "resources: [bot.yaml]\n",
		},
	} {
		if got := given(t, where, tree); got.Namespace != "n" {
			t.Errorf("%s: %+v", where, got)
		}
		absolute, err := filepath.Abs(where)
		if err != nil {
			t.Fatal(err)
		}
		if got := NewSurroundings().GivenTo(absolute); got.Namespace != "n" {
			t.Errorf("%s: %+v", absolute, got)
		}
		t.Chdir(filepath.Dir(where))
		if got := NewSurroundings().GivenTo("bot.yaml"); got.Namespace != "n" {
			t.Errorf("%s from its folder: %+v", where, got)
		}
	}
}

func TestLabelsReachPodsOnlyWhereAKustomizationSaysSo(t *testing.T) {
	for src, want := range map[string][2]string{
		"labels: [{pairs: {a: b}}]":                                                   {"", ""},
		"labels: [{pairs: {a: b}, includeTemplates: true}]":                           {"b", ""},
		"labels: [{pairs: {a: b}, includeSelectors: true}]":                           {"b", "b"},
		"labels: [{pairs: {a: b}, fields: [{path: spec/template/metadata/labels}]}]":  {"b", ""},
		"labels: [{pairs: [a], includeTemplates: true}, x, {includeTemplates: true}]": {"", ""},
		"commonLabels: [a]": {"", ""},
		"labels: &l [{pairs: {a: b}, includeTemplates: true}]\ncommonAnnotations: {l: x}": {"b", ""},
	} {
		got := given(t, "bot.yaml", map[string]string{"kustomization.yaml": "resources: [bot.yaml]\n" + src + "\n"})
		if got.Labels["a"] != want[0] || got.Selectors["a"] != want[1] {
			t.Errorf("%s: %+v", src, got)
		}
	}
}

func TestAPatchGivesALabelToTheObjectsThatItIsFor(t *testing.T) {
	const merge = "{kind: Deployment, metadata: {name: bot}, spec: {template: {metadata: {labels: {a: b}}}}}"
	other := strings.Replace(merge, "name: bot", "name: other", 1)
	block := func(text string) string { return "|\n    " + text + "\n" }
	for src, want := range map[string]string{
		"patchesStrategicMerge: [merge.yaml]":                         "b",
		"patchesStrategicMerge: [other.yaml]":                         "",
		"patchesStrategicMerge: [missing.yaml, ../x.yaml, bad.yaml]":  "",
		"patchesStrategicMerge:\n- " + block(merge):                   "b",
		"patches: [{path: merge.yaml}]":                               "b",
		"patches: [{path: other.yaml, target: {kind: Deployment}}]":   "b",
		"patches: [{path: other.yaml, target: {name: b.*}}]":          "b",
		"patches: [{path: merge.yaml, target: {name: o}}]":            "",
		"patches: [{path: merge.yaml, target: {name: '('}}]":          "",
		"patches: [{path: merge.yaml, target: {labelSelector: x=y}}]": "",
		"patches:\n- patch: " + block(merge):                          "b",
		"patches: [{target: {kind: Deployment}, path: ops.yaml}]":     "b",
		"patches: [{target: {kind: Job}, path: ops.yaml}]":            "",
		"patches: [{path: ops.yaml}]":                                 "",
		"patchesJson6902:\n- target: {kind: Deployment, name: bot}\n  patch: '[{\"op\": \"add\", \"path\": \"/spec/template/metadata/labels\", \"value\": {\"a\": \"b\"}}]'": "b",
		"patchesJson6902:\n- target: {kind: Deployment, name: bot}\n  patch: '[{\"op\": \"remove\", \"path\": \"/spec/template/metadata/labels/a\"}]'":                       "",
	} {
		tree := map[string]string{
			"o/kustomization.yaml": "resources: [../base]\n" + src + "\n", "base/kustomization.yaml": "resources: [bot.yaml]\n", "base/bot.yaml": deployment,
			"o/merge.yaml": merge, "o/other.yaml": other, "x.yaml": merge, "o/bad.yaml": "{",
			"o/ops.yaml": "- {op: add, path: /spec/template/metadata/labels/a, value: b}\n- {op: replace, path: /spec/template/spec/containers/0/image, value: x}\n",
		}
		if got := given(t, "base/bot.yaml", tree); got.Labels["a"] != want {
			t.Errorf("%s: %+v", src, got)
		}
		tree["base/bot.yaml"] += "---\nkind: Deployment\nmetadata: {name: more}\nspec: {template: {}}\n"
		if got := given(t, "base/bot.yaml", tree); !strings.Contains(src, "target: {kind: Deployment}") && got.Labels["a"] != "" {
			t.Errorf("%s: an object without the patch: %+v", src, got)
		}
	}
}

func TestOnlyWhatAllOverlaysGiveIsGiven(t *testing.T) {
	tree := map[string]string{
		"base/kustomization.yaml": "resources: [bot.yaml]\ncommonLabels: {own: x}\n",
		"dev/kustomization.yaml":  "resources: [../base]\nnamespace: d\ncommonLabels: {a: b, c: dev}\n",
		"prod/kustomization.yaml": "resources: [../base]\nnamespace: p\ncommonLabels: {a: b, c: prod}\nimages: [{name: x}]\n",
	}
	got := given(t, "base/bot.yaml", tree)
	if got.Namespace == "" || got.Images || fmt.Sprint(got.Labels) != "map[a:b own:x]" {
		t.Errorf("%+v", got)
	}
	s := NewSurroundings()
	if by := s.MadeBy("base/bot.yaml"); fmt.Sprint(by) != fmt.Sprint([]string{filepath.FromSlash("dev/kustomization.yaml"), filepath.FromSlash("prod/kustomization.yaml")}) {
		t.Error(by)
	}
	if by := s.MadeBy("base/other.yaml"); by != nil {
		t.Error(by)
	}
	if one, other := s.GivenTo("base/bot.yaml"), s.GivenTo("base/other.yaml"); one.Namespace == "" || other.Namespace != "" {
		t.Errorf("%+v, %+v", one, other)
	}
}

func TestKustomizationsThatUseEachOtherAreReadToTheirEnd(t *testing.T) {
	tree := map[string]string{
		"a/kustomization.yaml": "resources: [bot.yaml, ../b, ., ../a, ../missing, 'https://x.example/y', /]\nnamespace: a\n",
		"b/kustomization.yaml": "resources: [../a]\ncommonLabels: {from: b}\n",
	}
	got := given(t, "a/bot.yaml", tree)
	if got.Namespace != "a" {
		t.Errorf("%+v", got)
	}
	if by := NewSurroundings().MadeBy("a/bot.yaml"); by != nil {
		t.Error(by)
	}
	// Each kustomization uses two earlier ones, so that there are too many paths through them to follow each.
	tree = map[string]string{"0/kustomization.yaml": "resources: [bot.yaml]\n", "1/kustomization.yaml": "resources: [../0]\n"}
	for i := 2; i < 60; i++ {
		tree[fmt.Sprint(i, "/kustomization.yaml")] = fmt.Sprintf("resources: [../%d, ../%d]\nnamespace: n\n", i-1, i-2)
	}
	given(t, "0/bot.yaml", tree)
	if by := NewSurroundings().MadeBy("0/bot.yaml"); len(by) != 1 || filepath.ToSlash(by[0]) != "59/kustomization.yaml" {
		t.Error(by)
	}
}

func TestGeneratedObjectsAreKnown(t *testing.T) {
	tree := map[string]string{
		"base/kustomization.yaml": "resources: [bot.yaml]\nconfigMapGenerator: [{name: own}, {literals: [a=b]}, x]\n",
		"one/kustomization.yaml":  "resources: [../base]\nsecretGenerator: [{name: key}]\nconfigMapGenerator: [{name: one}]\n",
	}
	if got := given(t, "base/bot.yaml", tree).Extra; fmt.Sprint(got) != "map[{ConfigMap one}:true {ConfigMap own}:true {Secret key}:true]" {
		t.Error(got)
	}
	tree["two/kustomization.yaml"] = "resources: [../base]\nsecretGenerator: [{name: key}]\n"
	if got := given(t, "base/bot.yaml", tree).Extra; fmt.Sprint(got) != "map[{ConfigMap own}:true {Secret key}:true]" {
		t.Error(got)
	}
}

func TestTheSearchForOverlaysStaysNearAndFollowsNoLink(t *testing.T) {
	const overlay = "namespace: n\nresources: [../bot.yaml, ../../bot.yaml, ../r/bot.yaml, ../../../../../bot.yaml]\n"
	write(t, map[string]string{
		"bot.yaml": "", ".hidden/kustomization.yaml": overlay, "venv/kustomization.yaml": overlay, "1/2/3/4/5/kustomization.yaml": overlay,
		"away/of/kustomization.yaml": "", "r/.git": "gitdir: x\n", "out/kustomization.yaml": "namespace: n\nresources: [../r/sub/bot.yaml]\n", "r/sub/bot.yaml": "",
	})
	_ = os.Symlink(filepath.Join("..", "1"), "away/link") // systems without links have none to follow
	for _, path := range []string{"bot.yaml", "r/sub/bot.yaml"} {
		if got := NewSurroundings().GivenTo(path); got.Namespace != "" {
			t.Errorf("%s: %+v", path, got)
		}
	}
	tree := map[string]string{"many/kustomization.yaml": "namespace: n\nresources: [../bot.yaml]\n"}
	for i := range maxFolders {
		tree[fmt.Sprint(i, "/x")] = ""
	}
	if got := given(t, "bot.yaml", tree); got.Namespace != "" {
		t.Errorf("of too many folders: %+v", got)
	}
}

func TestAKustomizationCountsInAFolderByAnyOfItsNames(t *testing.T) {
	write(t, map[string]string{"a/Kustomization": "", "b/kustomization": "", "c/kustomization.yml": ""})
	got := Find([]string{"."}, Options{}).Names
	if want := []string{filepath.FromSlash("a/Kustomization"), filepath.FromSlash("c/kustomization.yml")}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Error(got)
	}
}

func TestAFileOutsideOfTheFolderOfAKustomizationIsNotItsResource(t *testing.T) {
	tree := map[string]string{"overlay/kustomization.yaml": "namespace: n\nresources: [../bot.yaml]\n"}
	if got := given(t, "bot.yaml", tree); got.Namespace != "" {
		t.Errorf("kustomize does not read it: %+v", got)
	}
}

func TestNoKustomizationOrPatchIsReadThroughALinkOutOfItsFolder(t *testing.T) {
	const all = "namespace: n\nresources: [bot.yaml]\n"
	out := map[string]string{"out/kustomization.yaml": all, "k/kustomization.yaml": "-> ../out/kustomization.yaml", "k/bot.yaml": ""}
	if got := given(t, "k/bot.yaml", out); got.Namespace != "" {
		t.Errorf("it shows what lies outside: %+v", got)
	}
	const patch = "kind: Deployment\nmetadata: {name: bot}\nspec: {template: {metadata: {labels: {a: b}}}}\n"
	for target, want := range map[string]int{"../out/patch.yaml": 0, "deep/../../out/patch.yaml": 0, "deep/patch.yaml": 1, "../k/deep/patch.yaml": 1} {
		tree := map[string]string{
			"out/patch.yaml": patch, "k/deep/patch.yaml": patch, "k/bot.yaml": patch,
			"k/kustomization.yaml": "resources: [bot.yaml]\npatches: [{path: patch.yaml}]\n", "k/patch.yaml": "-> " + target,
		}
		if got := given(t, "k/bot.yaml", tree); len(got.Labels) != want {
			t.Errorf("a link to %s sets %v", target, got.Labels)
		}
	}
	inside := map[string]string{"k/deep/all.yaml": all, "k/kustomization.yaml": "-> deep/all.yaml", "k/bot.yaml": ""}
	if got := given(t, "k/bot.yaml", inside); got.Namespace != "n" {
		t.Errorf("a link in the folder is followed: %+v", got)
	}
}

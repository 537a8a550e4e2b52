package convert_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/convert/diff"
)

const (
	old     = "metadata: {name: a, namespace: mytool}\nkind: ConfigMap\napiVersion: v1\n"
	because = " legacy-namespace the old one is meant\n"
)

// Convert keeps what directives ignore, whatever else it fixes: in a text that aliases share, if a fix removes the line that the
// directive applies to, and in later rounds.
func TestConvertLeavesAloneWhatDirectivesIgnore(t *testing.T) {
	for name, c := range map[string]struct{ in, keeps string }{
		"on its line": {old[:strings.Index(old, "kind")] + "kind: ConfigMap #  tfk8s:ignore-file" + because + "apiVersion: v1\n", "namespace: mytool"},
		"in a later round": {`apiVersion: v1
kind: Pod
metadata:
  name: sync
  # tfk8s:ignore pod-label-missing not yet
  labels:
    namespace: mytool
spec:
  containers:
  - {name: sync, image: docker-registry.tools.wmflabs.org/toollabs-python35-base:latest, command: [/data/project/mytool/sync.py]}
`, "namespace: tool-mytool\nspec"},
		"through an alias": {`apiVersion: v1
kind: Pod
metadata: {name: pair, namespace: tool-mytool, labels: {toolforge: tool}}
spec:
  containers:
  - name: one
    image: &image docker-registry.tools.wmflabs.org/toollabs-php72-base:latest
    command: [/data/project/mytool/one.sh]
  - name: two
    image: *image # tfk8s:ignore legacy-image it is the old one
    command: [/data/project/mytool/two.sh]
`, "&image docker-registry.tools.wmflabs.org/toollabs-php72-base:latest"},
	} {
		r := resultOf(t, []byte(c.in))
		out := string(r.File.Src)
		if !strings.Contains(out, c.keeps) || strings.Contains(out, "toolforge: tool\n") {
			t.Errorf("%s: %s", name, diff.Unified("x.yaml", []byte(c.in), r.File.Src, nil))
		}
	}
}

// In a large file, whose documents are converted by themselves, a directive may be in another document.
func TestADirectiveForALargeFileHoldsInAllOfIt(t *testing.T) {
	docs := slices.Repeat([]string{old}, 100)
	text := strings.Join(docs, "---\n")
	for _, in := range []string{"# tfk8s:ignore-file" + because + "---\n" + text, text + "---\n# tfk8s:ignore-file" + because} {
		if r := resultOf(t, []byte(in)); r.Changed {
			t.Errorf("changed: %s", diff.Unified("x.yaml", []byte(in), r.File.Src, r.Cuts))
		}
	}
}

// A misspelled directive is corrected, and convert keeps what it ignores.
func TestAMisspelledDirectiveIsCorrectedAndThenHolds(t *testing.T) {
	for _, n := range []int{1, 100} {
		docs := slices.Repeat([]string{strings.Replace(old, "}\n", "} # tfk8s-ignore"+because, 1)}, n)
		in := strings.Join(docs, "---\n")
		want := strings.ReplaceAll(in, "tfk8s-ignore", "tfk8s:ignore")
		if got := string(resultOf(t, []byte(in)).File.Src); got != want {
			t.Errorf("%d documents: %s", n, diff.Unified("x.yaml", []byte(want), []byte(got), nil))
		}
	}
}

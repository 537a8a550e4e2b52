package convert_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// removalOptions convert with the one rule that removes objects of another one.
func removalOptions(safeOnly bool) *convert.Options {
	isRemoving := func(r *lint.Rule) bool { return r.Name == "created-by-controller" }
	run := slices.DeleteFunc(slices.Clone(rules.All), func(r *lint.Rule) bool { return !isRemoving(r) })
	return &convert.Options{Config: rules.Config(workload.NewSettings(), run), Pin: rules.Pin, SafeOnly: safeOnly}
}

// Each object is a line of flow style, so that an export is a list of lines.
func madeBy(owner, name string) string {
	return fmt.Sprintf("{apiVersion: v1, kind: Pod, metadata: {name: %s, ownerReferences: [{kind: ReplicaSet, name: %s}]}}", name, owner)
}

const (
	replicaSet = "{apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: web}}"
	creator    = "apiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {name: web}\n"
	settings   = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n"
)

func TestRemoval(t *testing.T) {
	pod, other := madeBy("web", "web-1"), madeBy("web", "web-2")
	block := "apiVersion: v1\n  kind: Pod\n  metadata:\n    name: web-1\n    ownerReferences:\n    - {kind: ReplicaSet, name: web}\n"
	document := strings.ReplaceAll(block, "\n  ", "\n")
	list := "kind: List\napiVersion: v1\nitems:\n"
	for _, c := range []struct{ name, in, out string }{
		{"first document", document + "---\n" + creator, creator},
		{"first document below a separator", "---\n" + document + "---\n" + creator, "---\n" + creator},
		{"last document", creator + "---\n" + document, creator},
		{"last document without a final newline", creator + "---\n" + strings.TrimSuffix(document, "\n"), creator},
		{"last document above a separator", creator + "---\n" + document + "---\n", creator + "---\n"},
		{"document in the middle", creator + "---\n" + document + "---\n" + settings, creator + "---\n" + settings},
		{"several documents", "---\n" + document + "---\n" + creator + "---\n" + document + "---\n" + strings.Replace(document, "web-1", "web-2", 1), "---\n" + creator},
		{"comments of a document", creator + "---\n# A pod.\n" + document + "# Its end.\n---\n# The end.\n", creator + "---\n# Its end.\n---\n# The end.\n"},
		{"comments above all documents", "# An export.\n\n# A pod.\n" + document + "---\n" + creator, "# An export.\n\n" + creator},
		{"document of comments", "# An export.\n---\n" + document + "---\n" + creator, "# An export.\n---\n" + creator},
		{"item in block style", list + "- " + block + "- " + replicaSet + "\n", list + "- " + replicaSet + "\n"},
		{"last item in block style", list + "- " + replicaSet + "\n# A pod.\n- " + block, list + "- " + replicaSet + "\n"},
		{"items in flow style", list[:len(list)-1] + " [" + strings.Join([]string{pod, replicaSet, other}, ", ") + "]\n", list[:len(list)-1] + " [" + replicaSet + "]\n"},
		{"items in lines of flow style", list[:len(list)-1] + " [\n  " + strings.Join([]string{replicaSet, pod, other}, ",\n  ") + "\n]\n", list[:len(list)-1] + " [\n  " + replicaSet + "\n]\n"},
		{"List of nothing else", list + "- " + pod + "\n- " + other + "\n---\n" + creator, creator},
		{"JSON", `{"kind":"List","apiVersion":"v1","items":[{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"web"}},{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web-1","ownerReferences":[{"kind":"ReplicaSet","name":"web"}]}}]}`, `{"kind":"List","apiVersion":"v1","items":[{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"web"}}]}`},
		{"lines of JSON", `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web-1","ownerReferences":[{"kind":"ReplicaSet","name":"web"}]}}` + "\n" + `{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"web"}}` + "\n" + `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web-1","ownerReferences":[{"kind":"ReplicaSet","name":"web"}]}}` + "\n", `{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"web"}}` + "\n"},

		// What cannot be cut out, or would change something else, stays.
		{"creator in no file", document + "---\n" + strings.Replace(creator, "web", "api", 1), ""},
		{"object that creates itself", "apiVersion: v1\nkind: Pod\nmetadata: {name: a, ownerReferences: [{kind: Pod, name: a}]}\n---\n" + creator, ""},
		{"nothing but a circle", list + "- " + madeBy("a", "b") + "\n- {apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: a, ownerReferences: [{kind: Pod, name: b}]}}\n", ""},
		{"lost text", creator + "---\n" + document + "--- # lost\nkind: Service\n", ""},
		{"anchor", list + "- " + strings.Replace(pod, "metadata:", "metadata: &m", 1) + "\n- " + replicaSet + "\n- {apiVersion: v1, kind: ConfigMap, metadata: *m}\n", ""},
		{"directive", document + "# tfk8s:ignore-file legacy-image we know\n---\n" + strings.Replace(document, "web-1", "web-1 # tfk8s:ignore created-by-controller we know", 1) + "---\n" + creator, "# tfk8s:ignore-file legacy-image we know\n---\n" + strings.Replace(document, "web-1", "web-1 # tfk8s:ignore created-by-controller we know", 1) + "---\n" + creator},
		{"directive for the file above", "# tfk8s:ignore-file legacy-image we know\n" + document + "---\n" + creator, ""},
		{"braces below the first document", document + "---\n" + replicaSet + "\nnot: json\n", ""},
	} {
		for _, newline := range []string{"\n", "\r\n"} {
			in, out := strings.ReplaceAll(c.in, "\n", newline), strings.ReplaceAll(c.out, "\n", newline)
			if c.out == "" {
				out = in
			}
			f := manifest.Parse("export.yaml", []byte(in))
			r, err := convert.File(removalOptions(false), f)
			if err != nil || string(r.File.Src) != out {
				t.Errorf("%s (%q): %v\n%s\nbecomes\n%s\nnot\n%s", c.name, newline, err, in, r.File.Src, out)
			}
			if again, err := convert.File(removalOptions(false), r.File); err != nil || again.Changed {
				t.Errorf("%s: a second run changes the file (%v):\n%s", c.name, err, again.File.Src)
			}
			if safe, err := convert.File(removalOptions(true), f); err != nil || safe.Changed {
				t.Errorf("%s: a fix to review is applied (%v)", c.name, err)
			}
		}
	}
}

// TestRemovalOfMany removes objects of a file that is converted document by document, and fixes what is left.
func TestRemovalOfMany(t *testing.T) {
	var in, out strings.Builder
	for i := range 300 {
		name := fmt.Sprintf("web-%d", i)
		kept := fmt.Sprintf("apiVersion: extensions/v1beta1\nkind: ReplicaSet\nmetadata: {name: %s, namespace: tool-a}\n---\n", name)
		in.WriteString(kept)
		out.WriteString(kept)
		for k := range i % 4 {
			fmt.Fprintf(&in, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: %s-%d\n  namespace: tool-a\n  ownerReferences: [{kind: ReplicaSet, name: %s}]\n---\n", name, k, name)
		}
	}
	r, err := convert.File(removalOptions(false), manifest.Parse("export.yaml", []byte(in.String())))
	if err != nil || string(r.File.Src) != out.String() || len(r.Applied) != 450 {
		t.Errorf("%v, %d fixes:\n%s", err, len(r.Applied), r.File.Src)
	}
	all := &convert.Options{Config: rules.Config(workload.NewSettings(), rules.All), Pin: rules.Pin}
	r, err = convert.File(all, manifest.Parse("export.yaml", []byte(in.String())))
	want, wantErr := convert.File(all, manifest.Parse("export.yaml", []byte(out.String())))
	if err != nil || wantErr != nil || string(r.File.Src) != string(want.File.Src) {
		t.Errorf("%v, %v: what is left is converted as\n%s", err, wantErr, r.File.Src)
	}
}

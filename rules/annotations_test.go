package rules_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"sigs.k8s.io/yaml"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// A revived is an annotation with the field that it becomes, and the value that this must have then.
type revived struct {
	key, text string
	field     []string
	want      string // JSON; "" where the text is
}

var revivals = []revived{
	{"pod.beta.kubernetes.io/init-containers", `[{"name":"a","image":"x","env":[{"name":"N","value":"1"},{"name":"E"}],"resources":{}},{"image":"y","name":"b","args":[]}]`, []string{"initContainers"}, ""},
	{"pod.alpha.kubernetes.io/init-containers", containerWith("yes", "0x1", "~", "", " a", "a: b #c", "it's", "say \"\\\"", "two\nlines\n", "\ttab", "ü\u2028\u0085", "{{ x }}", "*a", "[", "<<", "2020-02-02"), []string{"initContainers"}, ""},
	{"scheduler.alpha.kubernetes.io/affinity", `{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"disk","operator":"In","values":["ssd","1"]}]}]}},"podAntiAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":100,"podAffinityTerm":{"labelSelector":{"matchLabels":{"a":"true"}},"topologyKey":"kubernetes.io/hostname"}}]}}`, []string{"affinity"}, ""},
	{"scheduler.alpha.kubernetes.io/tolerations", `[{"key":"a","operator":"Exists"},{"key":"b","value":"no","effect":"NoSchedule"}]`, []string{"tolerations"}, ""},
	{"pod.beta.kubernetes.io/hostname", `null`, []string{"hostname"}, `"null"`},
	{"pod.beta.kubernetes.io/subdomain", `a-1`, []string{"subdomain"}, `"a-1"`},
	{"security.alpha.kubernetes.io/sysctls", `kernel.shm_rmid_forced=1,net.ipv4.tcp_syncookies=0`, []string{"securityContext", "sysctls"}, `[{"name":"kernel.shm_rmid_forced","value":"1"},{"name":"net.ipv4.tcp_syncookies","value":"0"}]`},
}

func containerWith(args ...string) string {
	text, _ := json.Marshal([]any{map[string]any{"name": "a", "image": "x", "args": args}})
	return string(text)
}

// scalars are the ways in which a YAML file writes a text at the end of a line with an indentation.
var scalars = map[string]func(text, pad string) (string, bool){
	"plain":  func(text, _ string) (string, bool) { return text, !strings.ContainsAny(text, "[{: ") && text != "null" },
	"single": func(text, _ string) (string, bool) { return "'" + strings.ReplaceAll(text, "'", "''") + "'", true },
	"double": func(text, _ string) (string, bool) { return escaped(text), true },
	"folded": func(text, pad string) (string, bool) { return ">-\n" + pad + "  " + text, true },
	"block": func(text, pad string) (string, bool) {
		var v any
		if json.Unmarshal([]byte(text), &v) != nil || v == nil {
			return "|-\n" + pad + "  " + text, true
		}
		wide, _ := json.MarshalIndent(v, pad+"  ", "    ")
		return "|\n" + pad + "  " + string(wide), true
	},
}

func escaped(text string) string {
	quoted, _ := json.Marshal(text)
	return string(quoted)
}

// hands write a Pod, or a workload with pods, with an annotation.
var hands = map[string]func(key string, text func(pad string) string) string{
	"Pod": func(key string, text func(string) string) string {
		return "apiVersion: v1\nkind: Pod\nmetadata:\n  name: sync\n  annotations:\n    # gone\n    " + key + ": " + text("    ") +
			"\nspec:\n  # main\n  containers: # all\n  - {name: main, image: y}\n"
	},
	"Deployment": func(key string, text func(string) string) string {
		return "apiVersion: apps/v1\nkind: Deployment\nspec:\n    template:\n        spec:\n            restartPolicy: Always\n            containers:\n                - name: main\n                  image: y\n" +
			"        metadata:\n            annotations:\n                " + key + ": " + text("                ") + "\n                kept: x\n"
	},
	"List": func(key string, text func(string) string) string {
		return "apiVersion: v1\nkind: List\nitems:\n- kind: CronJob\n  apiVersion: batch/v1beta1\n  spec:\n    jobTemplate:\n      spec:\n        template:\n          metadata:\n            annotations:\n" +
			"              kept: x\n              " + key + ": " + text("              ") + "\n          spec: {containers: [{name: main, image: y}]}\n- {kind: Pod}\n"
	},
}

func TestAnAnnotationBecomesAFieldOfTheSameValue(t *testing.T) {
	for _, r := range revivals {
		for hand, write := range hands {
			for how, scalar := range scalars {
				if _, ok := scalar(r.text, ""); !ok {
					continue
				}
				in := write(r.key, func(pad string) string { s, _ := scalar(r.text, pad); return s })
				for name, text := range map[string]string{
					"": in, "CRLF": strings.ReplaceAll(in, "\n", "\r\n"), "JSON": asJSON(in, "    "), "JSON on a line": asJSON(in, ""),
				} {
					if problem := revivalProblem(t, r, text); problem != "" {
						t.Errorf("%s, %s, %s %s: %s\n%s", r.key, hand, how, name, problem, text)
					}
				}
			}
		}
	}
}

// asJSON writes a text as JSON; "" if it is not readable, as where a line break of Unicode has broken a block.
func asJSON(text, indent string) string {
	var v any
	if yaml.Unmarshal([]byte(text), &v) != nil {
		return ""
	}
	out, _ := json.Marshal(v)
	if indent != "" {
		out, _ = json.MarshalIndent(v, "", indent)
	}
	return string(out)
}

// revivalProblem converts a text and says what is not as it must be: the field has the value of the annotation, which is
// gone, and nothing else has changed.
func revivalProblem(t *testing.T, r revived, text string) string {
	t.Helper()
	rule := rules.All[slices.IndexFunc(rules.All, func(r *lint.Rule) bool { return r.Name == "dead-annotation" })]
	cfg := rules.Config(workload.NewSettings(), []*lint.Rule{rule})
	out := fix(t, cfg, manifest.Parse("x", []byte(text))).Src
	var want, got any
	if err := yaml.Unmarshal([]byte(text), &want); err != nil {
		return ""
	}
	if err := yaml.Unmarshal(out, &got); err != nil {
		return err.Error()
	}
	expect(want, r)
	if !reflect.DeepEqual(got, want) {
		return fmt.Sprintf("got %v, want %v from\n%s", got, want, out)
	}
	if strings.Contains(text, "# main") && !strings.Contains(string(out), "# main") || strings.Contains(string(out), "# gone") {
		return "other comments are left: " + string(out)
	}
	return ""
}

// expect moves the annotation wherever it is found next to a spec.
func expect(v any, r revived) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			expect(item, r)
		}
	case map[string]any:
		meta, _ := v["metadata"].(map[string]any)
		notes, _ := meta["annotations"].(map[string]any)
		if text, ok := notes[r.key].(string); ok {
			if r.want != "" {
				text = r.want
			}
			var value any
			_ = json.Unmarshal([]byte(text), &value) // else null, which is not what is got
			delete(notes, r.key)
			if len(notes) == 0 {
				delete(meta, "annotations")
			}
			into := v["spec"].(map[string]any)
			for _, name := range r.field[:len(r.field)-1] {
				inner := map[string]any{}
				into[name] = inner
				into = inner
			}
			into[r.field[len(r.field)-1]] = value
			return
		}
		for _, item := range v {
			expect(item, r)
		}
	}
}

func FuzzAnAnnotationBecomesAFieldOfTheSameValue(f *testing.F) {
	for _, s := range []string{"yes", "two\nlines\n\n", "\n a", "- x", "\u2028", "a #b", "\r\n", "'\"\\", "%", "x\n---\ny", "\ttab\n", "a \nb"} {
		f.Add(s, "v")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a + b) {
			return
		}
		r := revived{key: "pod.beta.kubernetes.io/init-containers", text: containerWith(a, b), field: []string{"initContainers"}}
		for hand, write := range hands {
			in := write(r.key, func(string) string { return escaped(r.text) })
			for _, text := range []string{in, strings.ReplaceAll(in, "\n", "\r\n"), asJSON(in, "  ")} {
				if problem := revivalProblem(t, r, text); problem != "" {
					t.Errorf("%s: %s", hand, problem)
				}
			}
		}
	})
}

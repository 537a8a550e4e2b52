package rules

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

// What a run allocates shows its work, and is the same on every machine. Time is not.
func TestTheWorkGrowsWithTheLengthOfAFileAndNoFaster(t *testing.T) {
	const pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n"
	const service = "apiVersion: v1\nkind: Service\nmetadata:\n  name: x\nspec:\n  selector: {a: b}\n  ports: [{port: 80}]\n"
	const deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: x\nspec:\n  template:\n    metadata:\n      labels: {c: d}\n"
	const ingress = "apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\nmetadata:\n  name: x\nspec:\n  backend: {serviceName: y, servicePort: 80}\n"
	cfg := Config(workload.NewSettings(), All)
	for name, doc := range map[string]string{
		"pods of one name":      pod,
		"no objects":            "a: b\n",
		"comments":              "# a\n",
		"broken":                pod + "a: b: c\n",
		"quotes are missing":    pod + "a: @b\nc: %d\ne: `f\n",
		"tabs":                  "apiVersion: v1\nkind: Pod\nmetadata:\n\tname: x\n",
		"templates":             pod + "a: {{ b }}\n",
		"directives":            "%YAML 1.1\n---\n" + pod,
		"lost documents":        pod + "--- # x\n" + pod,
		"indented separators":   pod + " ---\n" + pod,
		"wide spaces":           strings.ReplaceAll(pod, "  ", "\u00a0\u00a0"),
		"stray byte order mark": pod + "\ufeffa: b\n",
		"services without pods": service + "---\n" + deployment,
		"ingresses to nowhere":  service + "---\n" + ingress,
		"ignored":               "apiVersion: v1 # tfk8s:ignore no-such-rule because\nkind: Pod\n",
		"ignored in comments":   "# tfk8s:ignore legacy-image because\n",
		"misspelled directives": pod + "# tfk8s-ignore legacy-image because\n",
	} {
		work := func(documents int) float64 {
			src := []byte(strings.Repeat(doc+"---\n", documents))
			return testing.AllocsPerRun(1, func() { lint.Run(cfg, []*manifest.File{manifest.Parse("x.yaml", src)}) })
		}
		const few, times = 10, 16
		if growth := work(few*times) / work(few); growth > 2*times {
			t.Errorf("%s: %d times as many documents are %.0f times the work", name, times, growth)
		}
	}
}

package rules_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// limitStyles are ways to write a container's one limit.
var limitStyles = map[string]string{
	"block.yaml": `apiVersion: v1
kind: Pod
metadata: {name: a, namespace: tool-mytool, labels: {toolforge: tool}}
spec:
  containers:
    - name: a
      image: docker-registry.tools.wmflabs.org/toolforge-python37-sssd-base:latest
      command: [/data/project/mytool/a]
      resources:
        limits:
          NAME: VALUE # why
`,
	"flow.yaml": `---
{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: tool-mytool, labels: {toolforge: tool}}, spec: {containers: [
  {name: a, image: docker-registry.tools.wmflabs.org/toolforge-python37-sssd-base:latest, command: [/data/project/mytool/a], resources: {limits: {NAME: 'VALUE'}}}]}}
`,
	"in.json": `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a", "namespace": "tool-mytool", "labels": {"toolforge": "tool"}}, "spec": {"containers": [
  {"name": "a", "image": "docker-registry.tools.wmflabs.org/toolforge-python37-sssd-base:latest", "command": ["/data/project/mytool/a"], "resources": {"limits": {"NAME": "VALUE"}}}]}}
`,
}

// convertLimit converts a Pod with one limit, and returns the findings before and after, and the limit that comes out.
func convertLimit(t *testing.T, style, name, value string) (found, left []lint.Diagnostic, limits *manifest.Node) {
	t.Helper()
	src := strings.NewReplacer("NAME", name, "VALUE", value).Replace(limitStyles[style])
	cfg := rules.Config(workload.NewSettings(), rules.All)
	in := manifest.Parse(style, []byte(src))
	out := fix(t, cfg, in)
	limits = &out.Docs[0].Root().At("spec", "containers").Items()[0]
	return lint.Run(cfg, []*manifest.File{in}).Diagnostics, lint.Run(cfg, []*manifest.File{out}).Diagnostics, limits.At("resources", "limits")
}

func TestAUnitSlipIsOneFindingAndBecomesWhatWasMeant(t *testing.T) {
	for _, c := range []struct{ name, written, meant string }{
		{"memory", "700m", "memory 700Mi"},
		{"memory", "700", "memory 700Mi"},
		{"memory", "3072", "memory 3Gi"},
		{"memory", "0.25", "memory 256Mi"},
		{"memory", "2", "memory 2Gi"},
		{"memory", "700MB", "memory 700M"},
		{"memory", "1.5GB", "memory 1500M"},
		{"memory", "700 Mi", "memory 700Mi"},
		{"memory", "2,5Gi", "memory 2560Mi"},
		{"memory", "700mib", "memory 700Mi"},
		{"memory", "2g", "memory 2Gi"},
		{"memory", "700 megabytes", "memory 700M"},
		{"memory", "50%", "memory 50%"},
		{"memory", "768K", "memory 768Mi"},
		{"memory", "768KB", "memory 768Mi"},
		{"memory", "768000m", "memory 768Mi"},
		{"memory", "72", "memory 72Mi? no: below the minimum"},
		{"memory", "6144", "memory 6Gi? no: above the maximum"},
		{"memory", "64m", "memory 64Mi? no: below the minimum"},
		{"memory", "16GB", "memory 16G? no: above the maximum"},
		{"cpu", "300", "cpu 300m"},
		{"cpu", "0.4m", "cpu 400m"},
		{"cpu", "0.125m", "cpu 125m"},
		{"cpu", "300u", "cpu 300m"},
		{"cpu", "0.01m", "cpu 10m? no: below the minimum"},
		{"cpu", "250 mcpu", "cpu 250m"},
		{"cpu", "1 core", "cpu 1"},
		{"cpu", "0,25", "cpu 250m"},
		{"cpu", "700Mi", "memory 700Mi"},
		{"cpu", "2Gi", "memory 2Gi"},
		{"cpu", "700MB", "memory 700M"},
		{"cpu", "8Gi", "cpu 8Gi? no: as memory above the maximum"},
		{"cpu", "4000", "cpu 4? no: above the maximum"},
		{"cpu", "50%", "cpu 50%"},
	} {
		for style := range limitStyles {
			t.Run(style+" "+c.name+" "+c.written, func(t *testing.T) {
				found, left, limits := convertLimit(t, style, c.name, c.written)
				if len(found) != 1 || found[0].Rule.Name != "unit-slip" || found[0].Severity != lint.Error {
					t.Fatalf("it is not one finding of unit-slip:\n%s", listing(lint.Result{Diagnostics: found}))
				}
				want, certain := c.meant, true
				if strings.Contains(c.meant, "?") || c.written == "50%" {
					want, certain = c.name+" "+c.written, false
				}
				got := limits.Fields()[0].Key() + " " + limits.Fields()[0].Text()
				if got != want || certain == holds(left, "unit-slip") {
					t.Errorf("convert makes %s, not %s; left:\n%s", got, want, listing(lint.Result{Diagnostics: left}))
				}
			})
		}
	}
}

func holds(found []lint.Diagnostic, rule string) bool {
	for _, d := range found {
		if d.Rule.Name == rule {
			return true
		}
	}
	return false
}

// A bound is written for an amount that someone may mean, not for one of another unit.
func TestNoUnitSlipIsRaisedOrLoweredToABound(t *testing.T) {
	settings := workload.NewSettings()
	bounds := settings.Policy.LimitRange
	for _, name := range []string{"cpu", "memory"} {
		for _, unit := range []string{"", "m", "u", "k", "K", "Ki", "M", "Mi", "MB", "mb", "G", "Gi", "GB", "T", "Ti", "E", "%", " core", "mcpu", "e3"} {
			for number := 1; number < 5000; number = number*3 + 1 {
				value := strconv.Itoa(number) + unit
				found, left, limits := convertLimit(t, "flow.yaml", name, value)
				if !holds(found, "unit-slip") {
					continue
				}
				out := limits.Fields()[0].Text()
				switch {
				case out != value && (holds(left, "unit-slip") || holds(left, "over-max") || holds(left, "under-min")):
					t.Errorf("%s: %s becomes %s, and that is none to have", name, value, out)
				case out != value && (out == bounds.Min.Of(name) || out == bounds.Max.Of(name)) && !strings.HasPrefix(value, strings.TrimRight(out, "mMGi")):
					t.Errorf("%s: %s becomes the bound %s", name, value, out)
				case name == "memory" && suggests(found, "500m"), name == "cpu" && limits.Field("cpu").Exists() && suggests(found, "Mi or"):
					t.Errorf("%s: the message for %s names the units of the other resource: %s", name, value, found[0].Message)
				}
			}
		}
	}
}

func suggests(found []lint.Diagnostic, text string) bool {
	for _, d := range found {
		if strings.Contains(d.Message, text) {
			return true
		}
	}
	return false
}

func TestAPolicyWithoutAPlausibleRangeHasNoSlipsOfReadableAmounts(t *testing.T) {
	settings := workload.NewSettings()
	policy := *settings.Policy
	policy.Plausible.Min.Memory, policy.Plausible.Min.CPU, policy.Plausible.Max.Memory, policy.Plausible.Max.CPU = "", "", "", ""
	settings.Policy = &policy
	src := strings.NewReplacer("NAME", "memory", "VALUE", "512m").Replace(limitStyles["block.yaml"])
	found := lint.Run(rules.Config(settings, rules.All), []*manifest.File{manifest.Parse("a.yaml", []byte(src))}).Diagnostics
	if holds(found, "unit-slip") || !holds(found, "under-min") {
		t.Error(fmt.Sprint("want the finding of the LimitRange alone: ", listing(lint.Result{Diagnostics: found})))
	}
}

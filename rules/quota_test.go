package rules

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/workload"
)

// A podsVerdict is what a verdict says of the number of an object's pods.
type podsVerdict struct {
	Case, Family, Tool, Kind, Stage string
	Doc                             int
	PodsWanted, PodsMade            int64
}

// TestTheLedgerMakesThePodsThatTheServerMade compares with the families of testdata/verdicts that are about the quota.
// The policy of pods has no rule yet, so what it refuses is left out.
func TestTheLedgerMakesThePodsThatTheServerMade(t *testing.T) {
	src, err := os.ReadFile("../testdata/verdicts/records.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for line := range bytes.Lines(src) {
		var v podsVerdict
		if err := json.Unmarshal(line, &v); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains([]string{"quota", "set"}, v.Family) || v.PodsWanted == 0 || v.Kind == "CronJob" || v.Case == "set-paused.yaml" {
			continue
		}
		compared++
		if got := madeOf(t, v); got != v.PodsMade {
			t.Errorf("%s document %d gets %d pods of %d, want %d", v.Case, v.Doc, got, v.PodsWanted, v.PodsMade)
		}
	}
	if compared == 0 {
		t.Error("no verdict is about the number of pods")
	}
	t.Logf("the pods of %d objects agree", compared)
}

func madeOf(t *testing.T, v podsVerdict) int64 {
	src, err := os.ReadFile(filepath.Join("../testdata/verdicts/cases", v.Case))
	if err != nil {
		t.Fatal(err)
	}
	made := int64(-1)
	look := &lint.Rule{Set: quota.UsageOfRun.Check(func(_ *lint.Pass, u *quota.Usage) {
		for _, e := range u.AsWritten().Entries {
			if e.Object.Document == v.Doc {
				made = e.Made
			}
		}
	})}
	settings := workload.NewSettings()
	settings.Tool = v.Tool
	lint.Run(Config(settings, append(slices.Clone(All), look)), []*manifest.File{manifest.Parse(v.Case, src)})
	return made
}

// relay is a Deployment as tools have them.
const relay = `apiVersion: apps/v1
kind: Deployment
metadata: {name: relay, namespace: tool-relay}
spec:
  replicas: 1
  selector: {matchLabels: {name: relay}}
  template:
    metadata: {labels: {name: relay, toolforge: tool}}
    spec:
      containers:
        - name: relay
          image: docker-registry.tools.wmflabs.org/toolforge-python37-sssd-base:latest
          resources:
            requests: {cpu: 150m, memory: 256Mi}
            limits: {cpu: 500m, memory: 512Mi}
`

func TestTheQuotaIsSummedByNamespace(t *testing.T) {
	text := strings.ReplaceAll(relay, "replicas: 1", "replicas: 3") +
		"---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n" +
		"---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: tool-relay}\n" + // is refused
		"---\napiVersion: v1\nkind: Service\nmetadata: {name: b, namespace: tool-other}\nspec: {ports: [{port: 80}]}\n"
	var got []string
	rule := quota.SumQuota(func(u *quota.Usage) {
		n := u.Sum()
		for _, row := range n.Rows {
			for _, share := range row.By {
				got = append(got, fmt.Sprintf("%s %s: %s of %s, %s %s", n.Namespace, row.Resource, row.Used.String(), row.Hard.String(), share.Object.Name, share.Amount.String()))
			}
		}
	})
	settings := workload.NewSettings()
	settings.Tool = "relay"
	lint.Run(Config(settings, []*lint.Rule{rule}), []*manifest.File{manifest.Parse("a.yaml", []byte(text))})
	want := []string{
		"tool-relay requests.cpu: 450m of 2, relay 450m",
		"tool-relay requests.memory: 768Mi of 6Gi, relay 768Mi",
		"tool-relay limits.cpu: 1500m of 2, relay 1500m",
		"tool-relay limits.memory: 1536Mi of 8Gi, relay 1536Mi",
		"tool-relay pods: 3 of 4, relay 3",
		"tool-relay configmaps: 2 of 10, a 1",
		"tool-other services: 1 of 1, b 1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the sums are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestTheSumCountsWhatIsAskedFor has more than fits: the sum says by how much, where the usage stops at what is made.
func TestTheSumCountsWhatIsAskedFor(t *testing.T) {
	text := strings.ReplaceAll(relay, "replicas: 1", "replicas: 9") +
		"---\napiVersion: v1\nkind: Pod\nmetadata: {name: large}\nspec: {containers: [{name: a, image: a, resources: {limits: {cpu: 3}}}]}\n" +
		"---\napiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: sweep}\n" +
		"spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: a}]}}}}}\n"
	var got []string
	rule := quota.SumQuota(func(u *quota.Usage) {
		n := u.Sum()
		for i, row := range n.Rows {
			if row.Resource == "pods" {
				percent, _ := quota.Percent(row.Used, row.Hard)
				got = append(got, fmt.Sprintf("%s of %s, %d%%, over %t", row.Used.String(), row.Hard.String(), percent, row.Over()))
				for _, o := range n.Objects {
					got = append(got, fmt.Sprintf("%s takes %s for %d, %d fit, later %t, over %t, refused %t", o.Object.Name, o.Takes[i].String(), o.Pods, o.Fitting, o.Later, o.Over, o.Rejected))
				}
			}
		}
	})
	settings := workload.NewSettings()
	settings.Tool = "relay"
	lint.Run(Config(settings, []*lint.Rule{rule}), []*manifest.File{manifest.Parse("a.yaml", []byte(text))})
	want := []string{
		"10 of 4, 250%, over true",
		"relay takes 9 for 9, 2 fit, later false, over false, refused false",
		"large takes 1 for 1, 1 fit, later false, over false, refused false",
		"sweep takes 1 for 1, 0 fit, later true, over true, refused false",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the sums are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestNoObjectAsksForLessThanNoPod has numbers below zero, which the API server refuses.
func TestNoObjectAsksForLessThanNoPod(t *testing.T) {
	for text, want := range map[string]int64{
		"kind: Job\nspec: {template: {}}":                                    1,
		"kind: Job\nspec: {parallelism: 3, completions: 2, template: {}}":    2,
		"kind: Job\nspec: {parallelism: 3, completions: null, template: {}}": 3,
		"kind: Job\nspec: {parallelism: 3, completions: -2, template: {}}":   0,
		"kind: Job\nspec: {parallelism: -1, completions: 2, template: {}}":   0,
		"kind: Deployment\nspec: {replicas: -4, template: {}}":               0,
		"kind: Deployment\nspec: {replicas: many, template: {}}":             1,
	} {
		settings := workload.NewSettings()
		for _, o := range manifest.Parse("a.yaml", []byte("apiVersion: v1\n"+text+"\n")).Docs[0].Objects() {
			if got, _ := quota.WantedPods(Prepare(settings, o)); got != want {
				t.Errorf("%s asks for %d pods, want %d", text, got, want)
			}
		}
	}
}

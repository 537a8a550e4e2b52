package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/workload"
)

// worker is a Deployment that lint finds nothing wrong with.
func worker(name string, pods int, cpu, memory string) string {
	return fmt.Sprintf(`apiVersion: apps/v1
kind: Deployment
metadata: {name: %[1]s, namespace: tool-relay}
spec:
  replicas: %[2]d
  strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 1}}
  selector: {matchLabels: {name: %[1]s}}
  template:
    metadata: {labels: {name: %[1]s, toolforge: tool}}
    spec:
      containers:
        - name: worker
          image: docker-registry.tools.wmflabs.org/toolforge-python37-sssd-base:latest
          command: [/data/project/relay/run.sh]
          resources: {limits: {cpu: %[3]s, memory: %[4]s}, requests: {cpu: 100m, memory: 100Mi}}
`, name, pods, cpu, memory)
}

// ofTheSet are the findings of the rules of the quota and of names, a line each.
func ofTheSet(files ...[2]string) string {
	var parsed []*manifest.File
	for _, f := range files {
		parsed = append(parsed, manifest.Parse(f[0], []byte(f[1])))
	}
	run := []*lint.Rule{quota.NameUsedTwice, quota.QuotaTogether, quota.RolloutOverQuota, quota.ObjectCount}
	var b strings.Builder
	for _, d := range lint.Run(Config(workload.NewSettings(), run), parsed).Diagnostics {
		fmt.Fprintf(&b, "%s %s %s %s", d.File.Name, d.Severity, d.Rule.Name, d.Message)
		for _, r := range d.Related {
			fmt.Fprintf(&b, " <%s %s>", r.File.Name, r.Message)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestAlternativesCountOnceInTheLedger(t *testing.T) {
	service := "apiVersion: v1\nkind: Service\nmetadata: {name: relay, namespace: tool-relay}\nspec: {selector: {name: a}, ports: [{port: 80}]}\n"
	for name, c := range map[string]struct {
		files [][2]string
		want  string
	}{
		"two folders, of which each fits": {
			[][2]string{{"new/a.yaml", worker("a", 1, "900m", "1Gi")}, {"old/a.yaml", worker("a", 2, "500m", "1Gi")}},
			`old/a.yaml note name-used-twice Deployment "a" is in new/a.yaml too: apply only one of the folders <new/a.yaml the other one>` + "\n",
		},
		"the quota has one Service": {
			[][2]string{{"new/a.yaml", service}, {"old/a.yaml", service}},
			`old/a.yaml note name-used-twice Service "relay" is in new/a.yaml too: apply only one of the folders <new/a.yaml the other one>` + "\n",
		},
		"one folder": {
			[][2]string{{"k8s/a.yaml", worker("a", 1, "100m", "1Gi")}, {"k8s/b.yaml", worker("a", 1, "100m", "1Gi")}},
			`k8s/b.yaml error name-used-twice there is a Deployment "a" in this run already: use another name, or do without one of them <k8s/a.yaml the first one>` + "\n",
		},
		"twice in the second folder": {
			[][2]string{{"a.yaml", worker("a", 1, "100m", "1Gi")}, {"b/1.yaml", worker("a", 1, "100m", "1Gi")}, {"b/2.yaml", worker("a", 1, "100m", "1Gi")}},
			`b/1.yaml note name-used-twice Deployment "a" is in a.yaml too: apply only one of the folders <a.yaml the other one>` + "\n" +
				`b/2.yaml error name-used-twice there is a Deployment "a" in this run already: use another name, or do without one of them <b/1.yaml the first one>` + "\n",
		},
		"the larger one leaves no room": {
			[][2]string{{"new/a.yaml", worker("a", 1, "500m", "1Gi")}, {"old/a.yaml", worker("a", 3, "500m", "1Gi")}, {"z.yaml", worker("z", 1, "800m", "1Gi")}},
			`old/a.yaml note name-used-twice Deployment "a" is in new/a.yaml too: apply only one of the folders <new/a.yaml the other one>` + "\n" +
				`z.yaml error quota-exceeded-together its pod does not fit beside the other objects of the run: limits.cpu would be 2300m of 2; use fewer or smaller pods <old/a.yaml Deployment "a" takes limits.cpu 1500m>` + "\n",
		},
		"a rollout of the smaller one has room": {
			[][2]string{{"new/a.yaml", worker("a", 4, "100m", "1Gi")}, {"old/a.yaml", worker("a", 1, "100m", "1Gi")}},
			`new/a.yaml note rollout-over-quota a rollout has no room for the 1 pod that it may add: pods would be 5 of 4; it goes on with fewer` + "\n" +
				`old/a.yaml note name-used-twice Deployment "a" is in new/a.yaml too: apply only one of the folders <new/a.yaml the other one>` + "\n",
		},
	} {
		if got := ofTheSet(c.files...); got != c.want {
			t.Errorf("%s: got\n%swant\n%s", name, got, c.want)
		}
	}
}

// TestTheSumHasOfEachResourceTheLargestAlternative has one that needs more cpu and one that needs more memory.
func TestTheSumHasOfEachResourceTheLargestAlternative(t *testing.T) {
	var got []string
	sum := quota.SumQuota(func(n quota.NamespaceQuota) {
		for _, row := range n.Rows {
			if strings.HasPrefix(row.Resource, "limits.") {
				got = append(got, fmt.Sprint(row.Resource, " ", row.Used.String(), " ", len(row.By), " by ", row.By[0].File.Name))
			}
		}
		for _, o := range n.Objects {
			if o.Instead != nil {
				got = append(got, o.File.Name+" instead of "+o.Instead.Name)
			}
		}
	})
	var files []*manifest.File
	for _, f := range [][2]string{
		{"base/a.yaml", worker("a", 2, "300m", "1Gi")}, {"over/a.yaml", worker("a", 1, "500m", "3Gi")}, {"third/a.yaml", worker("a", 1, "100m", "1Gi")},
	} {
		files = append(files, manifest.Parse(f[0], []byte(f[1])))
	}
	lint.Run(Config(workload.NewSettings(), []*lint.Rule{sum}), files)
	want := []string{
		"limits.cpu 600m 1 by base/a.yaml", "limits.memory 3Gi 1 by over/a.yaml",
		"over/a.yaml instead of base/a.yaml", "third/a.yaml instead of base/a.yaml",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

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
		"two folders, and each fits": {
			[][2]string{{"new/a.yaml", worker("a", 1, "900m", "1Gi")}, {"old/a.yaml", worker("a", 2, "500m", "1Gi")}},
			`old/a.yaml note name-used-twice Deployment "a" is in new/a.yaml too <new/a.yaml the other one>` + "\n",
		},
		"the quota has one Service": {
			[][2]string{{"new/a.yaml", service}, {"old/a.yaml", service}},
			`old/a.yaml note name-used-twice Service "relay" is in new/a.yaml too <new/a.yaml the other one>` + "\n",
		},
		"one of them for the legacy cluster": {
			[][2]string{{"new/a.yaml", worker("a", 1, "900m", "1Gi")}, {"old/a.yaml", strings.Replace(worker("a", 4, "900m", "1Gi"), "tool-relay", "relay", 1)}},
			`old/a.yaml note name-used-twice Deployment "a" is in new/a.yaml too <new/a.yaml the other one>` + "\n",
		},
		"one folder": {
			[][2]string{{"k8s/a.yaml", worker("a", 1, "100m", "1Gi")}, {"k8s/b.yaml", worker("a", 1, "100m", "1Gi")}},
			`k8s/b.yaml error name-used-twice another Deployment is named "a" too <k8s/a.yaml the first one>` + "\n",
		},
		"twice in the second folder": {
			[][2]string{{"a.yaml", worker("a", 1, "100m", "1Gi")}, {"b/1.yaml", worker("a", 1, "100m", "1Gi")}, {"b/2.yaml", worker("a", 1, "100m", "1Gi")}},
			`b/1.yaml note name-used-twice Deployment "a" is in a.yaml too <a.yaml the other one>` + "\n" +
				`b/2.yaml error name-used-twice another Deployment is named "a" too <b/1.yaml the first one>` + "\n",
		},
		"the larger one leaves no room": {
			[][2]string{{"new/a.yaml", worker("a", 1, "500m", "1Gi")}, {"old/a.yaml", worker("a", 3, "500m", "1Gi")}, {"z.yaml", worker("z", 1, "800m", "1Gi")}},
			`old/a.yaml note name-used-twice Deployment "a" is in new/a.yaml too <new/a.yaml the other one>` + "\n" +
				`z.yaml error quota-exceeded-together its pod does not fit beside the other objects (limits.cpu 2.3 of 2) <old/a.yaml Deployment "a" uses limits.cpu 1500m>` + "\n",
		},
		"what is beside a smaller one has room": {
			[][2]string{{"dev/a.yaml", worker("a", 4, "100m", "1Gi")}, {"prod/a.yaml", worker("a", 2, "100m", "1Gi")}, {"prod/b.yaml", worker("b", 1, "100m", "1Gi")}},
			`dev/a.yaml note rollout-over-quota the quota has no room for the 1 pod that a rollout adds (pods 5 of 4)` + "\n" +
				`prod/a.yaml note name-used-twice Deployment "a" is in dev/a.yaml too <dev/a.yaml the other one>` + "\n",
		},
		"one folder of a choice is too large": {
			[][2]string{{"dev/a.yaml", worker("a", 1, "100m", "1Gi")}, {"prod/a.yaml", worker("a", 3, "400m", "1Gi")}, {"prod/b.yaml", worker("b", 1, "1", "1Gi")}, {"dev/c.yaml", worker("c", 2, "500m", "1Gi")}},
			`prod/a.yaml note name-used-twice Deployment "a" is in dev/a.yaml too <dev/a.yaml the other one>` + "\n" +
				`prod/b.yaml error quota-exceeded-together its pod does not fit beside the other objects (limits.cpu 2.2 of 2) <prod/a.yaml Deployment "a" uses limits.cpu 1200m>` + "\n",
		},
		"two choices, and of each the larger folder counts": {
			[][2]string{
				{"dev/a.yaml", worker("a", 1, "100m", "1Gi")}, {"prod/a.yaml", worker("a", 1, "100m", "1Gi")}, {"prod/b.yaml", worker("b", 1, "1", "1Gi")},
				{"x/c.yaml", worker("c", 1, "100m", "1Gi")}, {"y/c.yaml", worker("c", 1, "1", "1Gi")},
			},
			`prod/a.yaml note name-used-twice Deployment "a" is in dev/a.yaml too <dev/a.yaml the other one>` + "\n" +
				`prod/b.yaml note rollout-over-quota the quota has no room for the 1 pod that a rollout adds (limits.cpu 2.2 of 2)` + "\n" +
				`y/c.yaml note name-used-twice Deployment "c" is in x/c.yaml too <x/c.yaml the other one>` + "\n" +
				`y/c.yaml error quota-exceeded-together its pod does not fit beside the other objects (limits.cpu 2.1 of 2) <prod/a.yaml Deployment "a" uses limits.cpu 100m> <prod/b.yaml Deployment "b" uses limits.cpu 1>` + "\n",
		},
		"rivals through a third folder": {
			[][2]string{
				{"one/a.yaml", worker("a", 4, "100m", "1Gi")}, {"two/a.yaml", worker("a", 1, "100m", "1Gi")},
				{"two/b.yaml", worker("b", 1, "100m", "1Gi")}, {"three/b.yaml", worker("b", 3, "100m", "1Gi")},
			},
			`one/a.yaml note rollout-over-quota the quota has no room for the 1 pod that a rollout adds (pods 5 of 4)` + "\n" +
				`two/a.yaml note name-used-twice Deployment "a" is in one/a.yaml too <one/a.yaml the other one>` + "\n" +
				`three/b.yaml note name-used-twice Deployment "b" is in two/b.yaml too <two/b.yaml the other one>` + "\n",
		},
		"a rollout of the smaller one has room": {
			[][2]string{{"new/a.yaml", worker("a", 4, "100m", "1Gi")}, {"old/a.yaml", worker("a", 1, "100m", "1Gi")}},
			`new/a.yaml note rollout-over-quota the quota has no room for the 1 pod that a rollout adds (pods 5 of 4)` + "\n" +
				`old/a.yaml note name-used-twice Deployment "a" is in new/a.yaml too <new/a.yaml the other one>` + "\n",
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
	sum := quota.SumQuota(func(u *quota.Usage) {
		n := u.Sum()
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

// TestTheWorstOfManyRivalFoldersCounts has folders with one, two and three pods each: three count beside those of z.
func TestTheWorstOfManyRivalFoldersCounts(t *testing.T) {
	var files [][2]string
	for n := range 300 {
		files = append(files, [2]string{fmt.Sprintf("f%03d/a.yaml", n), worker("a", 1+n%3, "100m", "100Mi")})
	}
	files = append(files, [2]string{"own/z.yaml", worker("z", 2, "100m", "100Mi")})
	got := ofTheSet(files...)
	if n := strings.Count(got, "quota-exceeded-together"); n != 1 || !strings.Contains(got, "own/z.yaml error quota-exceeded-together only 1 of its 2 pods fits") {
		t.Errorf("%d findings of the quota, want one about z\n%s", n, got)
	}
	if n := strings.Count(got, " note name-used-twice "); n != 299 {
		t.Errorf("%d alternatives, want 299", n)
	}
}

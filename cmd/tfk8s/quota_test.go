package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/api/resource"
)

// A counted has the parts of the output of quota -f json that the test needs, for a namespace.
type counted struct {
	Resources []struct {
		Resource, Hard string
		Over           bool
	}
	Objects []struct {
		Kind, Name  string
		Later, Over bool
		Takes       map[string]string
	}
}

// TestQuotaAndLintFindTheSameObjectTooMuch generates sets of objects that fit by themselves, and adds up the output of quota -f json
// as the cluster does: Pods are created with the objects, and the pods of other objects after them. The first object that does not
// fit must be the first for which lint reports quota-exceeded-together.
func TestQuotaAndLintFindTheSameObjectTooMuch(t *testing.T) {
	random := rand.New(rand.NewPCG(15, 6))
	file := filepath.Join(t.TempDir(), "set.yaml")
	full := 0
	for n := range 150 {
		set := randomSet(random)
		if err := os.WriteFile(file, []byte(set), 0o600); err != nil {
			t.Fatal(err)
		}
		var quota struct{ Namespaces []counted }
		runJSON(t, &quota, "quota", "-f", "json", file)
		var found struct {
			Diagnostics []struct {
				Rule, Severity string
				Object         struct{ Name string }
			}
		}
		runJSON(t, &found, "lint", "-f", "json", "--rule", "quota-exceeded-alone,quota-exceeded-together", file)
		flagged := map[string]bool{}
		for _, d := range found.Diagnostics {
			if d.Rule != "quota-exceeded-together" {
				t.Fatalf("set %d: %s of %s: each object should fit by itself\n%s", n, d.Rule, d.Object.Name, set)
			}
			if d.Severity == "error" { // a warning is about a Job that waits for others
				flagged[d.Object.Name] = true
			}
		}
		before, first := firstTooMuch(t, &quota.Namespaces[0])
		for _, name := range before {
			if flagged[name] {
				t.Errorf("set %d: lint says that %s has no room, quota that it has\n%s", n, name, set)
			}
		}
		if first != "" {
			full++
		}
		if first != "" && !flagged[first] {
			t.Errorf("set %d: quota says that %s has no room, lint that it has\n%s", n, first, set)
		}
	}
	if full < 30 || full > 120 {
		t.Errorf("%d of 150 sets are too much: too few or too many to show anything", full)
	}
}

// firstTooMuch adds up objects until one does not fit, and returns the objects before it. The pods of Jobs and CronJobs come
// last, each by itself. One does not fit if quota marks it as over.
func firstTooMuch(t *testing.T, n *counted) (before []string, first string) {
	used := map[string]*resource.Quantity{}
	for _, takesFirst := range []bool{true, false} {
		for _, o := range n.Objects {
			if o.Later || (o.Kind == "Pod") != takesFirst {
				continue
			}
			for _, row := range n.Resources {
				takes, ok := o.Takes[row.Resource]
				if !ok {
					continue
				}
				if used[row.Resource] == nil {
					used[row.Resource] = new(resource.Quantity)
				}
				used[row.Resource].Add(resource.MustParse(takes))
				if used[row.Resource].Cmp(resource.MustParse(row.Hard)) > 0 {
					return before, o.Name
				}
			}
			before = append(before, o.Name)
		}
	}
	for _, row := range n.Resources {
		if row.Over {
			t.Errorf("%s is over, and yet every object fits", row.Resource)
		}
	}
	for _, o := range n.Objects {
		if o.Later && o.Over {
			return before, o.Name
		}
		if o.Later {
			before = append(before, o.Name)
		}
	}
	return before, ""
}

// randomSet returns two to five objects with pods that fit alone.
func randomSet(random *rand.Rand) string {
	var set []string
	for i := range 2 + random.IntN(4) {
		pods := 1 + random.IntN(2)
		cpu, memory := 50*(1+random.IntN(20/pods)), 128*(1+random.IntN(24/pods))
		spec := fmt.Sprintf("{restartPolicy: %%s, containers: [{name: a, image: docker-registry.tools.wmflabs.org/toolforge-buster-sssd:latest, resources: {limits: {cpu: %dm, memory: %dMi}%s}}]}",
			cpu, memory, []string{"", ", requests: {cpu: 50m, memory: 100Mi}"}[random.IntN(2)])
		never, always := fmt.Sprintf(spec, "Never"), fmt.Sprintf(spec, "Always")
		head := fmt.Sprintf("metadata: {name: o%d, namespace: tool-relay}\n", i)
		set = append(set, []string{
			"apiVersion: v1\nkind: Pod\n" + head + "spec: " + never,
			"apiVersion: batch/v1\nkind: Job\n" + head + fmt.Sprintf("spec: {parallelism: %d, template: {spec: %s}}", pods, never),
			"apiVersion: apps/v1\nkind: Deployment\n" + head +
				fmt.Sprintf("spec: {replicas: %d, selector: {matchLabels: {name: o}}, template: {metadata: {labels: {name: o}}, spec: %s}}", pods, always),
			"apiVersion: batch/v1beta1\nkind: CronJob\n" + head +
				fmt.Sprintf("spec: {schedule: \"@daily\", jobTemplate: {spec: {parallelism: %d, template: {spec: %s}}}}", pods, never),
		}[random.IntN(4)]+"\n")
	}
	return strings.Join(set, "---\n")
}

func runJSON(t *testing.T, into any, args ...string) {
	t.Helper()
	var out, errs bytes.Buffer
	c := &console{in: strings.NewReader(""), out: &out, err: &errs, getenv: os.Getenv, terminal: func() bool { return false }}
	if code := run(args, c); code == exitFailed {
		t.Fatalf("%s: %s", args, errs.String())
	}
	if err := json.Unmarshal(out.Bytes(), into); err != nil {
		t.Fatalf("%s: %v", args, err)
	}
}

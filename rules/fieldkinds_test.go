package rules_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// A kindSample is a valid object of a kind; spec is a map, or what it has at the top in the place of one.
type kindSample struct{ kind, apiVersion, spec string }

const (
	sampleImage  = "docker-registry.tools.wmflabs.org/toolforge-python37-sssd-base:latest"
	runningPod   = "{containers: [{name: a, image: '" + sampleImage + "', command: [/data/project/mytool/a]}]}"
	endingPod    = "{restartPolicy: Never, containers: [{name: a, image: '" + sampleImage + "', command: [/data/project/mytool/a]}]}"
	sampleLabels = "{name: a, toolforge: tool}"
	running      = "template: {metadata: {labels: " + sampleLabels + "}, spec: " + runningPod + "}"
	ending       = "template: {metadata: {labels: {toolforge: tool}}, spec: " + endingPod + "}"
	selecting    = "selector: {matchLabels: " + sampleLabels + "}, "
)

// kindSamples are as bare as their kinds allow, and as full as people write them.
var kindSamples = []kindSample{
	{"Pod", "v1", runningPod},
	{"Pod", "v1", endingPod},
	{"Job", "batch/v1", "{" + ending + "}"},
	{"Job", "batch/v1", "{backoffLimit: 2, completions: 1, parallelism: 1, " + ending + "}"},
	{"CronJob", "batch/v1beta1", "{schedule: '@daily', jobTemplate: {spec: {" + ending + "}}}"},
	{"CronJob", "batch/v1beta1", "{schedule: '@daily', concurrencyPolicy: Forbid, successfulJobsHistoryLimit: 1, jobTemplate: {spec: {backoffLimit: 1, " + ending + "}}}"},
	{"Deployment", "apps/v1", "{" + selecting + running + "}"},
	{"Deployment", "apps/v1", "{replicas: 1, strategy: {type: Recreate}, minReadySeconds: 5, " + selecting + running + "}"},
	{"ReplicaSet", "apps/v1", "{replicas: 1, " + selecting + running + "}"},
	{"ReplicationController", "v1", "{replicas: 1, selector: " + sampleLabels + ", " + running + "}"},
	{"StatefulSet", "apps/v1", "{serviceName: a, " + selecting + running + "}"},
	{"StatefulSet", "apps/v1", "{serviceName: a, replicas: 1, podManagementPolicy: Parallel, updateStrategy: {type: OnDelete}, " + selecting + running + "}"},
	{"DaemonSet", "apps/v1", "{" + selecting + running + "}"},
	{"DaemonSet", "apps/v1", "{updateStrategy: {type: OnDelete}, " + selecting + running + "}"},
	{"Service", "v1", "{selector: {name: a, toolforge: tool}, ports: [{port: 80, targetPort: 8000}]}"},
	{"NetworkPolicy", "networking.k8s.io/v1", "{podSelector: {matchLabels: " + sampleLabels + "}, ingress: [{ports: [{port: 8000}]}]}"},
	{"HorizontalPodAutoscaler", "autoscaling/v1", "{maxReplicas: 2, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}}"},
	{"PodDisruptionBudget", "policy/v1beta1", "{minAvailable: 1, selector: {matchLabels: " + sampleLabels + "}}"},
	{"PersistentVolumeClaim", "v1", "{accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}"},
	{"ConfigMap", "v1", "data: {a.conf: 'b = c'}"},
	{"ConfigMap", "v1", "data: {a.conf: 'b = c'}, binaryData: {b: aGVsbG8=}"},
	{"Secret", "v1", "data: {password: aGVsbG8=}, type: Opaque"},
	{"Secret", "v1", "stringData: {password: hello}"},
	{"Ingress", "networking.k8s.io/v1beta1", "{rules: [{host: tools.wmflabs.org, http: {paths: [{path: /mytool, backend: {serviceName: a, servicePort: 80}}]}}]}"},
}

func (k kindSample) body() string {
	if strings.HasPrefix(k.spec, "{") {
		return "spec: " + k.spec
	}
	return k.spec
}

// write writes the spec of a sample under another kind, in one of the styles.
func (k kindSample) write(style, apiVersion, kind string) string {
	text := fmt.Sprintf("---\n{apiVersion: %s, kind: %s, metadata: {name: a, namespace: tool-mytool, labels: {toolforge: tool}}, %s}\n", apiVersion, kind, k.body())
	switch style {
	case "flow":
		return text
	case "json":
		return jsonText(manifest.Parse("a.yaml", []byte(text)).Docs[0].Root(), "") + "\n"
	}
	return strings.TrimPrefix(blockText(manifest.Parse("a.yaml", []byte(text)).Docs[0].Root(), ""), "\n")
}

func jsonText(n *manifest.Node, indent string) string {
	var parts []string
	for _, f := range n.Children() {
		part := indent + "  "
		if n.IsMap() {
			part += fmt.Sprintf("%q: ", f.Key())
		}
		parts = append(parts, part+jsonText(&f, indent+"  "))
	}
	switch {
	case n.IsMap():
		return "{\n" + strings.Join(parts, ",\n") + "\n" + indent + "}"
	case n.IsList():
		return "[\n" + strings.Join(parts, ",\n") + "\n" + indent + "]"
	case n.Kind() == manifest.String:
		return fmt.Sprintf("%q", n.Text())
	}
	return n.Text()
}

func blockText(n *manifest.Node, indent string) string {
	var b strings.Builder
	for _, f := range n.Children() {
		b.WriteString("\n" + indent)
		if n.IsMap() {
			b.WriteString(f.Key() + ":")
		} else {
			b.WriteString("-")
		}
		b.WriteString(blockText(&f, indent+"  "))
	}
	switch {
	case n.IsMap() || n.IsList():
		return b.String()
	case n.Kind() == manifest.String:
		return " '" + n.Text() + "'"
	}
	return " " + n.Text()
}

// faultsOf are the errors of some findings.
func faultsOf(found []lint.Diagnostic) (errors []lint.Diagnostic) {
	for _, d := range found {
		if d.Severity == lint.Error {
			errors = append(errors, d)
		}
	}
	return errors
}

// Every spec is written under every other kind, in the apiVersion of either.
func TestTheSpecOfAnyKindUnderAnyOtherIsFixedOrLeftWithAReason(t *testing.T) {
	fixed, kept := 0, 0
	for _, of := range kindSamples {
		for _, under := range kindSamples {
			for _, apiVersion := range []string{of.apiVersion, under.apiVersion} {
				for _, style := range []string{"block", "flow", "json"} {
					name := fmt.Sprintf("%s {%.30s…} under %s in %s, %s", of.kind, strings.Trim(of.spec, "{}"), under.kind, apiVersion, style)
					if fixesKind(t, name, of, under.kind, apiVersion, style) {
						fixed++
					} else {
						kept++
					}
				}
			}
		}
	}
	t.Logf("%d come out right, %d are left to their author", fixed, kept)
}

func fixesKind(t *testing.T, name string, of kindSample, kind, apiVersion, style string) (fixed bool) {
	cfg := rules.Config(workload.NewSettings(), rules.All)
	in := manifest.Parse("a."+style, []byte(of.write(style, apiVersion, kind)))
	before := faultsOf(lint.Run(cfg, []*manifest.File{in}).Diagnostics)
	if len(before) == 0 && !isOfKind(in.Docs[0].Root(), apiVersion, kind) {
		t.Errorf("%s: kubectl rejects it, and lint says nothing", name)
	}
	out := fix(t, cfg, in)
	after := faultsOf(lint.Run(cfg, []*manifest.File{out}).Diagnostics)
	switch {
	case len(after) == 0 && len(before) > 1:
		t.Errorf("%s: one mistake makes several findings:\n%s", name, listing(lint.Result{Diagnostics: before}))
	case len(after) > 0 && !bytes.Equal(in.Src, out.Src) && isOfKind(in.Docs[0].Root(), apiVersion, kind):
		t.Errorf("%s: a fix leaves errors:\n%s%s", name, listing(lint.Result{Diagnostics: after}), out.Src)
	}
	said := map[string]bool{}
	for _, d := range before {
		said[d.Rule.Name+d.Path] = true
	}
	for _, d := range after {
		if !said[d.Rule.Name+d.Path] {
			t.Errorf("%s: convert leaves an error that was not there:\n%s%s", name, listing(lint.Result{Diagnostics: after}), out.Src)
		}
	}
	return len(after) == 0
}

// isOfKind reports whether kubectl knows a kind, and the kind has all fields of a spec, and no field is missing.
func isOfKind(root *manifest.Node, apiVersion, kind string) bool {
	group, version := schemas.ParseAPIVersion(apiVersion)
	gvk := schemas.GVK{Group: group, Version: version, Kind: kind}
	if schemas.Kubernetes().Served(gvk) == nil {
		return false
	}
	fits := func(n *manifest.Node, schema *schemas.Schema) bool {
		unknown := func(f manifest.Node) bool { return schema.Field(f.Key()) == nil }
		missing := func(name string) bool { return !n.Field(name).Exists() }
		return !slices.ContainsFunc(n.Fields(), unknown) && !slices.ContainsFunc(schema.Required, missing)
	}
	schema := schemas.Kubernetes().Lookup(gvk)
	return fits(root, schema) && (schema.Field("spec") == nil || fits(root.Field("spec"), schema.Field("spec")))
}

func TestAnObjectOfAnotherProgramsGroupIsNotTakenForAnotherKind(t *testing.T) {
	cfg := rules.Config(workload.NewSettings(), rules.All)
	in := manifest.Parse("a.yaml", []byte(kindSamples[6].write("block", "serving.example.org/v1", "Service")))
	if found := lint.Run(cfg, []*manifest.File{in}).Diagnostics; holds(found, "wrong-kind") {
		t.Error(listing(lint.Result{Diagnostics: found}))
	}
}

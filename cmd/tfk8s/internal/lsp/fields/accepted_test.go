package fields

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/workload"
)

// samples are objects with a field of each row, whose value is VALUE.
func samples() map[string]string {
	pod := func(spec string) string {
		return "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a}], " + spec + "}\n"
	}
	container := func(field string) string {
		return "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a, " + field + "}]}\n"
	}
	service := func(field string) string {
		return "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {selector: {a: b}, ports: [{port: 80, name: a, protocol: TCP}], " + field + "}\n"
	}
	work := func(kind, field string) string {
		return "apiVersion: apps/v1\nkind: " + kind + "\nmetadata: {name: a}\nspec: {serviceName: a, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: a}]}}, " + field + "}\n"
	}
	policy := func(field string) string {
		return "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec: {podSelector: {}, " + field + "}\n"
	}
	terms := "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: VALUE}]}]}}}"
	return map[string]string{
		"PodSpec.restartPolicy":               pod("restartPolicy: VALUE"),
		"PodSpec.dnsPolicy":                   pod("dnsConfig: {nameservers: [1.2.3.4]}, dnsPolicy: VALUE"),
		"Container.imagePullPolicy":           container("imagePullPolicy: VALUE"),
		"Container.terminationMessagePolicy":  container("terminationMessagePolicy: VALUE"),
		"ContainerPort.protocol":              container("ports: [{containerPort: 80, protocol: VALUE}]"),
		"ServicePort.protocol":                "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 80, protocol: VALUE}]}\n",
		"NetworkPolicyPort.protocol":          policy("ingress: [{ports: [{port: 80, protocol: VALUE}]}]"),
		"NetworkPolicySpec.policyTypes":       policy("policyTypes: [VALUE]"),
		"HTTPGetAction.scheme":                container("livenessProbe: {httpGet: {path: /, port: 80, scheme: VALUE}}"),
		"ServiceSpec.type":                    service("externalName: a.example.org, type: VALUE"),
		"ServiceSpec.sessionAffinity":         service("sessionAffinity: VALUE"),
		"ServiceSpec.externalTrafficPolicy":   service("type: NodePort, externalTrafficPolicy: VALUE"),
		"CronJobSpec.concurrencyPolicy":       "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: a}\nspec: {schedule: '1 * * * *', concurrencyPolicy: VALUE, jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: a}]}}}}}\n",
		"DeploymentStrategy.type":             work("Deployment", "strategy: {type: VALUE}"),
		"StatefulSetUpdateStrategy.type":      work("StatefulSet", "updateStrategy: {type: VALUE}"),
		"StatefulSetSpec.podManagementPolicy": work("StatefulSet", "podManagementPolicy: VALUE"),
		"LabelSelectorRequirement.operator":   policy("ingress: [{from: [{podSelector: {matchExpressions: [{key: a, operator: VALUE}]}}]}]"),
		"NodeSelectorRequirement.operator":    pod(terms),
		"Toleration.operator":                 pod("tolerations: [{key: a, operator: VALUE}]"),
		"Toleration.effect":                   pod("tolerations: [{key: a, operator: Exists, effect: VALUE}]"),
		"HostPathVolumeSource.type":           pod("volumes: [{name: a, hostPath: {path: /data/project, type: VALUE}}]"),
		"EmptyDirVolumeSource.medium":         "",
	}
}

// TestTheServerAcceptsTheseValuesAndNoOthers compares the table with what lint finds, which is what the server says. Some values
// demand or forbid other fields, which is another fault.
func TestTheServerAcceptsTheseValuesAndNoOthers(t *testing.T) {
	cfg := rules.Config(workload.NewSettings(), rules.All)
	isRejected := func(sample, value string) bool {
		f := manifest.Parse("a.yaml", []byte(strings.ReplaceAll(sample, "VALUE", value)))
		for _, d := range lint.Run(cfg, []*manifest.File{f}).Diagnostics {
			if d.Rule.Name == "invalid-value" && strings.Contains(d.Message, `"`+value+`"`) {
				return true
			}
		}
		return false
	}
	all := samples()
	for name, values := range accepted() {
		sample, known := all[name]
		if !known {
			t.Errorf("there is no sample of %s", name)
		}
		if sample == "" { // the server does not check it
			continue
		}
		for _, value := range values {
			if isRejected(sample, value) {
				t.Errorf("%s: %s is rejected", name, value)
			}
		}
		if !isRejected(sample, "Wrong") {
			t.Errorf("%s: any value is accepted", name)
		}
	}
}

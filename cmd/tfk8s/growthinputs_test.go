package main

import (
	"fmt"
	"os"
	"strings"
)

// The names of the files that inputs are written to.
const (
	manifestFile    = "input.yaml"
	serviceManifest = "service.manifest"
	policyFile      = "policy.yaml"
	pastedErrors    = "errors.txt"
	settingsFile    = "settings.yaml"
)

// A growthInput writes an input with n repeated things.
type growthInput struct {
	file string
	text func(n int) string
}

const (
	growthPod = "      containers:\n      - name: a\n        image: docker-registry.tools.wmflabs.org/toollabs-python35-base\n"

	growthMeta  = "metadata: {name: x, namespace: tool-x}\n"
	growthData  = "apiVersion: v1\nkind: ConfigMap\n" + growthMeta + "data:\n"
	growthRules = "apiVersion: extensions/v1beta1\nkind: Ingress\n" + growthMeta + "spec:\n  rules:\n"
)

// growthController is a legacy Deployment with more text in its pods.
func growthController(name, namespace, selector, labels, pods string) string {
	return "apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata:\n  name: " + name + "\n  namespace: " + namespace + "\nspec:\n" +
		selector + "  template:\n    metadata:\n      labels:\n        name: " + name + "\n" + labels + "    spec:\n" + growthPod + pods
}

// growthService is a Service with some selector.
func growthService(name, selector string) string {
	return "apiVersion: v1\nkind: Service\nmetadata: {name: " + name + ", namespace: x}\nspec:\n  ports: [{port: 80}]\n  selector:\n" + selector
}

// repeated repeats a line in which <n> is a number, behind some text.
func repeated(before, line string) growthInput {
	return growthInput{manifestFile, func(n int) string { return before + numbered(line, n) }}
}

// inPods repeats a line in the pods of a Deployment.
func inPods(before, line string) growthInput {
	return repeated(growthController("a", "x", "", "", before), line)
}

func numbered(line string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(line, "<n>", fmt.Sprint(i+1)))
	}
	return b.String()
}

// between repeats a line between two texts.
func between(before, line, after string) growthInput {
	return growthInput{manifestFile, func(n int) string { return before + numbered(line, n) + after }}
}

func growthInputs() map[string]growthInput {
	all := map[string]growthInput{}
	for _, group := range []map[string]growthInput{
		growthOfText(), growthOfNotation(), growthOfDirectives(), growthOfObjects(), growthOfMaps(), growthOfPods(), growthOfServices(), growthOfOthers(),
	} {
		for name, in := range group {
			all[name] = in
		}
	}
	return all
}

func growthOfText() map[string]growthInput {
	pod := "apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n"
	return map[string]growthInput{
		"comments":                repeated(pod, "# a\n"),
		"blank lines":             repeated(pod, "\n"),
		"separators":              repeated("", "---\n"),
		"documents without any":   repeated("", "a: b\n---\n"),
		"lost documents":          repeated(pod, "--- # x\n"+pod),
		"ends of documents":       repeated(pod, "... # x\n"+pod),
		"indented separators":     repeated(pod, pod+" ---\n"),
		"tabs":                    repeated(growthData, "\tk<n>: v\n"),
		"colons":                  repeated(growthData, "  k<n>: v: w\n"),
		"quotes are missing":      repeated(growthData, "  k<n>: @v\n"),
		"uneven indentation":      repeated(growthData, "  k<n>: v\n   l<n>: w\n"),
		"templates":               repeated(growthData, "  k<n>: {{ v }}\n"),
		"wide spaces":             repeated(growthData, "  k<n>:\u00a0v\n"),
		"lines of a literal":      repeated(growthData+"  k: |\n", "    word # <n>\n"),
		"lines of folded text":    repeated(growthData+"  k: >\n", "    word word\n"),
		"lines in quotes":         between(growthData+"  k: \"\n", "    word word\n", "    \"\n"),
		"a quote without its end": repeated(growthData+"  k: \"\n", "    word word\n"),
		"duplicate keys":          repeated(growthData, "  k: v\n"),
		"anchors":                 repeated(growthData, "  k<n>: &a<n> 1\n  l<n>: *a<n>\n"),
		"aliases of a number":     repeated(growthData+"  k: &a 1\n", "  k<n>: *a\n"),
		"undefined aliases":       repeated(growthData, "  k<n>: *a<n>\n"),
		"nested lists":            between("a: ", "[", "\n"),
	}
}

func growthOfDirectives() map[string]growthInput {
	const directive = "# tfk8s:ignore legacy-image because\n"
	object := growthController("x<n>", "x", "", "", "")
	return map[string]growthInput{
		"directives":            repeated(growthData, directive),
		"separate directives":   repeated("", directive+"\n"),
		"directives over keys":  repeated(growthData, "  "+directive+"  k<n>: v\n"),
		"directives on lines":   repeated(growthData, "  k<n>: v "+directive),
		"misspelled directives": repeated(growthData, "# tfk8s-ignore legacy-imge because\n"),
		"directives for files":  repeated(growthData, "# tfk8s:ignore-file legacy-image because\n"),
		"without a reason":      repeated(growthData, "# tfk8s:ignore legacy-image\n"),
		"names in a directive":  between(growthData+"# tfk8s:ignore ", "legacy-image,no-such-rule-<n>,", " because\n"),
		"directives in use":     repeated("", "---\n# tfk8s:ignore legacy-namespace because\n"+object),
	}
}

func growthOfObjects() map[string]growthInput {
	item := "- " + strings.ReplaceAll(strings.TrimSuffix(growthController("x<n>", "x", "", "", ""), "\n"), "\n", "\n  ") + "\n"
	cron := "apiVersion: batch/v2alpha1\nkind: CronJob\nmetadata: {name: c<n>, namespace: x}\nspec:\n  schedule: '<n> * * * h'\n" +
		"  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}}}\n"
	job := "---\napiVersion: batch/v1\nkind: Job\nmetadata:\n  name: c-<n>\n  namespace: x\n" +
		"  ownerReferences: [{apiVersion: batch/v1beta1, kind: CronJob, name: c, uid: u, controller: true}]\n"
	return map[string]growthInput{
		"jobs of a cron job":  repeated(strings.Replace(cron, "c<n>", "c", 1), job),
		"objects":             repeated("", "---\n"+growthController("x<n>", "x", "", "", "")),
		"objects of a name":   repeated("", "---\n"+growthController("x", "x", "", "", "")),
		"tools":               repeated("", "---\n"+growthController("x", "t<n>", "", "", "")),
		"moved tools":         repeated("", "---\n"+strings.Replace(growthController("x", "tool-t<n>", "", "", ""), "extensions/v1beta1", "apps/v1", 1)),
		"items":               repeated("apiVersion: v1\nkind: List\nitems:\n", item),
		"aliases of an item":  repeated("apiVersion: v1\nkind: List\nitems:\n"+strings.Replace(item, "- ", "- &p\n  ", 1), "- *p\n"),
		"items as JSON":       between(`{"apiVersion": "v1", "kind": "List", "items": [{}`, `, {"apiVersion": "extensions/v1beta1", "kind": "Deployment", "metadata": {"name": "x<n>", "namespace": "x"}}`, "]}\n"),
		"cron jobs":           repeated("", "---\n"+cron),
		"quotas":              repeated("", "---\napiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q<n>, namespace: tool-x}\nspec: {hard: {pods: 1}}\n"),
		"config maps":         repeated("", "---\n"+strings.Replace(growthData, "name: x", "name: c<n>", 1)+"  k: 1\n"),
		"used config maps":    repeated("", "---\n"+strings.Replace(growthData, "name: x", "name: c<n>", 1)+"---\n"+growthController("x<n>", "x", "", "", "        envFrom: [{configMapRef: {name: c<n>}}]\n")),
		"objects of no tool":  repeated("", "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x<n>}\n"),
		"claim templates":     repeated("apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: x}\nspec:\n  volumeClaimTemplates:\n", "  - {metadata: {name: c<n>}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}\n"),
		"rules of a role":     repeated("apiVersion: rbac.authorization.k8s.io/v1beta1\nkind: Role\n"+growthMeta+"rules:\n", "- {apiGroups: [''], resources: [pods], verbs: []}\n"),
		"owners":              repeated("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  ownerReferences:\n", "  - {apiVersion: v1, kind: Pod, name: a<n>, uid: u}\n"),
		"finalizers":          repeated("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  finalizers:\n", "  - a!<n>\n"),
		"conditions":          repeated(growthController("x", "x", "", "", "")+"status:\n  conditions:\n", "  - {type: a<n>, status: 1}\n"),
		"annotations":         repeated("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  annotations:\n", "    k<n>: 1\n"),
		"unknown fields":      repeated(growthController("x", "x", "", "", ""), "field<n>: a\n"),
		"unknown number keys": repeated(growthController("x", "x", "", "", ""), "<n>: a\n"),
	}
}

func growthOfMaps() map[string]growthInput {
	secret := strings.Replace(growthData, "ConfigMap", "Secret", 1)
	labels := growthController("a", "x", "", "%", "")
	selector := growthController("a", "x", "  selector:\n    matchLabels:\n      name: a\n%", "", "")
	cut := func(text, line string) growthInput {
		before, after, _ := strings.Cut(text, "%")
		return between(before, line, after)
	}
	return map[string]growthInput{
		"keys":                      repeated(growthData, "  k<n>: v\n"),
		"numbers as values":         repeated(growthData, "  k<n>: <n>\n"),
		"maps as values":            repeated(growthData, "  k<n>: {a: b}\n"),
		"nulls as values":           repeated(growthData, "  k<n>:\n"),
		"bad keys":                  repeated(growthData, "  k!<n>: v\n"),
		"numbers on a line":         between(strings.TrimSuffix(growthData, "\n")+" {", "k<n>: <n>, ", "}\n"),
		"values that are no base64": repeated(secret, "  k<n>: a b\n"),
		"numbers in a secret":       repeated(secret, "  k<n>: 1\n"),
		"labels":                    cut(labels, "        l<n>: v\n"),
		"bad labels":                cut(labels, "        l<n>: a b\n"),
		"number labels":             cut(labels, "        l<n>: <n>\n"),
		"selected labels":           cut(selector, "      l<n>: v\n"),
		"selected numbers":          cut(selector, "      l<n>: <n>\n"),
		"selector expressions":      cut(strings.Replace(selector, "    matchLabels:\n      name: a\n", "    matchExpressions:\n", 1), "    - {key: l<n>, operator: In, values: [v]}\n"),
		"labels of a controller":    cut(strings.Replace(strings.Replace(labels, "Deployment", "ReplicationController", 1), "extensions/v1beta1", "v1", 1), "        l<n>: v\n"),
		"selector of a service":     repeated(growthService("x", ""), "    l<n>: v\n"),
	}
}

func growthOfPods() map[string]growthInput {
	home := "        volumeMounts:\n        - {name: home, mountPath: /data/project}\n      volumes:\n      - {name: home, hostPath: {path: /data/project}}\n"
	both := growthInput{manifestFile, func(n int) string {
		return growthController("a", "x", "", "", "        volumeMounts:\n"+numbered("        - {name: v<n>, mountPath: /data/p<n>}\n", n)+
			"      volumes:\n"+numbered("      - {name: v<n>, hostPath: {path: /data/project}}\n", n))
	}}
	lacking := growthInput{manifestFile, func(n int) string {
		return growthController("a", "x", "", "", "        volumeMounts:\n"+numbered("        - {name: u<n>, mountPath: /p<n>}\n", n)+
			"      volumes:\n"+numbered("      - {name: v<n>, emptyDir: {}}\n", n))
	}}
	container := "      - name: c<n>\n        image: docker-registry.tools.wmflabs.org/toollabs-python35-base\n        workingDir: /data/project/x\n"
	return map[string]growthInput{
		"environment":               inPods("        env:\n", "        - {name: E<n>, value: a}\n"),
		"wrong fields":              inPods("        env:\n", "        - name: E<n>\n          valeu: a\n"),
		"fields of another kind":    inPods("        env:\n", "        - name: E<n>\n          foo: a\n"),
		"numbers in variables":      inPods("        env:\n", "        - name: E<n>\n          value: <n>\n"),
		"variables of a name":       inPods("        env:\n", "        - {name: E, value: a}\n"),
		"bad names of variables":    inPods("        env:\n", "        - {name: E=<n>, value: a}\n"),
		"variables without a name":  inPods("        env:\n", "        - {value: a}\n"),
		"homes":                     inPods("        env:\n", "        - {name: HOME, value: /data/project/x/}\n"),
		"variables of variables":    inPods("        env:\n", "        - {name: E<n>, value: $(E<n>)}\n"),
		"variables of secrets":      inPods("        env:\n", "        - {name: E<n>, valueFrom: {secretKeyRef: {name: s<n>, key: k}}}\n"),
		"aliases of a variable":     inPods("        env:\n        - &e {name: E, value: a}\n", "        - *e\n"),
		"merged variables":          inPods("        env:\n        - &e {name: E, value: 1}\n", "        - {<<: *e, name: E<n>}\n"),
		"environments of maps":      inPods("        envFrom:\n", "        - configMapRef: {name: c<n>}\n"),
		"arguments":                 inPods("        command:\n", "        - <n>\n"),
		"paths as arguments":        inPods("        command:\n", "        - /data/project/x/f<n>\n"),
		"shell commands":            inPods("        command:\n        - sh\n        - -c\n        - |\n", "          cat $HOME/x<n> | grep /data/project/x\n"),
		"resources":                 inPods("        resources:\n          limits:\n", "            r<n>: 1\n"),
		"ports":                     inPods("        ports:\n", "        - {name: p<n>, containerPort: <n>, hostPort: <n>}\n"),
		"ports of a name":           inPods("        ports:\n", "        - {name: p, containerPort: 80, hostPort: 80}\n"),
		"containers":                inPods("", container),
		"containers of a name":      inPods("", strings.Replace(container, "c<n>", "a", 1)),
		"containers with HOME":      inPods("", container+"        env: [{name: HOME, value: /data/project/x}]\n"),
		"init containers":           inPods("      initContainers:\n", container),
		"volumes":                   inPods("      volumes:\n", "      - {name: v<n>, emptyDir: {}}\n"),
		"volumes of a name":         inPods("      volumes:\n", "      - {name: v, hostPath: {path: /data/project}}\n"),
		"bad volumes":               inPods("      volumes:\n", "      - {name: v_<n>, hostPath: {}, emptyDir: {}}\n"),
		"volumes of the host":       both,
		"mounts":                    inPods(home+"        volumeMounts:\n", "        - {name: home, mountPath: /p<n>}\n"),
		"mounts of home":            inPods("        volumeMounts:\n", "        - {name: home, mountPath: /data/project/}\n"),
		"mounts without a volume":   inPods("        volumeMounts:\n", "        - {name: v<n>, mountPath: /p}\n"),
		"mounts of other volumes":   lacking,
		"tolerations":               inPods("      tolerations:\n", "      - {key: k<n>, operator: Exists, value: v}\n"),
		"host aliases":              inPods("      hostAliases:\n", "      - {ip: x<n>}\n"),
		"unknown fields of pods":    inPods("", "      field<n>: a\n"),
		"misspelled fields of pods": inPods("", "      f<n>ontainers: a\n"),
	}
}

func growthOfServices() map[string]growthInput {
	rule := "  - host: %\n    http: {paths: [{path: /x<n>, backend: {serviceName: s<n>, servicePort: 80}}]}\n"
	ingress := "---\n" + strings.Replace(growthRules, "name: x", "name: i<n>", 1)
	service := "---\n" + growthService("s<n>", "    name: x<n>\n")
	return map[string]growthInput{
		"service ports":             repeated("apiVersion: v1\nkind: Service\n"+growthMeta+"spec:\n  selector: {name: a}\n  type: NodePort\n  ports:\n", "  - {name: p<n>, port: <n>, nodePort: <n>}\n"),
		"service ports of a name":   repeated("apiVersion: v1\nkind: Service\n"+growthMeta+"spec:\n  selector: {name: a}\n  ports:\n", "  - {port: 80, targetPort: foo}\n"),
		"services without pods":     repeated("", service+"---\n"+growthController("y<n>", "x", "", "", "")),
		"services with pods":        repeated("", service+"---\n"+growthController("x<n>", "x", "", "", "")),
		"services of the same pods": repeated("", "---\n"+growthService("s<n>", "    name: a\n")+"---\n"+growthController("a", "x", "", "", "")),
		"ingress rules":             repeated(growthRules, strings.Replace(rule, "%", "h<n>.toolforge.org", 1)),
		"ingress rules of a host":   repeated(growthRules, strings.Replace(rule, "%", "tools.wmflabs.org", 1)),
		"ingress paths":             repeated(growthRules+"  - host: tools.wmflabs.org\n    http:\n      paths:\n", "      - {path: /x/<n>, backend: {serviceName: s<n>, servicePort: 80}}\n"),
		"hosts with TLS":            repeated(strings.TrimSuffix(growthRules, "  rules:\n")+"  backend: {serviceName: a, servicePort: 80}\n  tls:\n  - hosts:\n", "    - h<n>.toolforge.org\n"),
		"ingresses":                 repeated("", ingress+strings.Replace(rule, "%", "tools.wmflabs.org", 1)),
		"ingresses with services":   repeated("", ingress+strings.Replace(rule, "%", "x.toolforge.org", 1)+service),
	}
}

func growthOfOthers() map[string]growthInput {
	manifest := func(before, line string) growthInput {
		return growthInput{serviceManifest, func(n int) string { return before + numbered(line, n) }}
	}
	errors := func(line string) growthInput {
		return growthInput{pastedErrors, func(n int) string { return numbered(line, n) }}
	}
	policy := func(above, row string) growthInput {
		return growthInput{policyFile, func(n int) string {
			text, err := os.ReadFile("../../schemas/toolforge.yaml")
			before, after, ok := strings.Cut(string(text), above)
			if err != nil || !ok {
				panic("the policy has no " + above)
			}
			return before + above + numbered(row, n) + after
		}}
	}
	settings := func(before, line string) growthInput {
		return growthInput{settingsFile, func(n int) string { return before + numbered(line, n) }}
	}
	return map[string]growthInput{
		"globs of the settings":           settings("paths:\n", "  \"old<n>/**\": [TFK1]\n"),
		"rules of the settings":           settings("skip:\n", "- TFK101\n"),
		"unknown rules of the settings":   settings("skip:\n", "- rule-<n>\n"),
		"unknown keys of the settings":    settings("", "k<n>: v\n"),
		"images of the policy":            policy("  table:\n", "  - {legacy: l<n>, current: c<n>, legacyOS: jessie, os: jessie, source: wiki}\n"),
		"moves of the policy":             policy("\napis:\n", "- {kind: K<n>, from: extensions/v1beta1, to: apps/v1, status: deprecated, release: \"1.16\", source: wiki}\n"),
		"keys of a service.manifest":      manifest("backend: kubernetes\nversion: 2\n", "k<n>: v\n"),
		"arguments of a service.manifest": manifest("backend: kubernetes\nversion: 2\nweb: python3.7\nextra_args:\n", "- a<n>\n"),
		"pasted errors":                   errors("Error from server (NotFound): services \"x<n>\" not found\n"),
		"pasted errors of a kind":         errors("error: unable to recognize \"x.yaml\": no matches for kind \"Deployment\" in version \"extensions/v1beta1\"\n"),
		"pasted lines without an answer":  errors("something <n> else\n"),
		"pasted invalid fields":           errors("The Deployment \"x<n>\" is invalid: spec.template.spec.containers[<n>].image: Required value\n"),
		"pasted events":                   errors("  Warning  Failed  <n>s (x<n> over 5m)  kubelet, tools-k8s-worker-<n>  Error: ImagePullBackOff\n"),
	}
}

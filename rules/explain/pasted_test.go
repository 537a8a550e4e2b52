package explain

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/rules/workload"
)

// pasted are errors as users paste them from kubectl 1.4, 1.15 and later, from events, logs and browsers.
var pasted = []symptom{
	// An old kubectl with the new cluster, and the other way round.
	{`error: failed to negotiate an api version; server supports: map[], client supports: map[v1:{} extensions/v1beta1:{} batch/v1:{} batch/v2alpha1:{} apps/v1alpha1:{}]`, "", "alias kubectl=/usr/bin/kubectl"},
	{`error: error validating "bot.yaml": error validating data: couldn't find type: v1.Deployment; if you choose to ignore these errors, turn validation off with --validate=false`, "", "knows no Deployment in this apiVersion (v1)"},
	{`error validating "cron.yaml": error validating data: couldn't find type: v1beta1.CronJob; if you choose to ignore these errors, turn validation off with --validate=false`, "", "knows no CronJob"},
	{`error: unable to recognize "bot.yaml": no matches for apps/, Kind=Deployment`, "", "the 2020 cluster serves Deployment in apps/v1"},
	{`error: unable to recognize "tpr.yaml": no matches for extensions/, Kind=ThirdPartyResource`, "api-not-served", "does not serve ThirdPartyResource"},
	{`error: no kind "Deployment" is registered for version "apps/v1"`, "", "the legacy cluster and its kubectl do not"},
	{`error: unable to decode "cron.yaml": no kind "CronJob" is registered for version "batch/v1beta1"`, "", "kubectl config use-context toolforge"},
	{`error: unable to recognize "bot.yaml": no matches for kind "Deployment" in version "apps/v1"`, "", "serves Deployment in apps/v1"},
	{`error: resource mapping not found for name: "bot" namespace: "" from "bot.yaml": no matches for kind "Deployment" in version "extensions/v1beta1" ensure CRDs are installed first`, "deprecated-api", "still serves Deployment in extensions/v1beta1"},
	{`error: unable to recognize "cron.yaml": no matches for kind "CronJob" in version "batch/v1"`, "api-too-new", "write apiVersion: batch/v1beta1"},
	{`error validating data: unknown object type schema.GroupVersionKind{Group:"apps", Version:"v1beta2", Kind:"Deployment"}; if you choose to ignore these errors, turn validation off with --validate=false`, "", "serves Deployment in apps/v1beta2"},
	{`error: error validating "bot.yaml": error validating data: the server could not find the requested resource; if you choose to ignore these errors, turn validation off with --validate=false`, "", "different versions"},
	{`Error from server (NotFound): the server could not find the requested resource`, "", "kubectl version"},
	{`error: SchemaError(io.k8s.api.core.v1.Pod): invalid object doesn't have additional properties`, "", "different versions"},
	{`error: the server doesn't have a resource type "cronjobs"`, "", "the 2020 cluster serves cronjobs"},
	{`error: the server doesn't have a resource type "ingres"`, "", "did you mean ingress?"},

	{`error validating "x.yaml": error validating data: found invalid field selectors for v1.ServiceSpec; if you choose to ignore these errors, turn validation off with --validate=false`, "unknown-field", `ServiceSpec has no field "selectors"`},
	{`error validating "x.yaml": error validating data: expected type string, for field spec.containers[0].env[0].value, got int; if you choose to ignore these errors, turn validation off with --validate=false`, "wrong-type", "must be a string, not an int"},
	{`error validating "x.yaml": error validating data: field spec.template for v1beta1.DeploymentSpec is required; if you choose to ignore these errors, turn validation off with --validate=false`, "missing-field", "DeploymentSpec needs the field spec.template"},
	{`Error from server (MethodNotAllowed): the server does not allow this method on the requested resource`, "", "different versions"},
	{`Error: unknown flag: --dry-run`, "", "no such command or flag"},

	// No way to a cluster, or no right on it.
	{`error: no context exists with the name: "toolforge".`, "", "become TOOL"},
	{`error: context "toolforge" does not exist`, "", "each tool's own kubeconfig"},
	{`error: no context exists with the name: "2020".`, "", "kubectl config use-context toolforge"},
	{`Error in configuration: context was not found for specified context: toolforge`, "", "unset KUBECONFIG"},
	{`The connection to the server localhost:8080 was refused - did you specify the right host or port?`, "", "kubectl found no kubeconfig"},
	{`error: invalid configuration: no configuration has been provided`, "", "become TOOL"},
	{`Unable to connect to the server: x509: certificate has expired or is not yet valid`, "", "out of date"},
	{`Unable to connect to the server: x509: certificate signed by unknown authority (possibly because of "crypto/rsa: verification error" while trying to verify candidate authority certificate "kubernetes")`, "", "does not trust"},
	{`error: You must be logged in to the server (Unauthorized)`, "", "credentials"},
	{`error: You must be logged in to the server (the server has asked for the client to provide credentials)`, "", "credentials"},
	{`Error from server (Unauthorized): Unauthorized`, "", "credentials"},
	{`Unable to connect to the server: dial tcp 172.16.0.99:6443: i/o timeout`, "", "cannot reach the API server"},
	{`The connection to the server k8s.example.org:6443 was refused - did you specify the right host or port?`, "", "cannot reach the API server"},
	{`Error from server (Forbidden): error when creating "bot.yaml": deployments.extensions is forbidden: User "alpha" cannot create deployments.extensions in the namespace "alpha"`, "legacy-namespace", "write namespace: tool-alpha"},
	{`Error from server (Forbidden): User "alpha" cannot list pods in the namespace "alpha". (get pods)`, "legacy-namespace", "kubectl config use-context toolforge"},
	{`Error from server (Forbidden): nodes is forbidden: User "alpha" cannot list resource "nodes" in API group "" at the cluster scope`, "", "may not list nodes"},
	{`Error from server (Forbidden): User "alpha" cannot create persistentvolumes at the cluster scope.`, "forbidden-kind", "may not create persistentvolumes"},
	{`Error from server: the server does not allow access to the requested resource (post ingresses.extensions)`, "", "access ingresses.extensions"},
	{`Error from server (Forbidden): the server does not allow access to the requested resource`, "", "access this"},
	{`Error from server (NotFound): deployments.extensions "alpha.bot" not found`, "", `no Deployment "alpha.bot"`},
	{`Error from server (NotFound): pods "alpha-5d59d67564-abcde" not found`, "", "each cluster has its own"},
	{`No resources found.`, "", "current-context"},
	{`error: the path "deployment.yaml" does not exist`, "", "no file"},
	{`Error from server: pods "alpha" not found`, "", "no Pod"},
	{`Error from server (ServiceUnavailable): the server is currently unable to handle the request`, "", "wait a few minutes"},
	{`error: must specify one of -f and -k`, "", "-f FILE"},
	{`Error from server (BadRequest): a container name must be specified for pod a, choose one of: [x y]`, "", "-c NAME"},
	{`error: timed out waiting for the condition`, "", "kubectl describe"},
	{`Warning: kubectl apply should be used on resource created by either kubectl create --save-config or kubectl apply`, "", "kubectl create"},
	{`Error from server (BadRequest): error when creating "bot.yaml": Attempt to use docker image not in approved registry`, "foreign-registry", "docker-registry.tools.wmflabs.org"},
	{`Error creating: /etc/passwd is not in allowed host paths nor allowed host path prefixes`, "hostpath-not-allowed", "/etc/passwd does not"},

	// The quota and the limits.
	{`Error creating: pods "a-x" is forbidden: failed quota: tool-alpha: must specify limits.cpu,limits.memory,requests.cpu,requests.memory`, "", "limits.cpu, limits.memory, requests.cpu, requests.memory"},
	{`Error from server (Forbidden): error when creating "web.yaml": services "web" is forbidden: exceeded quota: tool-alpha, requested: services.nodeports=1, used: services.nodeports=0, limited: services.nodeports=0`, "service-type", "services.nodeports 1 of 0"},
	{`Error creating: pods "a-x" is forbidden: exceeded quota: tool-alpha, requested: limits.memory=4Gi, used: limits.memory=4608Mi, limited: limits.memory=8Gi`, "quota-exceeded-together", "limits.memory 8704Mi of 8Gi"},

	// Jobs and rollouts.
	{`Warning  DeadlineExceeded  2m  job-controller  Job was active longer than specified deadline`, "", "activeDeadlineSeconds"},
	{`error: deployment "bot" exceeded its progress deadline`, "foreign-registry", "progressDeadlineSeconds"},
	{`Progressing    False   ProgressDeadlineExceeded`, "foreign-registry", "progressDeadlineSeconds"},
	{`Warning  FailedNeedsStart  4s (x30 over 5m)  cronjob-controller  Cannot determine if job needs to be started: Too many missed start time (> 100). Set or decrease .spec.startingDeadlineSeconds or check clock skew.`, "cron-concurrency", "startingDeadlineSeconds (300)"},
	{`Warning  Evicted  3m  kubelet, worker-12  The node was low on resource: memory. Container bot was using 900Mi, which exceeds its request of 256Mi.`, "", "ran short of memory"},
	{`Warning  Unhealthy  10s (x5 over 50s)  kubelet, worker-12  Readiness probe failed: Get http://192.168.1.7:8000/: dial tcp 192.168.1.7:8000: connect: connection refused`, "", "did not answer the probe"},
	{`Error from server (AlreadyExists): object is being deleted: deployments.extensions "alpha" already exists`, "", "wait until"},
	{`hostPath volumes are not allowed to be used`, "volume-type-not-allowed", "of the type hostPath"},

	// Pods that do not start.
	{`alpha-5d59d67564-abcde   0/1     CreateContainerConfigError   0          3m`, "", "Secret or ConfigMap"},
	{`alpha-5d59d67564-abcde   0/1     Pending   0          3m`, "pvc-unusable", "no node runs the pod yet"},
	{`alpha-5d59d67564-abcde   0/1     ContainerCreating   0          3m`, "", "kubectl describe pod"},
	{`alpha-5d59d67564-abcde   0/1     RunContainerError   0          3m`, "command-one-string", "cannot be started"},
	{`Warning  Failed  2s  kubelet, worker-12  Error: secret "alpha-token" not found`, "", "needs the secret alpha-token"},
	{`Error: couldn't find key password in Secret tool-alpha/db`, "", "Secret db or its key password"},
	{`MountVolume.SetUp failed for volume "config" : configmap "alpha-config" not found`, "", "needs the configmap alpha-config"},
	{`Warning  FailedMount  1s  kubelet, worker-12  MountVolume.SetUp failed for volume "src" : hostPath type check failed: /data/project/alpha/source is not a directory`, "preset-conflict-volume", "no directory /data/project/alpha/source"},
	{`Unable to mount volumes for pod "a_tool-alpha(1)": timeout expired waiting for volumes to attach or mount for pod "tool-alpha"/"a"`, "", "cannot be mounted"},
	{`Warning  Failed  5s  kubelet, worker-12  Error: ErrImagePull`, "unknown-toolforge-image", "kubectl describe pod"},
	{`Back-off pulling image "docker-registry.tools.wmflabs.org/toollabs-python35-base:latest"`, "legacy-image", "use "},
	{`Error: failed to start container "bot": Error response from daemon: No command specified`, "", "command"},
	{`Error: failed to start container "bot": Error response from daemon: OCI runtime create failed: container_linux.go:345: starting container process caused "exec: \"/data/project/alpha/bot.sh\": permission denied": unknown`, "other-tool-path", "chmod +x"},
	{`PermissionError: [Errno 13] Permission denied: '/data/project/beta/replica.my.cnf'`, "other-tool-path", "private files of other tools"},
	{`standard_init_linux.go:211: exec user process caused "exec format error"`, "", "#!/bin/bash"},
	{`/usr/bin/env: 'python3\r': No such file or directory`, "", "CRLF"},
	{`Exception in thread "main" java.lang.OutOfMemoryError: Java heap space`, "no-resources-jvm", "--mem 2Gi"},
	{`Error occurred during initialization of VM: Could not reserve enough space for 2097152KB object heap`, "no-resources-jvm", "-Xmx"},
	{`# There is insufficient memory for the Java Runtime Environment to continue.`, "no-resources-jvm", "-Xmx"},
	{`State: Terminated, Reason: OOMKilled, Exit Code: 137`, "lower-defaults", "at most 4Gi"},

	{`Killed`, "lower-defaults", "more memory than its limit"},
	{`PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes)`, "", "memory_limit"},
	{`python3: can't open file 'bot.py': [Errno 2] No such file or directory`, "relative-command", "/data/project/TOOL/bot.py"},
	{`/bin/sh: 1: node: not found`, "unknown-toolforge-image", "no program node"},
	{`socket.gaierror: [Errno -2] Name or service not known`, "", "NAME.tool-TOOL.svc"},
	{`OSError: [Errno 98] Address already in use`, "", "a port of its own"},
	{`Failed to apply default image tag "Python": couldn't parse image reference "Python": invalid reference format: repository name must be lowercase`, "unknown-toolforge-image", "kubectl describe pod"},
	{`Warning  FailedCreatePodSandBox  3s  kubelet, worker-12  Failed create pod sandbox: rpc error`, "", "the node could not prepare the pod"},

	// The web.
	{`502 Bad Gateway nginx/1.15.10`, "service-selector", "targetPort"},
	{`503 Service Temporarily Unavailable`, "remove-legacy-service", "webservice status"},
	{`500 Internal Server Error`, "", "failed at this request"},
	{`This page isn't working: mytool.toolforge.org redirected you too many times. ERR_TOO_MANY_REDIRECTS`, "redirect-loop", "tfk8s explain redirect"},
	{`The page isn't redirecting properly: the server is redirecting in a way that will never complete.`, "redirect-loop", "tfk8s lint FILE"},
	{`504 Gateway Time-out nginx/1.15.10`, "", "did not answer in time"},
	{`default backend - 404`, "ingress-missing", "tools.wmflabs.org/TOOL"},
	{`404 Not Found nginx/1.15.10`, "ingress-missing", "TOOL.toolforge.org"},
	{`k8s-status`, "", "tfk8s quota FILE"},
	{`Could not find a public_html folder or a .lighttpd.conf file in your tool home.`, "", "mkdir /data/project/TOOL/public_html"},
}

// TestExplainFindsAnErrorInWhatSurroundsIt pastes each error with what logs, events and terminals add.
func TestExplainFindsAnErrorInWhatSurroundsIt(t *testing.T) {
	settings := workload.NewSettings()
	for _, s := range slices.Concat(pasted, logged, ofWebservice) {
		want, _ := Explain(settings, s.text)
		if len(want) != 1 {
			continue // another test says so
		}
		for name, text := range map[string]string{
			"a time":          "2020-02-03T10:11:12Z " + s.text,
			"a log":           "E0203 10:11:12.000000   12345 main.go:12] " + s.text,
			"a prompt":        "$ kubectl create -f x\n" + s.text + "\n$ ",
			"an event":        "Events:\n  Type     Reason  Age  From  Message\n  ----     ------  ---  ----  -------\n  Warning  Failed  3s (x2 over 4s)  kubelet, worker-12  " + s.text,
			"CRLF and colors": "\x1b[31m" + s.text + "\x1b[0m\r\n",
			"other quotes":    strings.NewReplacer(` "`, " “", `" `, "” ").Replace(s.text),
			"what succeeded":  "service/web created\n" + s.text + "\nconfigmap/x unchanged\n",
		} {
			answers, _ := Explain(settings, text)
			if !slices.ContainsFunc(answers, func(a Answer) bool { return a.Means == want[0].Means && a.Help == want[0].Help }) {
				t.Errorf("with %s it is answered otherwise: %s\n%+v", name, s.text, answers)
			}
		}
	}
}

// TestExplainJoinsWrappedLines wraps errors as a terminal or a mail does.
func TestExplainJoinsWrappedLines(t *testing.T) {
	settings := workload.NewSettings()
	const width = 72
	wrapped := 0
	for _, s := range slices.Concat(symptoms, pasted, logged, ofWebservice) {
		hasLongWord := slices.ContainsFunc(strings.Fields(s.text), func(word string) bool { return len(word) > width })
		if hasLongWord || strings.Contains(s.text, "\n") || !looksLikeError().MatchString(s.text) || len(s.text) < 100 {
			continue
		}
		wrapped++
		want, _ := Explain(settings, s.text)
		text := wrap(s.text, width)
		got, _ := Explain(settings, "service/web created\n"+text+"\nservice/api created\n")
		if len(want) != 1 || len(got) != 1 || got[0].Means != want[0].Means {
			t.Errorf("wrapped it is answered otherwise:\n%s\n%+v", text, got)
		}
	}
	if wrapped < 20 {
		t.Errorf("only %d errors are long enough to be wrapped", wrapped)
	}
}

// wrap breaks a text between words.
func wrap(text string, width int) string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len(line)+1+len(word) > width {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimLeft(line+" "+word, " ")
	}
	return strings.Join(append(lines, line), "\n")
}

// TestExplainKnowsWhatTheClusterServes asks for every kind in every version that the cluster serves or once served.
func TestExplainKnowsWhatTheClusterServes(t *testing.T) {
	settings := workload.NewSettings()
	served := map[string]bool{}
	for _, r := range settings.Bundle.Resources() {
		served[r.Kind+" "+r.APIVersion()] = true
	}
	asked := maps.Clone(served)
	for _, m := range settings.Policy.APIs {
		asked[m.Kind+" "+m.From] = true
	}
	for both := range asked {
		kind, version, _ := strings.Cut(both, " ")
		for _, text := range []string{
			`error: unable to recognize "x.yaml": no matches for kind "` + kind + `" in version "` + version + `"`,
			`error: no kind "` + kind + `" is registered for version "` + version + `"`,
		} {
			answers, _ := Explain(settings, text)
			if len(answers) != 1 {
				t.Errorf("%d answers to %s", len(answers), text)
				continue
			}
			saysServed := strings.Contains(answers[0].Means, "cluster serves "+kind) || strings.Contains(answers[0].Means, "still serves")
			if saysServed != served[both] {
				t.Errorf("served: %v; %s\nis answered with: %s", served[both], text, answers[0].Means)
			}
		}
	}
}

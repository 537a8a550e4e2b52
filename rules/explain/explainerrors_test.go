package explain

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/explain/messages"
	"github.com/toolforge/tfk8s/rules/workload"
)

// A symptom is an error, one rule that its answer names, if any, and a part of the answer.
type symptom struct{ text, rule, says string }

// symptoms are errors as people met them: what kubectl, events, webservice and programs print.
var symptoms = []symptom{
	// What the wiki's page answers, and how it looks in a terminal.
	{`Error from server (Forbidden): error when creating "deployment.yaml": deployments.extensions is forbidden: User "stashbot" cannot create resource "deployments" in API group "extensions" in the namespace "stashbot"`, "legacy-namespace", "namespace: tool-stashbot"},
	{`cannot create resource "deployments" in API group "…" in the namespace "<tool>"`, "legacy-namespace", "tool-TOOL"},
	{`kubectl errors: "cannot create resource … in API group … in the namespace"`, "legacy-namespace", "remove the line"},
	{`deployments.apps is forbidden: User "alpha" cannot create resource "deployments" in API group "apps" in the namespace "tool-beta"`, "foreign-namespace", "namespace: tool-alpha"},
	{`error: the namespace from the provided object "alpha" does not match the namespace "tool-alpha". You must pass '--namespace=alpha' to perform this operation.`, "legacy-namespace", "alpha"},
	{`daemonsets.apps is forbidden: User "alpha" cannot create resource "daemonsets" in API group "apps" in the namespace "tool-alpha"`, "forbidden-kind", "daemonsets"},
	{`pods is forbidden: User "alpha" cannot list resource "pods" in API group "" in the namespace "alpha"`, "legacy-namespace", "use-context toolforge"},
	{"Traceback (most recent call last):\n  File \"/usr/local/bin/webservice\", line 319, in <module>\n    start(job, \"Restarting webservice\")\n  File \"/usr/lib/python2.7/dist-packages/pykube/http.py\", line 104, in raise_for_status\n    raise HTTPError(payload[\"message\"])\npykube.exceptions.HTTPError: object is being deleted: deployments.extensions \"alpha\" already exists\n", "", "webservice start"},
	{`webservice restart fails`, "", "webservice start"},
	{`Switch back to the legacy Kubernetes cluster`, "", "kubectl config use-context default"},

	// kubectl.
	{`error: error validating "x.yaml": error validating data: ValidationError(Deployment.spec): missing required field "selector" in io.k8s.api.apps.v1.DeploymentSpec; if you choose to ignore these errors, turn validation off with --validate=false`, "selector-required", "matchLabels"},
	{`error: error validating "x.yaml": error validating data: ValidationError(Job.spec): unknown field "replicas" in io.k8s.api.batch.v1.JobSpec; if you choose to ignore these errors, turn validation off with --validate=false`, "unknown-field", `Job.spec has no field "replicas"`},
	{`ValidationError(Job.spec): unknown field "selector" in io.k8s.api.batch.v1.JobSpec`, "unknown-field", "selector"},
	{`ValidationError(CronJob.spec.jobTemplate.spec): unknown field "restartPolicy" in io.k8s.api.batch.v1.JobSpec`, "unknown-field", "restartPolicy"},
	{`ValidationError(Pod.spec.containers[0]): unknown field "startupProbe" in io.k8s.api.core.v1.Container`, "field-after-1.15", "1.16"},
	{`ValidationError(Deployment.spec): unknown field "replica" in io.k8s.api.apps.v1.DeploymentSpec`, "unknown-field", "did you mean replicas?"},
	{`ValidationError(Deployment.spec.selector): unknown field "app" in io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector`, "unknown-field", "it belongs under matchLabels"},
	{`ValidationError(Deployment.spec.template): unknown field "containers" in io.k8s.api.core.v1.PodTemplateSpec`, "unknown-field", "Deployment has one under spec.template.spec"},
	{`error: unable to recognize "x.yaml": no matches for kind "ScheduledJob" in version "batch/v2alpha1"`, "scheduledjob", "apiVersion: batch/v1beta1"},
	{`error: unable to recognize "x.yaml": no matches for kind "Ingress" in version "networking.k8s.io/v1"`, "api-too-new", "apiVersion: networking.k8s.io/v1beta1"},
	{`error: unable to recognize "x.yaml": no matches for kind "Deployment" in version "v1"`, "api-wrong-group", "apiVersion: apps/v1"},
	{`error: unable to recognize "x.yaml": no matches for kind "PetSet" in version "apps/v1alpha1"`, "api-not-served", "StatefulSet"},
	{`error: error parsing x.yaml: error converting YAML to JSON: yaml: line 7: found character that cannot start any token`, "yaml-tab", "with a tab"},
	{`error: error parsing x.yaml: error converting YAML to JSON: yaml: line 7: mapping values are not allowed in this context`, "syntax-error", "mapping values are not allowed"},
	{`no matches for kind`, "api-too-new", "tfk8s lint"},
	{`unknown field`, "unknown-field", "tfk8s lint"},
	{`error: no objects passed to create`, "no-object", "---"},
	{`error: no context exists with the name: "toolforge"`, "", "toolforge"},

	// The API server.
	{`The Deployment "alpha.bot" is invalid: spec.template.metadata.labels: Invalid value: map[string]string{"name":"alpha.bot"}: ` + "`selector` does not match template `labels`", "selector-mismatch", "spec.template.metadata.labels"},
	{`The Job "sums" is invalid: spec.template.metadata.labels[job-name]: Invalid value: map[string]string{"job-name":"old"}: must be 'sums'`, "server-fields", "controller-uid"},
	{`The Job "sums" is invalid: spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{"controller-uid":"1"}}: ` + "`selector` not auto-generated", "server-fields", "spec.selector"},
	{`empty selector is invalid for deployment`, "selector-required", "matchLabels"},
	{`The Deployment "a" is invalid: spec.template.spec.containers[0].name: Invalid value: "alpha.bot": a DNS-1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`, "invalid-value", "alpha.bot"},
	{`metadata.name: Invalid value: "Alpha": must be a DNS-1123 label`, "invalid-value", "metadata.name"},
	{`Error from server (BadRequest): error when creating "x.yaml": Deployment in version "v1" cannot be handled as a Deployment: v1.Deployment.Spec: v1.DeploymentSpec.Template: v1.PodTemplateSpec.Spec: v1.PodSpec.Containers: []v1.Container: v1.Container.Env: []v1.EnvVar: v1.EnvVar.Value: ReadString: expects " or n, but found t, error found in #10 byte of ...|,"value":true}],"ima|..., bigger context ...|{"containers":[{"env":[{"name":"DEBUG","value":true}],"image":"x"|...`, "env-not-string", "quotes"},
	{`json: cannot unmarshal bool into Go struct field EnvVar.spec.template.spec.containers.env.value of type string`, "env-not-string", "quotes"},
	{`unmarshal bool into EnvVar.value`, "env-not-string", "quotes"},
	{`Error from server (AlreadyExists): error when creating "x.yaml": services "alpha" already exists`, "name-used-twice", "kubectl delete services alpha"},
	{`Error from server (Forbidden): error when creating "x.yaml": services "beta" is forbidden: exceeded quota: tool-alpha, requested: services=1, used: services=1, limited: services=1`, "object-count", "services 2 of 1"},
	{`The Service "alpha" is invalid: spec.clusterIP: Invalid value: "10.64.0.7": provided IP is not in the valid range. The range of valid IPs is 10.96.0.0/12`, "server-fields", "remove clusterIP"},
	{`The Service "alpha" is invalid: spec.clusterIP: Invalid value: "10.96.0.7": provided IP is already allocated`, "server-fields", "already allocated"},
	{`The Service "alpha" is invalid: spec.ports[0].nodePort: Invalid value: 30001: provided port is already allocated`, "service-type", "ClusterIP"},
	{`The Deployment "alpha" is invalid: spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{"name":"a"}, MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: field is immutable`, "selector-mismatch", "kubectl delete Deployment alpha"},
	{`The Job "alpha" is invalid: spec.template.spec.restartPolicy: Unsupported value: "Always": supported values: "OnFailure", "Never"`, "job-restart-policy", "Never"},
	{`The Deployment "alpha" is invalid: spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"`, "deployment-restart-policy", "Job"},
	{`The Pod "alpha" is invalid: spec.containers[0].imagePullPolicy: Unsupported value: "always": supported values: "Always", "IfNotPresent", "Never"`, "invalid-value", `"IfNotPresent"`},
	{`The Pod "alpha" is invalid: spec.volumes[1].name: Duplicate value: "home"`, "invalid-value", "home"},
	{`The Pod "alpha" is invalid: spec.containers[0].volumeMounts[0].name: Not found: "home"`, "preset-conflict-mount", "home"},
	{`The Pod "alpha" is invalid: spec.containers[0].image: Required value`, "missing-field", "spec.containers[0].image"},
	{`selector must be specified`, "selector-required", ""},
	{`Error from server (InternalError): admission webhook "ingress-admission.tools.wmcloud.org" denied the request: Ingress path incorrect`, "ingress-path", "/TOOL"},
	{`admission webhook "x" denied the request: Ingress host must be alpha.toolforge.org or tools.wmflabs.org/alpha`, "ingress-host", "TOOL.toolforge.org"},
	{`resourceVersion should not be set on objects to be created`, "server-fields", "resourceVersion"},
	{`namespaces "tool-my_tool" not found`, "tool-name-invalid", "my_tool"},
	{`Error from server (NotFound): namespaces "alpha" not found`, "legacy-namespace", "namespace: tool-alpha"},
	{`exceeded quota`, "quota-exceeded-together", "kubectl describe quota"},
	{`serviceaccount not found`, "service-account", "default"},
	{`maximum cpu usage per Container`, "over-max", "tfk8s lint"},
	{`new namespace never made`, "tool-name-invalid", "another name"},

	{`Error from server (Forbidden): error when creating "x.yaml": alpha "configmaps" is forbidden: User "alpha" cannot create resource "alpha" in API group "" at the cluster scope`, "api-wrong-group", "apiVersion"},
	{`Error from server (Forbidden): error when creating "x.yaml": forbidden: User "alpha" cannot post path "/api/namespaces"`, "api-wrong-group", "apiVersion"},
	{`error: unable to decode "x.yaml": json: cannot unmarshal string into Go value of type map[string]interface {}`, "no-object", "List"},
	{`error: unable to decode "x.yaml": json: cannot unmarshal bool into Go struct field decodeList.Items of type []json.RawMessage`, "no-object", "List"},

	// Events of pods that are rejected.
	{`Warning  FailedCreate  2s  job-controller  Error creating: unable to create pods, no labels`, "invalid-value", "manualSelector"},
	{`pods "x" is forbidden: unable to validate against any pod security policy: pod.metadata.annotations[container.seccomp.security.alpha.kubernetes.io/main]: Forbidden:  is not an allowed seccomp profile. Valid values are runtime/default`, "seccomp-profile", "an empty one"},
	{`pods "x" is forbidden: unable to validate against any pod security policy: spec.securityContext.supplementalGroups: Invalid value: []int64{}: unable to validate empty groups against required ranges`, "supplemental-groups", "supplementalGroups"},
	{`  Warning  FailedCreate  2m (x14 over 3m)  replicaset-controller  Error creating: admission webhook "registry-admission.tools.wmflabs.org" denied the request: Only WMCS-approved docker registry allowed`, "foreign-registry", "docker-registry.tools.wmflabs.org"},
	{`Error creating: pods "alpha-5d59d67564-" is forbidden: unable to validate against any pod security policy: [spec.volumes[0].hostPath.pathPrefix: Invalid value: "/etc": is not allowed to be used]`, "hostpath-not-allowed", `"/etc"`},
	{`unable to validate against any pod security policy: []`, "run-as-id", "tfk8s lint"},
	{`pods "alpha" is forbidden: exceeded quota: tool-alpha, requested: limits.cpu=500m,pods=1, used: limits.cpu=2,pods=4, limited: limits.cpu=2,pods=4`, "quota-exceeded-together", "limits.cpu 2.5 of 2 and pods 5 of 4"},
	{`pods "alpha" is forbidden: maximum cpu usage per Container is 1, but limit is 2.`, "over-max", "its limit is 2"},
	{`pods "alpha" is forbidden: error looking up service account tool-alpha/alpha: serviceaccount "alpha" not found`, "service-account", "serviceAccountName"},
	{`serviceaccount not found: serviceaccount "robot" not found`, "service-account", "robot"},
	{`Deployment does not have minimum availability: MinimumReplicasUnavailable`, "foreign-registry", "kubectl describe rs"},
	{`pods never appear, Deployment exists`, "foreign-registry", "kubectl describe rs"},

	// Pods that started.
	{`Failed to pull image "docker-registry.tools.wmflabs.org/toolforge-python38-sssd-base:latest": rpc error: code = Unknown desc = Error response from daemon: manifest for docker-registry.tools.wmflabs.org/toolforge-python38-sssd-base:latest not found`, "unknown-toolforge-image", "tfk8s lint"},
	{`Failed to pull image "docker-registry.tools.wmflabs.org/toolforge-python37-base:latest"`, "unknown-toolforge-image", "use toolforge-python37-sssd-base"},
	{`Failed to pull image "python:3.7"`, "foreign-registry", "docker-registry.tools.wmflabs.org"},
	{`alpha-5d59d67564-abcde   0/1     ImagePullBackOff   0          3m`, "unknown-toolforge-image", "tfk8s lint"},
	{`/usr/bin/env: bash: /data/project/alpha/venv/bin/python: bad interpreter: No such file or directory`, "venv-runtime-change", "virtualenv"},
	{`python: bad interpreter / missing modules`, "venv-runtime-change", "virtualenv"},
	{`ModuleNotFoundError: No module named 'pywikibot'`, "venv-runtime-change", "pywikibot"},
	{`Error: failed to start container "bot": Error response from daemon: OCI runtime create failed: container_linux.go:345: starting container process caused "exec: \"/data/project/alpha/bot.sh\": stat /data/project/alpha/bot.sh: no such file or directory": unknown`, "pod-label-missing", "toolforge: tool"},
	{`script under /data/project not found, HOME empty`, "pod-label-missing", "toolforge: tool"},
	{`exec: "python3 bot.py --all": executable file not found in $PATH`, "command-one-string", "is run as the name of one program"},
	{`command with whole shell line in one element`, "command-one-string", "as an item"},
	{`KeyError: 'getpwuid(): uid not found: 51234'`, "legacy-image", "-sssd"},
	{`user lookups, $HOME wrong`, "legacy-image", "-sssd"},
	{`job retried over and over`, "backoff-default", "backoffLimit"},
	{`Warning  BackoffLimitExceeded  job-controller  Job has reached the specified backoff limit`, "backoff-default", "backoffLimit"},
	{`container name with a dot rejected`, "invalid-value", "a-z, 0-9 and -"},
	{`apiVersion v1 for Deployment; new-form YAML on old cluster`, "api-wrong-group", "apps/v1"},
	{`restartPolicy at wrong depth`, "unknown-field", "spec.template.spec"},
	{`webservice stop/status no longer found objects started before 2019-11-06`, "webservice-name-label", "labels"},
	{`dumps symlinks dangling`, "pod-label-missing", "/mnt/nfs"},
	{`ls: cannot access '/public/dumps/public/enwiki': No such file or directory`, "pod-label-missing", "/mnt/nfs"},
	{`Service left on legacy`, "remove-legacy-service", "delete service"},
	{`alpha-5d59d67564-abcde   0/1     CrashLoopBackOff   5          3m`, "pod-label-missing", "kubectl logs"},
	{`Last State: Terminated Reason: OOMKilled Exit Code: 137`, "lower-defaults", "512Mi"},
	{`bash: /usr/bin/webservice-runner: No such file or directory`, "webservice-runner-on-base", "-web"},
	{`KeyError: 'HOME'`, "pod-label-missing", "HOME is not set"},
	{`starting container process caused "exec: \"mybot\": executable file not found in $PATH": unknown`, "pod-label-missing", "check command"},
	{`pod has unbound immediate PersistentVolumeClaims`, "pvc-unusable", "Claim"},
	{`Error: container has runAsNonRoot and image will run as root`, "run-as-id", "runAsNonRoot"},
	{`Warning  FailedScheduling  default-scheduler  0/12 nodes are available: 12 node(s) didn't match node selector.`, "", "nodeSelector"},
	{`PermissionError: [Errno 13] Permission denied: could not bind to ('0.0.0.0', 80)`, "low-port", "8000"},
}

func TestExplainAnswersSymptoms(t *testing.T) {
	for _, s := range slices.Concat(symptoms, pasted, logged, ofWebservice) {
		answers, unknown := Explain(workload.NewSettings(), s.text)
		if len(answers) != 1 || len(unknown) > 0 {
			t.Errorf("%d answers, unknown %q: %s\n%+v", len(answers), unknown, s.text, answers)
			continue
		}
		a := answers[0]
		if text := a.Means + " / " + a.Help; !strings.Contains(text, s.says) || strings.Contains(text, " …") {
			t.Errorf("%s\nis answered with: %s\nwhich does not say %q", s.text, text, s.says)
		}
		var named []string
		named = append(named, a.Rules...)
		if s.rule != "" && !slices.Contains(named, s.rule) || s.rule == "" && named != nil {
			t.Errorf("%s\nis answered with the rules %q, not %q", s.text, named, s.rule)
		}
		// A shell removes the quotes of an error that is written on the command line as it is.
		bare := strings.Join(strings.Fields(strings.NewReplacer(`"`, "", "`", "", `'`, "").Replace(s.text)), " ")
		if without, _ := Explain(workload.NewSettings(), bare); len(without) != 1 || !slices.Equal(without[0].Rules, a.Rules) {
			t.Errorf("without quotes it is answered otherwise: %s\n%+v", bare, without)
		}
	}
}

// TestExplainAnswersEachErrorOnce gives whole outputs, as they come through a pipe.
func TestExplainAnswersEachErrorOnce(t *testing.T) {
	for name, c := range map[string]struct {
		text    string
		rules   []string // the first rule of each answer
		unknown []string
	}{
		"a list of kubectl's validation": {
			`error: error validating "x.yaml": error validating data: [ValidationError(Job.spec): unknown field "replicas" in io.k8s.api.batch.v1.JobSpec, ValidationError(Job.spec): missing required field "template" in io.k8s.api.batch.v1.JobSpec, apiVersion not set]; if you choose to ignore these errors, turn validation off with --validate=false`,
			[]string{"unknown-field", "missing-field", "api-wrong-group"}, nil,
		},
		"what kubectl apply sent, above the error": {
			"Error from server (Forbidden): error when retrieving current configuration of:\nResource: \"apps/v1, Resource=deployments\", GroupVersionKind: \"apps/v1, Kind=Deployment\"\nName: \"alpha\", Namespace: \"alpha\"\nfrom server for: \"x.yaml\": deployments.apps \"alpha\" is forbidden: User \"alpha\" cannot get resource \"deployments\" in API group \"apps\" in the namespace \"alpha\"\n",
			[]string{"legacy-namespace"}, nil,
		},
		"causes below a heading": {
			"The Deployment \"a\" is invalid: \r\n* spec.template.spec.containers[0].image: Required value\r\n* spec.template.spec.containers[0].imagePullPolicy: Unsupported value: \"x\": supported values: \"Always\", \"IfNotPresent\", \"Never\"\r\n",
			[]string{"missing-field", "invalid-value"}, nil,
		},
		"a list in brackets": {
			`Deployment.apps "a" is invalid: [spec.template.metadata.labels: Invalid value: map[string]string{"a":"b"}: ` + "`selector` does not match template `labels`" + `, spec.template.spec.containers[0].image: Required value]`,
			[]string{"selector-mismatch", "missing-field"}, nil,
		},
		"a list of the pod security policy": {
			`Error creating: pods "a-" is forbidden: unable to validate against any pod security policy: [spec.volumes[0].hostPath.pathPrefix: Invalid value: "/x": is not allowed to be used spec.containers[0].securityContext.privileged: Invalid value: true: Privileged containers are not allowed spec.containers[0].hostPort: Invalid value: 80: Host port 80 is not allowed to be used. Allowed ports: []]`,
			[]string{"hostpath-not-allowed", "privileged", "host-port"}, nil,
		},
		"a list of the limit range": {
			`pods "a" is forbidden: [maximum cpu usage per Container is 1, but limit is 4., minimum memory usage per Container is 100Mi, but request is 10Mi.]`,
			[]string{"over-max", "under-min"}, nil,
		},
		"the same for every replica": {
			"pods \"a-x\" is forbidden: maximum cpu usage per Container is 1, but limit is 4\npods \"a-y\" is forbidden: maximum cpu usage per Container is 1, but limit is 4\n",
			[]string{"over-max"}, nil,
		},
		"a description with events": {
			"Name:           alpha-5d59d67564\nNamespace:      tool-alpha\nReplicas:       0 current / 1 desired\nPods Status:    0 Running / 0 Waiting / 0 Succeeded / 0 Failed\nEvents:\n  Type     Reason        Age   From                   Message\n  ----     ------        ----  ----                   -------\n  Warning  FailedCreate  3s (x12 over 13s)  replicaset-controller  Error creating: pods \"alpha-5d59d67564-\" is forbidden: error looking up service account tool-alpha/robot: serviceaccount \"robot\" not found\n",
			[]string{"service-account"}, nil,
		},
		"a description whose events say more than its state": {
			"Status:  Pending\n    State:  Waiting\n      Reason:  ImagePullBackOff\nEvents:\n  Type  Reason  Age  From  Message\n  Warning  Failed  2m  kubelet, worker-12  Failed to pull image \"docker-registry.tools.wmflabs.org/toolforge-python99-sssd-base:latest\": rpc error\n  Warning  Failed  2m  kubelet, worker-12  Error: ErrImagePull\n",
			[]string{"unknown-toolforge-image"}, nil,
		},
		"a description of a pod whose program fails": {
			"    Host Port:     <none>\n    State:          Waiting\n      Reason:       CrashLoopBackOff\n    Last State:     Terminated\n      Reason:       Error\n      Exit Code:    1\nEvents:\n  Type  Reason  Age  From  Message\n  Warning  BackOff  2m  kubelet, worker-12  Back-off restarting failed container\n",
			[]string{"legacy-image"}, nil,
		},
		"a description whose exit code says more than its state": {
			"    State:          Waiting\n      Reason:       CrashLoopBackOff\n    Last State:     Terminated\n      Reason:       Error\n      Exit Code:    139\nEvents:\n  Warning  BackOff  2m  kubelet, worker-12  Back-off restarting failed container\n",
			[]string{"venv-runtime-change"}, nil,
		},
		"a description whose reason says more than its exit code": {
			"    Last State:     Terminated\n      Reason:       OOMKilled\n      Exit Code:    137\n",
			[]string{"lower-defaults"}, nil,
		},
		"a log that says why the command ended": {
			"Fatal Python error: Py_Initialize: Unable to get the locale encoding\nModuleNotFoundError: No module named 'encodings'\ncommand terminated with exit code 1\n",
			[]string{"venv-runtime-change"}, nil,
		},
		"a log of npm": {
			"npm ERR! code ENOENT\nnpm ERR! errno -2\nnpm ERR! enoent ENOENT: no such file or directory, open '/data/project/alpha/www/js/package.json'\n",
			[]string{"pod-label-missing"}, nil,
		},
		"two pods with a state each": {
			"a-1  0/1  Pending    0  3m\nb-1  0/1  OOMKilled  0  3m\n",
			[]string{"pvc-unusable", "lower-defaults"}, nil,
		},
		"an error that quotes lines": {
			"CronJob in version \"v1beta1\" cannot be handled as a CronJob: v1beta1.CronJob.Spec: v1beta1.CronJobSpec.Suspend: ReadBool: expect t or f, but found \", error found in #10 byte of ...|suspend\":\"true\"}}\n|..., bigger context ...|Failure\"}}}},\"schedule\":\"*/20 * * * *\",\"suspend\":\"true\"}}\n|...\ndeployment.apps/b created\n",
			[]string{"wrong-type"}, nil,
		},
		"one error that the terminal wrapped": {
			"services is forbidden: User \"alpha\" cannot\ncreate resource \"services\" in API\ngroup \"\" in the namespace \"alpha\"\n",
			[]string{"legacy-namespace"}, nil,
		},
		"one of two is known": {
			"deployment.apps/a created\nerror: no objects passed to create\nerror: the moon is in the wrong phase\n",
			[]string{"no-object"}, []string{"error: the moon is in the wrong phase"},
		},
		"nothing is known": {"hello\x1b[31m world\x07\n\u202egood night", nil, []string{"hello world", "good night"}},
		"nothing at all":   {" \r\n\t\n", nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			answers, unknown := Explain(workload.NewSettings(), c.text)
			var got []string
			for _, a := range answers {
				got = append(got, a.Rules[0])
			}
			if !slices.Equal(got, c.rules) || !slices.Equal(unknown, c.unknown) {
				t.Errorf("answered with %q, unknown %q; want %q and %q", got, unknown, c.rules, c.unknown)
			}
		})
	}
}

// FuzzExplain makes sure that no text breaks the terminal, needs long, or grows in the answer.
func FuzzExplain(f *testing.F) {
	for _, s := range slices.Concat(symptoms, pasted, logged, ofWebservice) {
		f.Add(s.text)
	}
	f.Add(`invalid type for a.: got "x", expected "y"`)
	f.Add("\x1b]0;title\x07The Pod \"\x1b[2Ja\" is invalid: \n* [\xff]: Required value: {x}\n")
	f.Fuzz(func(t *testing.T, text string) {
		answers, unknown := Explain(workload.NewSettings(), text)
		for _, a := range answers {
			checkPrintable(t, a.Error)
			checkPrintable(t, a.Means)
			checkPrintable(t, a.Help)
			if len(a.Means)+len(a.Help) > 8000 {
				t.Errorf("an answer of %d bytes", len(a.Means)+len(a.Help))
			}
		}
		for _, line := range unknown {
			checkPrintable(t, line)
		}
	})
}

func checkPrintable(t *testing.T, s string) {
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }); i >= 0 || !utf8.ValidString(s) {
		t.Errorf("not fit to be printed at %d: %q", i, s)
	}
}

// TestTheWorkOfExplainGrowsWithTheTextAndNoFaster tries large texts of the shapes that would make a careless reader slow.
// What is allocated shows the work, and is the same on every machine. Time is not.
func TestTheWorkOfExplainGrowsWithTheTextAndNoFaster(t *testing.T) {
	settings := workload.NewSettings()
	work := func(text string) float64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		Explain(settings, text)
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	work("x") // what is made once
	for _, part := range []string{
		"[", "a[", "a.b: Invalid value: ", "* x: Required value\n", "error: \n", "ValidationError(", `unknown field "`,
		"cannot be handled as, error found in # of ...|\n", "exec: \"a ", "The A \"b\" is invalid:\n* ", "\x1b[", "\x1b]0;", "x", "=,",
		"exceeded quota: q, requested: a=1, used: ", "no matches for kind \"x\" in version \"y\"\n",
	} {
		const few, times = 4 << 10, 8
		text := strings.Repeat(part, few/len(part))
		if growth := work(strings.Repeat(text, times)) / work(text); growth > 2*times {
			t.Errorf("%q: %d times the text are %.0f times the work", part, times, growth)
		} else {
			t.Logf("%q: %.1f", part, growth)
		}
	}
}

// TestEveryMessageIsWellFormed looks at the table itself: its rules, its signs, and the style of its sentences.
func TestEveryMessageIsWellFormed(t *testing.T) {
	avoided := regexp.MustCompile(`(?i)\b(refuse[sd]?|mend|tells?|takes|goes|stands?|whoever|seldom|of which|none of|look-ups|spelt|misspelt|colour|behaviour|recognise|strconv)\b|: .*: .*: `)
	for _, m := range tableOf(workload.NewSettings()) {
		where := m.Signs[0]
		canFix := false
		for _, name := range m.Rules {
			i := slices.IndexFunc(rules.All, func(r *lint.Rule) bool { return r.Name == name })
			if i < 0 {
				t.Errorf("%s: there is no rule %s", where, name)
				continue
			}
			canFix = canFix || rules.All[i].Fix != lint.NoFix
		}
		for _, sign := range m.Signs {
			if sign != strings.ToLower(unquoted(sign)) {
				t.Errorf("%s: no error has the sign %q: signs are in lower case and without quotes", where, sign)
			}
		}
		if m.IsFixed && !canFix {
			t.Errorf("%s: convert fixes no rule of it", where)
		}
		for _, text := range []string{m.Means, m.Help} {
			if text == "" || strings.HasSuffix(text, ".") || unicode.IsUpper(rune(text[0])) && unicode.IsLower(rune(text[1])) && !isName(text) {
				t.Errorf("%s: a text is missing, begins with a capital or ends in a full stop: %q", where, text)
			}
			if found := avoided.FindString(text); found != "" {
				t.Errorf("%s: %q has %q", where, text, found)
			}
		}
	}
}

func TestEveryCheckIsNamedByAMessage(t *testing.T) {
	x := newExplainer(workload.NewSettings())
	for name := range x.checks {
		if !slices.ContainsFunc(x.table, func(m messages.Message) bool { return m.Match == name }) {
			t.Errorf("no message needs %s", name)
		}
	}
}

// isName reports whether a text begins with a name, which keeps its capital.
func isName(text string) bool {
	name, _, _ := strings.Cut(text, " ")
	return slices.Contains([]string{"Java", "Lighttpd", "Node", "Python", "Pywikibot", "ScheduledJob"}, name)
}

// TestEveryMessageIsMet makes sure that no shape hides another.
func TestEveryMessageIsMet(t *testing.T) {
	x := newExplainer(workload.NewSettings())
	met := make([]bool, len(x.table)+1)
	for _, text := range recordedErrors(t) {
		for _, line := range errorLines(printable(text)) {
			for _, problem := range problemsOf(line) {
				_, rank := x.answer(problem)
				met[rank] = true
			}
		}
	}
	for i, m := range x.table {
		if !met[i] {
			t.Errorf("no error has this shape, or another comes first: %q: %s", m.Signs, m.Means)
		}
	}
}

// recordedErrors are the symptoms, and what the server of testdata/verdicts said.
func recordedErrors(t *testing.T) (texts []string) {
	t.Helper()
	for _, s := range slices.Concat(symptoms, pasted, logged, ofWebservice) {
		texts = append(texts, s.text)
	}
	src, err := os.ReadFile("../../testdata/verdicts/records.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	known := len(texts)
	for line := range bytes.Lines(src) {
		var v struct{ Kubectl, API, Pods []string }
		if err := json.Unmarshal(line, &v); err != nil {
			t.Fatal(err)
		}
		texts = slices.Concat(texts, v.Kubectl, v.API, v.Pods)
	}
	if len(texts) == known {
		t.Fatal("no verdict has an error")
	}
	return texts
}

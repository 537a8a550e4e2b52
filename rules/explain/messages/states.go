package messages

// stateMessages are the states in which `kubectl get pods` shows a pod, and events about nodes and runs, beside those of
// jobMessages.
func stateMessages() []Message {
	return []Message{{
		Signs: []string{"outofmemory", "outofcpu", "outofpods", "have enough resource"},
		Form:  `(?i)\bOutOf(?:memory|cpu|pods)\b|have enough resource`,
		Means: "the node had no room when the pod came, so it rejected it",
		Help:  "nothing, if a controller made the pod: it creates another; `kubectl delete pod POD` removes this one",
	}, {
		Signs: []string{"terminating"},
		Form:  `(?i)^(?:pod )?(?:is )?(?:stuck in )?terminating$|\d/\d +Terminating\b`,
		Means: "the pod is being stopped; its program has 30 seconds to end",
		Help:  "wait a minute; a pod that stays is on a node that does not answer: report it to the administrators",
	}, {
		Signs: []string{"nodelost", "unknown", "nodenotready", "node is not ready", "error dialing backend", ":10250"},
		Form:  `\bNodeLost\b|^Unknown$|\d/\d +Unknown\b|\bNodeNotReady\b|(?i:node is not ready|error dialing backend)|:10250/`,
		Means: "the node of the pod no longer answers the cluster",
		Help:  "wait a few minutes: controllers create their pods on another node; if it stays, report the node to the administrators",
	}, {
		Signs: []string{"completed"},
		Form:  `^Completed$|\d/\d +Completed\b`,
		Means: "the program ended without an error; a Deployment starts it again and again, a Job is finished",
		Help:  "nothing for a Job; a program that should run on must stay in the foreground, and one that ends by itself belongs in a Job or CronJob", IsGeneral: true, IsVague: true,
	}, {
		Signs:  []string{"init:"},
		Form:   `^Init:|\d/\d +Init:`,
		Unless: []string{"backoff", "errimagepull"},
		Means:  "the init containers of the pod have not ended yet, so its containers wait",
		Help:   "`kubectl logs POD -c NAME` shows what an init container does; `kubectl describe pod` names them and their states", IsGeneral: true,
	}, {
		Signs: []string{"error"},
		Form:  `^Error$|\d/\d +Error\b`,
		Means: "the program of the pod ended with an error",
		Help:  "give `kubectl logs --previous POD` to `tfk8s explain -`, or `kubectl logs POD` if it runs only once", IsGeneral: true,
	}, {
		Signs:  []string{"is waiting to start"},
		Unless: []string{"image"},
		Means:  "the container has not started yet, so it has no log",
		Help:   "`kubectl describe pod` shows what it waits for: give its events to `tfk8s explain -`",
	}, {
		Signs: []string{"previous terminated container"},
		Means: "the container was not started before, so there is no earlier log",
		Help:  "leave out --previous: `kubectl logs POD`",
	}, {
		Signs: []string{"unable to upgrade connection", "container not found (", "cannot exec into a container in a completed pod", "cannot exec in a stopped"},
		Means: "the container does not run, so no command can run in it",
		Help:  "`kubectl get pods` shows its state; `webservice --backend=kubernetes TYPE shell` starts a pod of its own to look around",
	}, {
		Signs: []string{"has no pods"},
		Form:  `(?i)(?P<kind>\w+) "?(?P<name>[\w.-]+)"? has no pods`,
		Rules: []string{"quota-exceeded-together", "foreign-registry", "hostpath-not-allowed"},
		Means: "{kind} {name} has created no pod, or its pods were deleted",
		Help:  "`kubectl describe {kind} {name}` shows why: give its events to `tfk8s explain -`",
	}, {
		Signs: []string{"pull policy of never", "errimageneverpull"},
		Means: "imagePullPolicy is Never, and this node does not have the image",
		Help:  "remove imagePullPolicy: the node then pulls the image",
	}, {
		Signs: []string{"jobalreadyactive", "prior execution is running"},
		Rules: []string{"cron-concurrency"},
		Means: "the last run of the CronJob has not ended, and concurrencyPolicy is Forbid, so this run is left out",
		Help:  "nothing, if that is wanted; otherwise start it less often, or stop a run that hangs: `kubectl get jobs`, `kubectl delete job NAME`, and set activeDeadlineSeconds",
	}, {
		Signs: []string{"missschedule", "missed scheduled time"},
		Rules: []string{"cron-concurrency"},
		Means: "the CronJob could not be started at its time, and startingDeadlineSeconds has passed",
		Help:  "nothing, if it is rare: the next run starts at its time; otherwise raise startingDeadlineSeconds",
	}, {
		Signs:    []string{"set in config.json failed", "chdir to cwd"},
		Form:     `(?i)chdir to cwd \(?[\\"]*(?P<path>[^\\")\s]*)|config\.json`,
		Defaults: []Default{{"path", "workingDir"}},
		Rules:    []string{"workingdir-outside-mounts", "pod-label-missing", "label-only-on-controller", "label-wrong-value", "preset-conflict-volume", "preset-conflict-mount", "preset-conflict-home"},
		Means:    "the pod cannot start in {path}: the folder is not in the pod, or the tool's user may not enter it",
		Help:     "correct workingDir, and label the pods {label}, which mounts {homes}; `chmod u+x` the folder if that is missing",
	}, {
		Signs: []string{"networkplugin", "network is not ready", "networknotready", "killpodsandbox", "failedkillpod", "systemoom", "rebooted", "containergcfailed", "imagegcfailed", "podsandboxchanged", "pod sandbox changed"},
		Means: "the node of the pod has a problem; the manifest is not the cause",
		Help:  "`kubectl delete pod POD`, so that its controller creates it again, perhaps on another node; if it stays, report the node to the administrators",
	}}
}

package explain

import "github.com/toolforge/tfk8s/rules/internal/words"

// stateMessages are the states in which `kubectl get pods` shows a pod, and events about nodes and runs, beside those of
// jobMessages.
func stateMessages() []message {
	return []message{{
		signs: []string{"outofmemory", "outofcpu", "outofpods", "have enough resource"},
		form:  words.Pattern(`(?i)\bOutOf(?:memory|cpu|pods)\b|have enough resource`),
		means: "the node had no room when the pod came, so it rejected it",
		help:  "nothing, if a controller made the pod: it creates another; `kubectl delete pod POD` removes this one",
	}, {
		signs: []string{"terminating"},
		form:  words.Pattern(`(?i)^(?:pod )?(?:is )?(?:stuck in )?terminating$|\d/\d +Terminating\b`),
		means: "the pod is being stopped; its program has 30 seconds to end",
		help:  "wait a minute; a pod that stays is on a node that does not answer: report it to the administrators",
	}, {
		signs: []string{"nodelost", "unknown", "nodenotready", "node is not ready", "error dialing backend", ":10250"},
		form:  words.Pattern(`\bNodeLost\b|^Unknown$|\d/\d +Unknown\b|\bNodeNotReady\b|(?i:node is not ready|error dialing backend)|:10250/`),
		means: "the node of the pod no longer answers the cluster",
		help:  "wait a few minutes: controllers create their pods on another node; if it stays, report the node to the administrators",
	}, {
		signs: []string{"completed"},
		form:  words.Pattern(`^Completed$|\d/\d +Completed\b`),
		means: "the program ended without an error; a Deployment starts it again and again, a Job is finished",
		help:  "nothing for a Job; a program that should run on must stay in the foreground, and one that ends by itself belongs in a Job or CronJob", isGeneral: true, isVague: true,
	}, {
		signs: []string{"init:"},
		form:  words.Pattern(`^Init:|\d/\d +Init:`),
		match: func(q *query) bool { return !q.hasAny([]string{"backoff", "errimagepull"}) },
		means: "the init containers of the pod have not ended yet, so its containers wait",
		help:  "`kubectl logs POD -c NAME` shows what an init container does; `kubectl describe pod` names them and their states", isGeneral: true,
	}, {
		signs: []string{"error"},
		form:  words.Pattern(`^Error$|\d/\d +Error\b`),
		means: "the program of the pod ended with an error",
		help:  "give `kubectl logs --previous POD` to `tfk8s explain -`, or `kubectl logs POD` if it runs only once", isGeneral: true,
	}, {
		signs: []string{"is waiting to start"},
		match: func(q *query) bool { return !q.hasAny([]string{"image"}) },
		means: "the container has not started yet, so it has no log",
		help:  "`kubectl describe pod` shows what it waits for: give its events to `tfk8s explain -`",
	}, {
		signs: []string{"previous terminated container"},
		means: "the container was not started before, so there is no earlier log",
		help:  "leave out --previous: `kubectl logs POD`",
	}, {
		signs: []string{"unable to upgrade connection", "container not found (", "cannot exec into a container in a completed pod", "cannot exec in a stopped"},
		means: "the container does not run, so no command can run in it",
		help:  "`kubectl get pods` shows its state; `webservice --backend=kubernetes TYPE shell` starts a pod of its own to look around",
	}, {
		signs: []string{"has no pods"},
		form:  words.Pattern(`(?i)(?P<kind>\w+) "?(?P<name>[\w.-]+)"? has no pods`),
		rules: []string{"quota-exceeded-together", "foreign-registry", "hostpath-not-allowed"},
		means: "{kind} {name} has created no pod, or its pods were deleted",
		help:  "`kubectl describe {kind} {name}` shows why: give its events to `tfk8s explain -`",
	}, {
		signs: []string{"pull policy of never", "errimageneverpull"},
		means: "imagePullPolicy is Never, and this node does not have the image",
		help:  "remove imagePullPolicy: the node then pulls the image",
	}, {
		signs: []string{"jobalreadyactive", "prior execution is running"},
		rules: []string{"cron-concurrency"},
		means: "the last run of the CronJob has not ended, and concurrencyPolicy is Forbid, so this run is left out",
		help:  "nothing, if that is wanted; otherwise start it less often, or stop a run that hangs: `kubectl get jobs`, `kubectl delete job NAME`, and set activeDeadlineSeconds",
	}, {
		signs: []string{"missschedule", "missed scheduled time"},
		rules: []string{"cron-concurrency"},
		means: "the CronJob could not be started at its time, and startingDeadlineSeconds has passed",
		help:  "nothing, if it is rare: the next run starts at its time; otherwise raise startingDeadlineSeconds",
	}, {
		signs: []string{"set in config.json failed", "chdir to cwd"},
		form:  words.Pattern(`(?i)chdir to cwd \(?[\\"]*(?P<path>[^\\")\s]*)|config\.json`),
		match: func(q *query) bool { q.orElse("path", "workingDir"); return true },
		rules: append([]string{"workingdir-outside-mounts"}, bringingFiles()...),
		means: "the pod cannot start in {path}: the folder is not in the pod, or the tool's user may not enter it",
		help:  "correct workingDir, and label the pods {label}, which mounts {homes}; `chmod u+x` the folder if that is missing",
	}, {
		signs: []string{"networkplugin", "network is not ready", "networknotready", "killpodsandbox", "failedkillpod", "systemoom", "rebooted", "containergcfailed", "imagegcfailed", "podsandboxchanged", "pod sandbox changed"},
		means: "the node of the pod has a problem; the manifest is not the cause",
		help:  "`kubectl delete pod POD`, so that its controller creates it again, perhaps on another node; if it stays, report the node to the administrators",
	}}
}

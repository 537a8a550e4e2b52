package explain

import "github.com/toolforge/tfk8s/rules/internal/words"

// jobMessages are the events of Jobs, CronJobs and rollouts that did not end as they should.
func jobMessages() []message {
	return []message{{
		signs: []string{"progressdeadlineexceeded", "exceeded its progress deadline", "has timed out progressing", "failed to progress"},
		rules: []string{"foreign-registry", "hostpath-not-allowed", "quota-exceeded-alone", "quota-exceeded-together", "pod-label-missing", "unknown-toolforge-image"},
		means: "the new pods of the Deployment were not ready within progressDeadlineSeconds (10 minutes in apps/v1); the cluster keeps trying",
		help:  "`kubectl describe rs,pod` shows why: give its events to `tfk8s explain -`; `tfk8s lint FILE` finds most causes too", isGeneral: true,
	}, {
		signs: []string{"rollout to finish"},
		means: "kubectl waits until the new pods are ready",
		help:  "if that lasts, `kubectl describe rs,pod` shows why: give its events to `tfk8s explain -`", isGeneral: true,
	}, {
		signs: []string{"deadlineexceeded", "active longer than specified deadline"},
		match: func(q *query) bool {
			return !q.hasAny([]string{"context deadline exceeded", "code = deadlineexceeded"})
		},
		means: "the Job ran longer than its spec.activeDeadlineSeconds, so its pods were stopped",
		help:  "raise or remove spec.activeDeadlineSeconds; `kubectl logs job/NAME` shows how far it came",
	}, {
		signs: []string{"backofflimitexceeded", "reached the specified backoff limit", "job retried over and over", "retried over and over"},
		rules: []string{"backoff-default", "job-restart-policy"},
		means: "the program of the Job failed again and again: a Job is retried 6 times unless it sets spec.backoffLimit",
		help:  "`kubectl logs job/NAME` shows why it failed; to run it only once, set backoffLimit: 0 and restartPolicy: Never",
	}, {
		signs: []string{"too many missed start time", "failedneedsstart", "cannot determine if job needs to be started"},
		rules: []string{"cron-concurrency"},
		means: "the CronJob missed more than 100 runs, so it is no longer started",
		help:  "set spec.startingDeadlineSeconds (300), or delete the CronJob and create it again",
	}, {
		signs: []string{"crashloopbackoff", "back-off restarting failed container"},
		rules: append([]string{"legacy-image", "venv-runtime-change", "lower-defaults"}, bringingFiles()...),
		means: "the program ends soon after each start: often it lacks its files, its virtualenv or memory, or has nothing more to do",
		help:  "give `kubectl logs --previous POD` to `tfk8s explain -`, and run `tfk8s lint FILE`; a program that ends by itself belongs in a Job", isGeneral: true,
	}, {
		signs: []string{"failedcreatepodsandbox", "failed create pod sandbox", "error syncing pod"},
		match: func(q *query) bool {
			return !q.hasAny([]string{"imagepull", "invalidimagename", "containererror", "configerror"})
		},
		means: "the node could not prepare the pod; the manifest is rarely the cause",
		help:  "`kubectl delete pod POD`, so that its controller creates it again, perhaps on another node; if it stays, report the node to the administrators",
	}, {
		signs: []string{"minimumreplicasunavailable", "pods never appear", "failedcreate", "replicafailure"},
		form:  words.Pattern(`(?i)^[^:]*$|pods never|has timed out|minimum availability`),
		rules: []string{"foreign-registry", "hostpath-not-allowed", "hostpath-needs-readonly", "over-max", "under-min", "quota-exceeded-alone", "quota-exceeded-together", "run-as-id"},
		means: "the cluster accepted the object but rejects its pods, because of the registry, a policy, a limit or the quota",
		help:  "give the events of `kubectl describe rs` (or job, statefulset) to `tfk8s explain -`; `tfk8s lint FILE` finds the cause too", isGeneral: true,
	}, {
		signs: []string{"insufficient cpu", "insufficient memory", "nodes are available", "failedscheduling"},
		form:  words.Pattern(`(?i)insufficient|nodes are available|failedscheduling`),
		match: func(q *query) bool { return !q.hasAny([]string{"java runtime", "persistentvolumeclaim"}) },
		means: "no node has room for the pod now, or no node fits its nodeSelector or affinity",
		help:  "remove nodeSelector and affinity, ask for less, or wait",
	}, {
		signs: []string{"pending", "does not have a host assigned"},
		form:  words.Pattern(`(?i)^pending$|have a host assigned|\d/\d +Pending\b|status: +pending`),
		rules: []string{"pvc-unusable"},
		means: "no node runs the pod yet: none has room for it or fits its nodeSelector, or it waits for a PersistentVolumeClaim",
		help:  "`kubectl describe pod` shows the reason: give its events to `tfk8s explain -`", isGeneral: true,
	}, {
		signs: []string{"containercreating", "podinitializing"},
		means: "a node prepares the pod; if that lasts, an image, a volume, a Secret or a ConfigMap is missing",
		help:  "`kubectl describe pod` shows the reason: give its events to `tfk8s explain -`", isGeneral: true,
	}, {
		signs: []string{"runcontainererror", "poststarthookerror", "createcontainererror", "containercannotrun"},
		rules: append([]string{"command-one-string", "relative-command"}, bringingFiles()...),
		means: "the program of the container cannot be started",
		help:  "`kubectl describe pod` shows the reason: give its events to `tfk8s explain -`; check command and workingDir", isGeneral: true,
	}, {
		signs: []string{"evicted", "the node was low on resource"},
		form:  words.Pattern(`(?i)\bevicted\b|low on resource`),
		means: "the node ran short of memory or disk space and stopped the pod",
		help:  "set resources.requests.memory to what the program needs, and write files to {homes} rather than into the container; `kubectl delete pod POD` removes the rest",
	}, {
		signs: []string{"http probe failed with statuscode"},
		form:  words.Pattern(`statuscode: (?P<code>\d+)`),
		means: "the program answers the probe with the HTTP status {code}, and only 200 to 399 mean that it is well",
		help:  "check the probe's path; `kubectl logs POD` shows why the program answers so",
	}, {
		signs: []string{"liveness probe failed", "readiness probe failed", "startup probe failed", "probe errored", "failed liveness probe"},
		means: "the program did not answer the probe (health check): it is not up yet, or listens on another port or path",
		help:  "check the probe's port and path, and raise initialDelaySeconds; the program must listen on 0.0.0.0, not on localhost",
	}}
}

// bringingFiles are the rules about pods that lack the files of their tool.
func bringingFiles() []string {
	return []string{"pod-label-missing", "label-only-on-controller", "label-wrong-value", "preset-conflict-volume", "preset-conflict-mount", "preset-conflict-home"}
}

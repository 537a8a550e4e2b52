package messages

// jobMessages are the events of Jobs, CronJobs and rollouts that did not end as they should.
func jobMessages() []Message {
	return []Message{{
		Signs: []string{"progressdeadlineexceeded", "exceeded its progress deadline", "has timed out progressing", "failed to progress"},
		Rules: []string{"foreign-registry", "hostpath-not-allowed", "quota-exceeded-alone", "quota-exceeded-together", "pod-label-missing", "unknown-toolforge-image"},
		Means: "the new pods of the Deployment were not ready within progressDeadlineSeconds (10 minutes in apps/v1); the cluster keeps trying",
		Help:  "`kubectl describe rs,pod` shows why: give its events to `tfk8s explain -`; `tfk8s lint FILE` finds most causes too", IsGeneral: true,
	}, {
		Signs: []string{"rollout to finish"},
		Means: "kubectl waits until the new pods are ready",
		Help:  "if that lasts, `kubectl describe rs,pod` shows why: give its events to `tfk8s explain -`", IsGeneral: true,
	}, {
		Signs:  []string{"deadlineexceeded", "active longer than specified deadline"},
		Unless: []string{"context deadline exceeded", "code = deadlineexceeded"},
		Means:  "the Job ran longer than its spec.activeDeadlineSeconds, so its pods were stopped",
		Help:   "raise or remove spec.activeDeadlineSeconds; `kubectl logs job/NAME` shows how far it came",
	}, {
		Signs: []string{"backofflimitexceeded", "reached the specified backoff limit", "job retried over and over", "retried over and over"},
		Rules: []string{"backoff-default", "job-restart-policy"},
		Means: "the program of the Job failed again and again: a Job is retried 6 times unless it sets spec.backoffLimit",
		Help:  "`kubectl logs job/NAME` shows why it failed; to run it only once, set backoffLimit: 0 and restartPolicy: Never",
	}, {
		Signs: []string{"too many missed start time", "failedneedsstart", "cannot determine if job needs to be started"},
		Rules: []string{"cron-concurrency"},
		Means: "the CronJob missed more than 100 runs, so it is no longer started",
		Help:  "set spec.startingDeadlineSeconds (300), or delete the CronJob and create it again",
	}, {
		Signs: []string{"crashloopbackoff", "back-off restarting failed container"},
		Rules: []string{"legacy-image", "venv-runtime-change", "lower-defaults", "pod-label-missing", "label-only-on-controller", "label-wrong-value", "preset-conflict-volume", "preset-conflict-mount", "preset-conflict-home"},
		Means: "the program ends soon after each start: often it lacks its files, its virtualenv or memory, or has nothing more to do",
		Help:  "give `kubectl logs --previous POD` to `tfk8s explain -`, and run `tfk8s lint FILE`; a program that ends by itself belongs in a Job", IsGeneral: true,
	}, {
		Signs:  []string{"failedcreatepodsandbox", "failed create pod sandbox", "error syncing pod"},
		Unless: []string{"imagepull", "invalidimagename", "containererror", "configerror"},
		Means:  "the node could not prepare the pod; the manifest is rarely the cause",
		Help:   "`kubectl delete pod POD`, so that its controller creates it again, perhaps on another node; if it stays, report the node to the administrators",
	}, {
		Signs: []string{"minimumreplicasunavailable", "pods never appear", "failedcreate", "replicafailure"},
		Form:  `(?i)^[^:]*$|pods never|has timed out|minimum availability`,
		Rules: []string{"foreign-registry", "hostpath-not-allowed", "hostpath-needs-readonly", "over-max", "under-min", "quota-exceeded-alone", "quota-exceeded-together", "run-as-id"},
		Means: "the cluster accepted the object but rejects its pods, because of the registry, a policy, a limit or the quota",
		Help:  "give the events of `kubectl describe rs` (or job, statefulset) to `tfk8s explain -`; `tfk8s lint FILE` finds the cause too", IsGeneral: true,
	}, {
		Signs:  []string{"insufficient cpu", "insufficient memory", "nodes are available", "failedscheduling"},
		Form:   `(?i)insufficient|nodes are available|failedscheduling`,
		Unless: []string{"java runtime", "persistentvolumeclaim"},
		Means:  "no node has room for the pod now, or no node fits its nodeSelector or affinity",
		Help:   "remove nodeSelector and affinity, ask for less, or wait",
	}, {
		Signs: []string{"pending", "does not have a host assigned"},
		Form:  `(?i)^pending$|have a host assigned|\d/\d +Pending\b|status: +pending`,
		Rules: []string{"pvc-unusable"},
		Means: "no node runs the pod yet: none has room for it or fits its nodeSelector, or it waits for a PersistentVolumeClaim",
		Help:  "`kubectl describe pod` shows the reason: give its events to `tfk8s explain -`", IsGeneral: true,
	}, {
		Signs: []string{"containercreating", "podinitializing"},
		Means: "a node prepares the pod; if that lasts, an image, a volume, a Secret or a ConfigMap is missing",
		Help:  "`kubectl describe pod` shows the reason: give its events to `tfk8s explain -`", IsGeneral: true,
	}, {
		Signs: []string{"runcontainererror", "poststarthookerror", "createcontainererror", "containercannotrun"},
		Rules: []string{"command-one-string", "relative-command", "pod-label-missing", "label-only-on-controller", "label-wrong-value", "preset-conflict-volume", "preset-conflict-mount", "preset-conflict-home"},
		Means: "the program of the container cannot be started",
		Help:  "`kubectl describe pod` shows the reason: give its events to `tfk8s explain -`; check command and workingDir", IsGeneral: true,
	}, {
		Signs: []string{"evicted", "the node was low on resource"},
		Form:  `(?i)\bevicted\b|low on resource`,
		Means: "the node ran short of memory or disk space and stopped the pod",
		Help:  "set resources.requests.memory to what the program needs, and write files to {homes} rather than into the container; `kubectl delete pod POD` removes the rest",
	}, {
		Signs: []string{"http probe failed with statuscode"},
		Form:  `statuscode: (?P<code>\d+)`,
		Means: "the program answers the probe with the HTTP status {code}, and only 200 to 399 mean that it is well",
		Help:  "check the probe's path; `kubectl logs POD` shows why the program answers so",
	}, {
		Signs: []string{"liveness probe failed", "readiness probe failed", "startup probe failed", "probe errored", "failed liveness probe"},
		Means: "the program did not answer the probe (health check): it is not up yet, or listens on another port or path",
		Help:  "check the probe's port and path, and raise initialDelaySeconds; the program must listen on 0.0.0.0, not on localhost",
	}}
}

// bringingFiles are the rules about pods that lack the files of their tool.
func bringingFiles() []string {
	return []string{"pod-label-missing", "label-only-on-controller", "label-wrong-value", "preset-conflict-volume", "preset-conflict-mount", "preset-conflict-home"}
}

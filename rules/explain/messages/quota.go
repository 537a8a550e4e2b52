package messages

// quotaMessages are about the quota of a namespace and the range of amounts that a container may have.
func quotaMessages() []Message {
	return []Message{{
		Signs: []string{"must specify"},
		Form:  `failed quota|must specify (?:limits|requests)`,
		Match: "addMissing",
		Means: "a container has no {missing}, which the quota counts, and the namespace has no default for it",
		Help:  "set resources.limits and resources.requests (cpu and memory) for every container and init container; ask the administrators why the namespace has no LimitRange",
	}, {
		Signs: []string{"exceeded quota"},
		Form:  quotaForm,
		Match: "isOverNodePorts",
		Rules: []string{"service-type"},
		Means: "a Service of this type needs a port on every node, which tools do not have: {sums}",
		Help:  "use type: ClusterIP, and an Ingress for requests from the web",
	}, {
		Signs: []string{"exceeded quota"},
		Form:  quotaForm,
		Match: "isOverCount",
		Rules: []string{"object-count"},
		Means: "the namespace has no room for another of these objects: {sums}",
		Help:  "delete one that you no longer need (`kubectl get {over}` lists them), or put two into one",
	}, {
		Signs: []string{"exceeded quota"},
		Form:  quotaForm,
		Match: "isOver",
		Rules: []string{"quota-exceeded-alone", "quota-exceeded-together", "rollout-over-quota"},
		Means: "with this pod, the pods of the namespace would be over its quota: {sums}",
		Help:  "lower its resources or replicas, or stop another pod (`kubectl get pods`); `tfk8s quota FILE...` adds up what your manifests need; the administrators can raise a quota",
	}, {
		Signs: []string{"exceeded quota", "failed quota"},
		Rules: []string{"quota-exceeded-alone", "quota-exceeded-together", "rollout-over-quota", "object-count", "service-type"},
		Means: "the namespace has no room for this object or its pods",
		Help:  "`kubectl describe quota` shows what is in use, `tfk8s quota FILE...` what your manifests need",
	}, {
		Signs: []string{"usage per container"},
		Form:  `maximum (?P<what>\S+) usage per Container is (?P<max>[^\s,]+), but limit is (?P<has>[^\s,]+?)\.?$`,
		Rules: []string{"over-max", "unit-slip"},
		Means: "a container may have at most {max} of {what}, and its limit is {has}",
		Help:  "set resources.limits.{what} to {max} or less, in init containers too", IsFixed: true,
	}, {
		Signs: []string{"usage per container"},
		Form:  `minimum (?P<what>\S+) usage per Container is (?P<min>[^\s,]+), but request is (?P<has>[^\s,]+?)\.?$`,
		Rules: []string{"under-min", "unit-slip", "wrong-type"},
		Means: "a container must request at least {min} of {what}, and requests {has}",
		Help:  "set resources.requests.{what} to {min} or more (memory in Mi: m means thousandths of a byte)", IsFixed: true,
	}, {
		Signs: []string{"usage per container", "usage per pod"},
		Rules: []string{"over-max", "under-min"},
		Means: "a limit or request of a container is outside of the range that the cluster allows",
		Help:  "`tfk8s lint FILE` shows the range; write the nearest amount in it", IsFixed: true,
	}, {
		Signs: []string{"must be less than or equal to cpu limit", "must be less than or equal to memory limit"},
		Form:  `less than or equal to (?P<what>\S+) limit`,
		Match: "trimQuotes",
		Rules: []string{"request-over-default-limit", "invalid-value"},
		Means: "a container requests {value} of {what}, more than its limit; without a limit of its own it gets the default ({limits})",
		Help:  "set resources.limits.{what} to {value} or more, or lower the request",
	}, {
		Signs: []string{"quantities must match", "unable to parse quantity"},
		Form:  `(?:.*? of \.\.\.\|(?P<near>.*?)\|\.\.\.)?`,
		Match: "addNear",
		Rules: []string{"unit-slip", "wrong-type", "invalid-value"},
		Means: "an amount of cpu, memory or storage is misspelled{near}",
		Help:  "write a number and at most one of m, k, M, G, Ki, Mi, Gi, without a space: {limits}",
	}}
}

// quotaForm is how the quota rejects an object.
const quotaForm = `exceeded quota: (?P<quota>[^,\s]+), requested: (?P<requested>\S+), used: (?P<used>\S+), limited: (?P<limited>[^\s\]]+)`

package messages

// webserviceMessages are what webservice says about its own options and about the state of the webservice.
func webserviceMessages() []Message {
	return []Message{{
		Signs: []string{"is not a valid kubernetes quantity"},
		Form:  `argument (?:-\w/)?(?P<option>[\w-]+): (?P<amount>.*?) is not a valid`,
		Rules: []string{"manifest-limits", "service-manifest"},
		Means: "{option} must be a whole number with a unit, which {amount} is not",
		Help:  "write --cpu 500m instead of 0.5, --mem 768Mi instead of 768MB, and --mem 1536Mi instead of 1.5Gi",
	}, {
		Signs: []string{"invalid number format", "has unknown suffix", "is not a valid kubernetes quantity"},
		Form:  `(?:format: (?P<after>[^"'\s]+)|(?P<before>[^"'\s]+) (?:has unknown suffix|is not a valid))`,
		Match: "addAmount",
		Rules: []string{"service-manifest", "manifest-limits"},
		Means: "webservice cannot read {amount} as an amount of cpu or memory",
		Help:  "correct cpu and memory in service.manifest, such as cpu: 500m and memory: 768Mi; `tfk8s lint service.manifest` shows the line",
	}, {
		Signs: []string{"no webservice running"},
		Rules: []string{"manifest-migrate"},
		Means: "webservice migrate moves only a webservice that runs, and none runs on the cluster of the current context",
		Help:  "`kubectl config use-context {context}`, and then `webservice --backend=kubernetes TYPE start` starts it on the {cluster}",
	}, {
		Signs: []string{"webservice is not running on kubernetes"},
		Rules: []string{"manifest-grid"},
		Means: "the webservice runs on gridengine, which webservice migrate does not move",
		Help:  "leave it there, or change to Kubernetes: `webservice stop`, `kubectl config use-context {context}`, and `webservice --backend=kubernetes TYPE start`",
	}, {
		Signs: []string{"webservice is running on 2020 kubernetes cluster"},
		Means: "the webservice has moved already",
		Help:  "nothing; `kubectl --context={oldContext} get deployment,service` shows whether an old one is left on the {old}",
	}, {
		Signs: []string{"failed to change kubectl context"},
		Means: "webservice migrate stopped the webservice, but could not make {context} the current context",
		Help:  "`kubectl config get-contexts` must list {context}; then `kubectl config use-context {context}`, and `webservice --backend=kubernetes TYPE start`",
	}, {
		Signs: []string{"is only for --backend=kubernetes"},
		Form:  `(?P<option>--\w+) is only`,
		Rules: []string{"manifest-grid"},
		Means: "webservice uses gridengine here, which has no {option}",
		Help:  "leave out {option}, or change to Kubernetes: `webservice stop`, and `webservice --backend=kubernetes TYPE start` with the option",
	}, {
		Signs: []string{"--release is not implemented", "--release is deprecated"},
		Means: "webservice has no use for --release: on Kubernetes, the type decides about the operating system",
		Help:  "leave out --release",
	}, {
		Signs: []string{"type must be one of"},
		Rules: []string{"service-manifest", "manifest-runtime"},
		Means: "the backend has no webservice of this type",
		Help:  "use one of the types that webservice lists; lighttpd of gridengine is php7.3 on Kubernetes. Check web: and backend: in service.manifest too",
	}, {
		Signs: []string{"type is deprecated"},
		Form:  `DEPRECATED: ["']?(?P<type>[\w.-]+)["']? type`,
		Rules: []string{"manifest-runtime"},
		Means: "the webservice of type {type} runs, but the language version gets no more updates",
		Help:  "`tfk8s lint service.manifest` names the type to move to",
	}, {
		Signs: []string{"shell is only supported for kubernetes"},
		Means: "only a webservice on Kubernetes has a shell",
		Help:  "`webservice --backend=kubernetes TYPE shell`",
	}, {
		Signs: []string{"your job is not running, starting"},
		Means: "webservice restart found no running webservice, so it starts one",
		Help:  "nothing, if it starts; otherwise `kubectl describe rs,pod` shows why: give its events to `tfk8s explain -`",
	}, {
		Signs: []string{"tool username should begin with"},
		Means: "webservice must run as a tool, and you are logged in as yourself",
		Help:  "run `{become}` first",
	}}
}

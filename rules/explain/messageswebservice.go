package explain

import "github.com/toolforge/tfk8s/rules/internal/words"

// webserviceMessages are what webservice says about its own options and about the state of the webservice.
func webserviceMessages() []message {
	return []message{{
		signs: []string{"is not a valid kubernetes quantity"},
		form:  words.Pattern(`argument (?:-\w/)?(?P<option>[\w-]+): (?P<amount>.*?) is not a valid`),
		rules: []string{"manifest-limits", "service-manifest"},
		means: "{option} must be a whole number with a unit, which {amount} is not",
		help:  "write --cpu 500m instead of 0.5, --mem 768Mi instead of 768MB, and --mem 1536Mi instead of 1.5Gi",
	}, {
		signs: []string{"invalid number format", "has unknown suffix", "is not a valid kubernetes quantity"},
		form:  words.Pattern(`(?:format: (?P<after>[^"'\s]+)|(?P<before>[^"'\s]+) (?:has unknown suffix|is not a valid))`),
		match: func(q *query) bool { q.values["amount"] = q.values["after"] + q.values["before"]; return true },
		rules: []string{"service-manifest", "manifest-limits"},
		means: "webservice cannot read {amount} as an amount of cpu or memory",
		help:  "correct cpu and memory in service.manifest, such as cpu: 500m and memory: 768Mi; `tfk8s lint service.manifest` shows the line",
	}, {
		signs: []string{"no webservice running"},
		rules: []string{"manifest-migrate"},
		means: "webservice migrate moves only a webservice that runs, and none runs on the cluster of the current context",
		help:  "`kubectl config use-context {context}`, and then `webservice --backend=kubernetes TYPE start` starts it on the {cluster}",
	}, {
		signs: []string{"webservice is not running on kubernetes"},
		rules: []string{"manifest-grid"},
		means: "the webservice runs on gridengine, which webservice migrate does not move",
		help:  "leave it there, or change to Kubernetes: `webservice stop`, `kubectl config use-context {context}`, and `webservice --backend=kubernetes TYPE start`",
	}, {
		signs: []string{"webservice is running on 2020 kubernetes cluster"},
		means: "the webservice has moved already",
		help:  "nothing; `kubectl --context={oldContext} get deployment,service` shows whether an old one is left on the {old}",
	}, {
		signs: []string{"failed to change kubectl context"},
		means: "webservice migrate stopped the webservice, but could not make {context} the current context",
		help:  "`kubectl config get-contexts` must list {context}; then `kubectl config use-context {context}`, and `webservice --backend=kubernetes TYPE start`",
	}, {
		signs: []string{"is only for --backend=kubernetes"},
		form:  words.Pattern(`(?P<option>--\w+) is only`),
		rules: []string{"manifest-grid"},
		means: "webservice uses gridengine here, which has no {option}",
		help:  "leave out {option}, or change to Kubernetes: `webservice stop`, and `webservice --backend=kubernetes TYPE start` with the option",
	}, {
		signs: []string{"--release is not implemented", "--release is deprecated"},
		means: "webservice has no use for --release: on Kubernetes, the type decides about the operating system",
		help:  "leave out --release",
	}, {
		signs: []string{"type must be one of"},
		rules: []string{"service-manifest", "manifest-runtime"},
		means: "the backend has no webservice of this type",
		help:  "use one of the types that webservice lists; lighttpd of gridengine is php7.3 on Kubernetes. Check web: and backend: in service.manifest too",
	}, {
		signs: []string{"type is deprecated"},
		form:  words.Pattern(`DEPRECATED: ["']?(?P<type>[\w.-]+)["']? type`),
		rules: []string{"manifest-runtime"},
		means: "the webservice of type {type} runs, but the language version gets no more updates",
		help:  "`tfk8s lint service.manifest` names the type to move to",
	}, {
		signs: []string{"shell is only supported for kubernetes"},
		means: "only a webservice on Kubernetes has a shell",
		help:  "`webservice --backend=kubernetes TYPE shell`",
	}, {
		signs: []string{"your job is not running, starting"},
		means: "webservice restart found no running webservice, so it starts one",
		help:  "nothing, if it starts; otherwise `kubectl describe rs,pod` shows why: give its events to `tfk8s explain -`",
	}, {
		signs: []string{"tool username should begin with"},
		means: "webservice must run as a tool, and you are logged in as yourself",
		help:  "run `{become}` first",
	}}
}

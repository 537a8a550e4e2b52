package messages

// shellMessages are what a shell, become and webservice say on a bastion, and what kubectl says about its own configuration
// and command line.
func shellMessages() []Message {
	return []Message{{
		Signs: []string{"error loading config file", "unable to read client-key", "unable to read client-cert"},
		Form:  `(?i)(?:loading config file|unable to read client-\w+) "?(?P<file>[^"\s]+?)"?:? .*permission denied`,
		Means: "the kubeconfig {file} belongs to another user, so kubectl cannot read it",
		Help:  "run `{become}` first, and `unset KUBECONFIG` if it is set; `ls -l {file}` shows the owner, which must be tools.TOOL",
	}, {
		Signs: []string{"error loading config file"},
		Form:  `(?i)loading config file "?(?P<file>[^"\s]+?)"?: `,
		Means: "the kubeconfig {file} cannot be read as YAML: somebody edited it, or it is another file",
		Help:  "`unset KUBECONFIG` if it names another file; otherwise ask the administrators to write the tool's kubeconfig again",
	}, {
		Signs: []string{"kubectl", "webservice", "become"},
		Form:  `(?:/bin/)?(?P<program>\b(?:kubectl|webservice|become)): (?:command not found|not found|No such file or directory)`,
		Means: "there is no {program} here: only a bastion of Toolforge has it, not a pod or another computer",
		Help:  "log into a bastion, run `{become}`, and try there",
	}, {
		Signs: []string{"become: no such tool", "you are not a member of the group", "not a maintainer"},
		Means: "there is no such tool, or your account is not one of its maintainers",
		Help:  "check the name; a maintainer can add you at https://toolsadmin.wikimedia.org/, and you must log in again after that",
	}, {
		Signs: []string{"invalid choice"},
		Form:  `argument (?P<what>[\w/ -]+?): invalid choice: u?['"]?(?P<value>[^'"\s]+)['"]? \(choose from (?P<choice>[^)]*)\)`,
		Match: "addNearChoice",
		Rules: []string{"manifest-runtime", "service-manifest"},
		Means: "{value} is not {what} that this program knows{near}",
		Help:  "use one of {choice}; a webservice type that is missing there is too new, or is for another backend",
	}, {
		Signs: []string{"unrecognized arguments", "too few arguments", "the following arguments are required", "expected one argument"},
		Means: "the command line has an option that the program does not know, or lacks an argument",
		Help:  "compare it with `webservice --help`; the options for resources are --cpu and --mem, before the type: `webservice --mem 2Gi TYPE start`",
	}, {
		Signs: []string{"webservice is already running", "job is already running"},
		Rules: []string{"webservice-name-label"},
		Means: "webservice found the tool's webservice running on the cluster of the current context, so it starts nothing",
		Help:  "`webservice status` shows its type; for other options or another type, run `webservice stop` first, and wait until `kubectl get pods` no longer lists its pod",
	}, {
		Signs:    []string{"already have another webservice running"},
		Form:     `(?i)with an? (?P<backend>\w+) backend|running`,
		Defaults: []Default{{"backend", "other"}},
		Rules:    []string{"manifest-grid"},
		Means:    "service.manifest says that the webservice runs with the {backend} backend",
		Help:     "run `webservice stop`, and then start it with the backend that you want (kubernetes or gridengine): `webservice --backend=kubernetes TYPE start`",
	}, {
		Signs: []string{"timed out attempting to start webservice"},
		Rules: []string{"quota-exceeded-together", "over-max"},
		Means: "the pod of the webservice was not ready within 15 seconds; the cluster keeps trying",
		Help:  "`kubectl describe rs,pod` shows why: give its events to `tfk8s explain -`; `kubectl logs deployment/TOOL` shows what the program says",
	}, {
		Signs: []string{"service.manifest"},
		Form:  `(?i)yaml|ScannerError|ParserError`,
		Also:  []string{"scannererror", "parsererror", "composererror"},
		Rules: []string{"syntax-error", "service-manifest"},
		Means: "service.manifest is not valid YAML, so webservice cannot read it",
		Help:  "`tfk8s lint service.manifest` shows the place",
	}, {
		Signs: []string{"for url"},
		Form:  `(?i)(?P<code>403|404|409|422) Client Error: .*:6443/`,
		Rules: []string{"manifest-limits", "webservice-name-label"},
		Means: "the API server rejected what webservice asked of it (HTTP {code})",
		Help:  "`kubectl config current-context` must be {context} for the {cluster}; `kubectl get deployment,service,ingress` shows what is left of an earlier start",
	}, {
		Signs: []string{"expected logs", "expected exec", "flag needs an argument", "no need to specify a resource type", "arguments in resource/name form", "required flag(s)", "resource name may not be empty", "resource cannot be retrieved by name", "unexpected args:", "is not valid for pod", "recognized file extensions"},
		Form:  `^(?:.*(?:rror: |\] |\): ))?(?P<detail>.*)$`,
		Means: "the command line of kubectl is incomplete or wrong: {detail}",
		Help:  "name an object as TYPE NAME or as TYPE/NAME (kubectl logs POD; kubectl delete deployment/NAME); `kubectl COMMAND --help` has examples",
	}, {
		Signs: []string{"apiversion, kind and name was changed"},
		Means: "kubectl edit cannot change what an object is or how it is called",
		Help:  "write a new file with the new name, kubectl create it, and kubectl delete the old object",
	}, {
		Signs: []string{"has been deprecated"},
		Form:  `(?i)flag (?P<flag>--?[\w-]+) has been deprecated`,
		Means: "kubectl did what you asked; a later kubectl does not have the flag {flag}",
		Help:  "leave out {flag}",
	}, {
		Signs: []string{"is deprecated in v"},
		Form:  `(?P<version>[\w./-]+) (?P<kind>\w+) is deprecated in v(?P<since>[\d.]+)`,
		Match: "isServed",
		Means: "only a cluster of Kubernetes {since} or later says this; {kind} in {version} is right for the {cluster}",
		Help:  "`kubectl config current-context` shows which cluster was asked; on a later cluster, follow its advice",
	}, {
		Signs: []string{"failed calling webhook", "failed calling admission webhook"},
		Means: "a service of the cluster that checks objects did not answer the API server; the manifest is not the cause",
		Help:  "wait a few minutes; if it stays, report it to the administrators with the time",
	}, {
		Signs: []string{"no providers available to validate pod"},
		Means: "the tool has no PodSecurityPolicy on the {cluster}, so it may not create pods yet",
		Help:  "ask the administrators to set up the tool's account on the {cluster}",
	}}
}

package messages

// ownKubectl is the help where kubectl and the cluster do not fit together.
const ownKubectl = "use the kubectl of the {cluster}: `{alias}`; check with `kubectl version` and `kubectl config current-context`"

// clientMessages are what kubectl says before it has talked to a cluster, or where it is too old for it.
func clientMessages() []Message {
	return []Message{{
		Signs: []string{"failed to negotiate an api version", "exceeds the supported minor version skew"},
		Means: "kubectl is too old or too new for the cluster, so it knows no version of its API, or it could not log in",
		Help:  ownKubectl,
	}, {
		Signs: []string{"couldnt find type:"},
		Form:  `(?i)couldn.?t find type: (?P<version>\w+)\.(?P<kind>\w+)`,
		Means: "the kubectl of the {old} knows no {kind} in this apiVersion ({version})",
		Help:  ownKubectl + "; on the {old}, use the manifest of that cluster",
	}, {
		Signs: []string{"no matches for "},
		Form:  `no matches for "?(?P<group>[\w.-]*)/, Kind=(?P<kind>\w+)`,
		Match: "isServedInGroup",
		Means: "the {cluster} serves {kind} in {version}: an old kubectl, or another cluster, said this",
		Help:  "`kubectl config use-context {context}`; then " + ownKubectl,
	}, {
		Signs: []string{"no matches for "},
		Form:  `no matches for "?(?P<version>[\w.-]*)/, Kind=(?P<kind>\w+)`,
		Match: "addVersions",
		Rules: []string{"api-wrong-group", "api-not-served", "api-too-new"},
		Means: "the {cluster} does not serve {kind} in the API group {version}",
		Help:  "{use}", IsFixed: true,
	}, {
		Signs: []string{"the server could not find the requested resource", "schemaerror("},
		Form:  `(?i)requested resource(?:[^(]|$)|SchemaError`,
		Means: "kubectl asked for something that the API server does not have, because the two have different versions (the {old} runs {oldKubernetes}, the {cluster} {kubernetes})",
		Help:  ownKubectl,
	}, {
		Signs: []string{"doesnt have a resource type"},
		Form:  `(?i)doesn.?t have a resource type "?(?P<resource>[\w.-]+)"?`,
		Match: "isServedResource",
		Means: "the {cluster} serves {resource}: kubectl talks to another cluster, or could not get its list of resources",
		Help:  "`kubectl config use-context {context}`; then " + ownKubectl,
	}, {
		Signs: []string{"doesnt have a resource type"},
		Form:  `(?i)doesn.?t have a resource type "?(?P<resource>[\w.-]+)"?`,
		Match: "addNearResource",
		Means: `no resource type of the cluster is called "{resource}"{near}`,
		Help:  "`kubectl api-resources` lists them; if it is missing there, check `kubectl config current-context`",
	}, {
		Signs: []string{"context exists with the name", "context was not found", "does not exist"},
		Form:  contextForm,
		Match: "isContext",
		Means: `the kubeconfig that kubectl reads has no context "{name}"; each tool's own kubeconfig has it`,
		Help:  "run `{become}` first, and `unset KUBECONFIG` if it is set; `kubectl config get-contexts` then lists {context}. If not, ask the administrators (a tool with _ in its name has none)",
	}, {
		Signs: []string{"context exists with the name", "context was not found", "does not exist"},
		Form:  contextForm,
		Means: `the kubeconfig has no context "{name}": the contexts are {context} ({cluster}) and {oldContext} ({old})`,
		Help:  "`kubectl config use-context {context}`",
	}, {
		Signs: []string{"localhost:8080", "127.0.0.1:8080", "no configuration has been provided", "no configuration found", "keyerror: current-context"},
		Form:  `(?i)refused|no configuration|did you specify|current-context`,
		Means: "kubectl found no kubeconfig, so it looked for a cluster on this computer",
		Help:  "run `{become}` on a bastion, where the tool's home has a kubeconfig (.kube/config); `unset KUBECONFIG` if it is set",
	}, {
		Signs: []string{"x509: certificate has expired", "certificate has expired or is not yet valid"},
		Means: "a certificate is out of date: that of the server, or the one with which the tool logs in",
		Help:  "ask the administrators to renew the tool's certificate; outside of Toolforge, check the clock of your computer first",
	}, {
		Signs: []string{"x509:"},
		Means: "kubectl does not trust the certificate of the server: the kubeconfig was not written for this cluster",
		Help:  "run `{become}` and `unset KUBECONFIG`, so that kubectl reads the tool's own kubeconfig; do not use --insecure-skip-tls-verify",
	}, {
		Signs: []string{"unauthorized", "must be logged in to the server", "asked for the client to provide credentials", "tls: bad certificate", "private key does not match public key"},
		Form:  `(?i)\(unauthorized\)|(?:^|: )unauthorized$|logged in to|client to provide credentials|bad certificate|private key does not`,
		Means: "the API server does not know the credentials in the kubeconfig: they belong to the other cluster or to another tool, or have been replaced",
		Help:  "run `{become}` and `unset KUBECONFIG`, then `kubectl config use-context {context}`; if it stays, ask the administrators for new credentials",
	}, {
		Signs: []string{"unable to connect to the server", "the connection to the server", "net/http: tls handshake timeout", "max retries exceeded", ":6443"},
		Form:  `(?i)to the server|handshake|port=6443|:6443.*(?:timeout|refused|no such host|EOF|deadline)`,
		Means: "kubectl cannot reach the API server of its current context",
		Help:  "run it on a bastion of Toolforge; `kubectl config current-context` says which cluster it asks ({context} is the {cluster}, {oldContext} the {old}, which may be switched off by now)",
	}, {
		Signs: []string{"the path "},
		Form:  `the path "?(?P<name>[^"]+?)"? (?:does not exist|cannot be accessed)`,
		Means: `there is no file "{name}" in the current folder, or it cannot be read`,
		Help:  "check the name and the folder: `ls -l {name}`",
	}, {
		Signs: []string{"no such file or directory"},
		Form:  `^(?:.*[ \]])?error: (?:stat|lstat|open|read) "?(?P<name>[^":]+?\.(?:ya?ml|json))"?: no such file`,
		Means: `there is no file "{name}" in the current folder, or it cannot be read`,
		Help:  "check the name and the folder: `ls -l {name}`",
	}, {
		Signs: []string{"no resources found", "no matching resources found"},
		Means: "the namespace that kubectl asked has no such objects: each cluster has its own",
		Help:  "`kubectl config current-context` says which cluster was asked: {context} is the {cluster}, {oldContext} the {old}",
	}, {
		Signs: []string{"not found"},
		Form:  `(?i)(?:\(NotFound\)|\berror|error from server): (?:error \w+ [^:]*: )?(?P<kind>[a-z]+)(?:\.[\w.]+)? "?(?P<name>[^"\s]+)"? not found$`,
		Match: "isMissingObject",
		Means: `the namespace that kubectl asked has no {kindName} "{name}": each cluster has its own objects`,
		Help:  "`kubectl get {kind}` lists what is there; `kubectl config current-context` says which cluster was asked ({context} is the {cluster}, {oldContext} the {old})",
	}, {
		Signs: []string{"an error on the server", "currently unable to handle the request", "unable to return a response in the time", "(toomanyrequests)", "etcdserver", "etcd member", "etcd cluster"},
		Means: "the API server itself has a problem or is overloaded; the manifest is not the cause",
		Help:  "wait a few minutes; if it stays, report it to the administrators with the time",
	}, {
		Signs: []string{"does not allow this method on the requested resource"},
		Means: "kubectl asked for an operation that this API server does not have, because the two have different versions, or because apiVersion or kind is wrong",
		Help:  ownKubectl + "; `tfk8s lint FILE` checks apiVersion and kind",
	}, {
		Signs: []string{"unknown command", "unknown flag", "unknown shorthand flag"},
		Means: "this kubectl has no such command or flag: it is misspelled, or kubectl is that of the {old} ({oldKubernetes}), which has fewer",
		Help:  ownKubectl + "; `kubectl help` lists the commands",
	}, {
		Signs: []string{"must specify one of -f", "must specify --filename", "one or more resources by argument or filename"},
		Means: "kubectl does not know which file or object to use",
		Help:  "name the file after -f, such as `kubectl create --validate=true -f FILE`",
	}, {
		Signs: []string{"unable to use a tty", "the input device is not a tty"},
		Means: "the command asks for a terminal (-t), but its input is a pipe, a file or a script",
		Help:  "leave out -t: `kubectl exec -i POD -- COMMAND`",
	}, {
		Signs: []string{"a container name must be specified"},
		Means: "the pod has several containers, and kubectl does not know which one to use",
		Help:  "add -c and its name, such as `kubectl logs POD -c NAME`; `kubectl describe pod POD` lists them",
	}, {
		Signs:  []string{"timed out waiting for the condition"},
		Unless: []string{"mount"},
		Means:  "kubectl stopped waiting; the objects are there, but not in the state that it waited for",
		Help:   "`kubectl describe deployment,rs,job,pod` shows why: give its events to `tfk8s explain -`",
	}, {
		Signs: []string{"kubectl apply should be used on resource created by"},
		Means: "the object was made by kubectl create, so kubectl apply cannot see which fields you removed from the file; the change itself is made",
		Help:  "nothing, if no field was removed; otherwise delete the object and create it again with kubectl apply",
	}}
}

// contextForm is how kubectl names a context that the kubeconfig lacks.
const contextForm = `(?i)(?:context exists with the name:? "?|context was not found for specified context:? "?|context "?)(?P<name>[\w.-]*\w)"?(?:\.?$| does not exist)`

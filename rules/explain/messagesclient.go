package explain

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/schemas"
)

// ownKubectl is the help where kubectl and the cluster do not fit together.
const ownKubectl = "use the kubectl of the {cluster}: `{alias}`; check with `kubectl version` and `kubectl config current-context`"

// clientMessages are what kubectl says before it has talked to a cluster, or where it is too old for it.
func clientMessages() []message {
	return []message{{
		signs: []string{"failed to negotiate an api version", "exceeds the supported minor version skew"},
		means: "kubectl is too old or too new for the cluster, so it knows no version of its API, or it could not log in",
		help:  ownKubectl,
	}, {
		signs: []string{"couldnt find type:"},
		form:  words.Pattern(`(?i)couldn.?t find type: (?P<version>\w+)\.(?P<kind>\w+)`),
		means: "the kubectl of the {old} knows no {kind} in this apiVersion ({version})",
		help:  ownKubectl + "; on the {old}, use the manifest of that cluster",
	}, {
		signs: []string{"no matches for "},
		form:  words.Pattern(`no matches for "?(?P<group>[\w.-]*)/, Kind=(?P<kind>\w+)`),
		match: (*query).isServedInGroup,
		means: "the {cluster} serves {kind} in {version}: an old kubectl, or another cluster, said this",
		help:  "`kubectl config use-context {context}`; then " + ownKubectl,
	}, {
		signs: []string{"no matches for "},
		form:  words.Pattern(`no matches for "?(?P<version>[\w.-]*)/, Kind=(?P<kind>\w+)`),
		match: (*query).addVersions,
		rules: []string{"api-wrong-group", "api-not-served", "api-too-new"},
		means: "the {cluster} does not serve {kind} in the API group {version}",
		help:  "{use}", fixed: true,
	}, {
		signs: []string{"the server could not find the requested resource", "schemaerror("},
		form:  words.Pattern(`(?i)requested resource(?:[^(]|$)|SchemaError`),
		means: "kubectl asked for something that the API server does not have, because the two have different versions (the {old} runs {oldKubernetes}, the {cluster} {kubernetes})",
		help:  ownKubectl,
	}, {
		signs: []string{"doesnt have a resource type"},
		form:  words.Pattern(`(?i)doesn.?t have a resource type "?(?P<resource>[\w.-]+)"?`),
		match: (*query).isServedResource,
		means: "the {cluster} serves {resource}: kubectl talks to another cluster, or could not get its list of resources",
		help:  "`kubectl config use-context {context}`; then " + ownKubectl,
	}, {
		signs: []string{"doesnt have a resource type"},
		form:  words.Pattern(`(?i)doesn.?t have a resource type "?(?P<resource>[\w.-]+)"?`),
		match: (*query).addNearResource,
		means: `no resource type of the cluster is called "{resource}"{near}`,
		help:  "`kubectl api-resources` lists them; if it is missing there, check `kubectl config current-context`",
	}, {
		signs: []string{"context exists with the name", "context was not found", "does not exist"},
		form:  contextForm,
		match: func(q *query) bool { return q.values["name"] == q.Policy.Current.Context },
		means: `the kubeconfig that kubectl reads has no context "{name}"; each tool's own kubeconfig has it`,
		help:  "run `{become}` first, and `unset KUBECONFIG` if it is set; `kubectl config get-contexts` then lists {context}. If not, ask the administrators (a tool with _ in its name has none)",
	}, {
		signs: []string{"context exists with the name", "context was not found", "does not exist"},
		form:  contextForm,
		means: `the kubeconfig has no context "{name}": the contexts are {context} ({cluster}) and {oldContext} ({old})`,
		help:  "`kubectl config use-context {context}`",
	}, {
		signs: []string{"localhost:8080", "127.0.0.1:8080", "no configuration has been provided", "no configuration found", "keyerror: current-context"},
		form:  words.Pattern(`(?i)refused|no configuration|did you specify|current-context`),
		means: "kubectl found no kubeconfig, so it looked for a cluster on this computer",
		help:  "run `{become}` on a bastion, where the tool's home has a kubeconfig (.kube/config); `unset KUBECONFIG` if it is set",
	}, {
		signs: []string{"x509: certificate has expired", "certificate has expired or is not yet valid"},
		means: "a certificate is out of date: that of the server, or the one with which the tool logs in",
		help:  "ask the administrators to renew the tool's certificate; outside of Toolforge, check the clock of your computer first",
	}, {
		signs: []string{"x509:"},
		means: "kubectl does not trust the certificate of the server: the kubeconfig was not written for this cluster",
		help:  "run `{become}` and `unset KUBECONFIG`, so that kubectl reads the tool's own kubeconfig; do not use --insecure-skip-tls-verify",
	}, {
		signs: []string{"unauthorized", "must be logged in to the server", "asked for the client to provide credentials", "tls: bad certificate", "private key does not match public key"},
		form:  words.Pattern(`(?i)\(unauthorized\)|(?:^|: )unauthorized$|logged in to|client to provide credentials|bad certificate|private key does not`),
		means: "the API server does not know the credentials in the kubeconfig: they belong to the other cluster or to another tool, or have been replaced",
		help:  "run `{become}` and `unset KUBECONFIG`, then `kubectl config use-context {context}`; if it stays, ask the administrators for new credentials",
	}, {
		signs: []string{"unable to connect to the server", "the connection to the server", "net/http: tls handshake timeout", "max retries exceeded", ":6443"},
		form:  words.Pattern(`(?i)to the server|handshake|port=6443|:6443.*(?:timeout|refused|no such host|EOF|deadline)`),
		means: "kubectl cannot reach the API server of its current context",
		help:  "run it on a bastion of Toolforge; `kubectl config current-context` says which cluster it asks ({context} is the {cluster}, {oldContext} the {old}, which may be switched off by now)",
	}, {
		signs: []string{"the path "},
		form:  words.Pattern(`the path "?(?P<name>[^"]+?)"? (?:does not exist|cannot be accessed)`),
		means: `there is no file "{name}" in the current folder, or it cannot be read`,
		help:  "check the name and the folder: `ls -l {name}`",
	}, {
		signs: []string{"no such file or directory"},
		form:  words.Pattern(`^(?:.*[ \]])?error: (?:stat|lstat|open|read) "?(?P<name>[^":]+?\.(?:ya?ml|json))"?: no such file`),
		means: `there is no file "{name}" in the current folder, or it cannot be read`,
		help:  "check the name and the folder: `ls -l {name}`",
	}, {
		signs: []string{"no resources found", "no matching resources found"},
		means: "the namespace that kubectl asked has no such objects: each cluster has its own",
		help:  "`kubectl config current-context` says which cluster was asked: {context} is the {cluster}, {oldContext} the {old}",
	}, {
		signs: []string{"not found"},
		form:  words.Pattern(`(?i)(?:\(NotFound\)|\berror|error from server): (?:error \w+ [^:]*: )?(?P<kind>[a-z]+)(?:\.[\w.]+)? "?(?P<name>[^"\s]+)"? not found$`),
		match: (*query).isMissingObject,
		means: `the namespace that kubectl asked has no {kindName} "{name}": each cluster has its own objects`,
		help:  "`kubectl get {kind}` lists what is there; `kubectl config current-context` says which cluster was asked ({context} is the {cluster}, {oldContext} the {old})",
	}, {
		signs: []string{"an error on the server", "currently unable to handle the request", "unable to return a response in the time", "(toomanyrequests)", "etcdserver", "etcd member", "etcd cluster"},
		means: "the API server itself has a problem or is overloaded; the manifest is not the cause",
		help:  "wait a few minutes; if it stays, report it to the administrators with the time",
	}, {
		signs: []string{"does not allow this method on the requested resource"},
		means: "kubectl asked for an operation that this API server does not have, because the two have different versions, or because apiVersion or kind is wrong",
		help:  ownKubectl + "; `tfk8s lint FILE` checks apiVersion and kind",
	}, {
		signs: []string{"unknown command", "unknown flag", "unknown shorthand flag"},
		means: "this kubectl has no such command or flag: it is misspelled, or kubectl is that of the {old} ({oldKubernetes}), which has fewer",
		help:  ownKubectl + "; `kubectl help` lists the commands",
	}, {
		signs: []string{"must specify one of -f", "must specify --filename", "one or more resources by argument or filename"},
		means: "kubectl does not know which file or object to use",
		help:  "name the file after -f, such as `kubectl create --validate=true -f FILE`",
	}, {
		signs: []string{"unable to use a tty", "the input device is not a tty"},
		means: "the command asks for a terminal (-t), but its input is a pipe, a file or a script",
		help:  "leave out -t: `kubectl exec -i POD -- COMMAND`",
	}, {
		signs: []string{"a container name must be specified"},
		means: "the pod has several containers, and kubectl does not know which one to use",
		help:  "add -c and its name, such as `kubectl logs POD -c NAME`; `kubectl describe pod POD` lists them",
	}, {
		signs: []string{"timed out waiting for the condition"},
		match: func(q *query) bool { return !q.hasAny([]string{"mount"}) },
		means: "kubectl stopped waiting; the objects are there, but not in the state that it waited for",
		help:  "`kubectl describe deployment,rs,job,pod` shows why: give its events to `tfk8s explain -`",
	}, {
		signs: []string{"kubectl apply should be used on resource created by"},
		means: "the object was made by kubectl create, so kubectl apply cannot see which fields you removed from the file; the change itself is made",
		help:  "nothing, if no field was removed; otherwise delete the object and create it again with kubectl apply",
	}}
}

// contextForm is how kubectl names a context that the kubeconfig lacks.
var contextForm = words.Pattern(`(?i)(?:context exists with the name:? "?|context was not found for specified context:? "?|context "?)(?P<name>[\w.-]*\w)"?(?:\.?$| does not exist)`)

// isServedInGroup reports whether the current cluster serves the kind in the group of the error.
func (q *query) isServedInGroup() bool {
	for _, g := range q.Bundle.ServedVersions(q.values["kind"]) {
		if g.Group == q.values["group"] {
			q.values["version"] = strings.TrimPrefix(g.Group+"/"+g.Version, "/")
			return true
		}
	}
	return false
}

// isServedResource reports whether the current cluster serves a resource by its plural or singular name.
func (q *query) isServedResource() bool {
	name, _, _ := strings.Cut(strings.ToLower(q.values["resource"]), ".")
	return slices.ContainsFunc(q.Bundle.Resources(), func(r schemas.Resource) bool {
		return r.Plural == name || strings.ToLower(r.Kind) == name
	})
}

// isMissingObject reports whether the error is about an object that kubectl looked for. It adds its kind.
func (q *query) isMissingObject() bool {
	q.addKindName()
	isResource := slices.ContainsFunc(q.Bundle.Resources(), func(r schemas.Resource) bool { return r.Plural == q.values["kind"] })
	return isResource && q.values["kind"] != "namespaces"
}

// addNearResource adds the resource that a misspelled name probably means.
func (q *query) addNearResource() bool {
	var names []string
	for _, r := range q.Bundle.Resources() {
		names = append(names, r.Plural, strings.ToLower(r.Kind))
	}
	if near := words.Nearest(q.values["resource"], names); near != "" {
		q.values["near"] = ": did you mean " + near + "?"
	}
	return true
}

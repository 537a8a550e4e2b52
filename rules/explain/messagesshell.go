package explain

import (
	"strings"

	"github.com/toolforge/tfk8s/rules/internal/words"
)

// shellMessages are what a shell, become and webservice say on a bastion, and what kubectl says about its own configuration
// and command line.
func shellMessages() []message {
	return []message{{
		signs: []string{"error loading config file", "unable to read client-key", "unable to read client-cert"},
		form:  words.Pattern(`(?i)(?:loading config file|unable to read client-\w+) "?(?P<file>[^"\s]+?)"?:? .*permission denied`),
		means: "the kubeconfig {file} belongs to another user, so kubectl cannot read it",
		help:  "run `{become}` first, and `unset KUBECONFIG` if it is set; `ls -l {file}` shows the owner, which must be tools.TOOL",
	}, {
		signs: []string{"error loading config file"},
		form:  words.Pattern(`(?i)loading config file "?(?P<file>[^"\s]+?)"?: `),
		means: "the kubeconfig {file} cannot be read as YAML: somebody edited it, or it is another file",
		help:  "`unset KUBECONFIG` if it names another file; otherwise ask the administrators to write the tool's kubeconfig again",
	}, {
		signs: []string{"kubectl", "webservice", "become"},
		form:  words.Pattern(`(?:/bin/)?(?P<program>\b(?:kubectl|webservice|become)): (?:command not found|not found|No such file or directory)`),
		means: "there is no {program} here: only a bastion of Toolforge has it, not a pod or another computer",
		help:  "log into a bastion, run `{become}`, and try there",
	}, {
		signs: []string{"become: no such tool", "you are not a member of the group", "not a maintainer"},
		means: "there is no such tool, or your account is not one of its maintainers",
		help:  "check the name; a maintainer can add you at https://toolsadmin.wikimedia.org/, and you must log in again after that",
	}, {
		signs: []string{"invalid choice"},
		form:  words.Pattern(`argument (?P<what>[\w/ -]+?): invalid choice: u?['"]?(?P<value>[^'"\s]+)['"]? \(choose from (?P<choice>[^)]*)\)`),
		match: (*query).addNearChoice,
		rules: []string{"manifest-runtime", "service-manifest"},
		means: "{value} is not {what} that this program knows{near}",
		help:  "use one of {choice}; a webservice type that is missing there is too new, or is for another backend",
	}, {
		signs: []string{"unrecognized arguments", "too few arguments", "the following arguments are required", "expected one argument"},
		means: "the command line has an option that the program does not know, or lacks an argument",
		help:  "compare it with `webservice --help`; the options for resources are --cpu and --mem, before the type: `webservice --mem 2Gi TYPE start`",
	}, {
		signs: []string{"webservice is already running", "job is already running"},
		rules: []string{"webservice-name-label"},
		means: "webservice found the tool's webservice running on the cluster of the current context, so it starts nothing",
		help:  "`webservice status` shows its type; for other options or another type, run `webservice stop` first, and wait until `kubectl get pods` no longer lists its pod",
	}, {
		signs: []string{"already have another webservice running"},
		form:  words.Pattern(`(?i)with an? (?P<backend>\w+) backend|running`),
		match: func(q *query) bool { q.orElse("backend", "other"); return true },
		rules: []string{"manifest-grid"},
		means: "service.manifest says that the webservice runs with the {backend} backend",
		help:  "run `webservice stop`, and then start it with the backend that you want (kubernetes or gridengine): `webservice --backend=kubernetes TYPE start`",
	}, {
		signs: []string{"timed out attempting to start webservice"},
		rules: []string{"quota-exceeded-together", "over-max"},
		means: "the pod of the webservice was not ready within 15 seconds; the cluster keeps trying",
		help:  "`kubectl describe rs,pod` shows why: give its events to `tfk8s explain -`; `kubectl logs deployment/TOOL` shows what the program says",
	}, {
		signs: []string{"service.manifest"},
		form:  words.Pattern(`(?i)yaml|ScannerError|ParserError`),
		match: func(q *query) bool { return q.hasAny([]string{"scannererror", "parsererror", "composererror"}) },
		rules: []string{"syntax-error", "service-manifest"},
		means: "service.manifest is not valid YAML, so webservice cannot read it",
		help:  "`tfk8s lint service.manifest` shows the place",
	}, {
		signs: []string{"for url"},
		form:  words.Pattern(`(?i)(?P<code>403|404|409|422) Client Error: .*:6443/`),
		rules: []string{"manifest-limits", "webservice-name-label"},
		means: "the API server rejected what webservice asked of it (HTTP {code})",
		help:  "`kubectl config current-context` must be {context} for the {cluster}; `kubectl get deployment,service,ingress` shows what is left of an earlier start",
	}, {
		signs: []string{"expected logs", "expected exec", "flag needs an argument", "no need to specify a resource type", "arguments in resource/name form", "required flag(s)", "resource name may not be empty", "resource cannot be retrieved by name", "unexpected args:", "is not valid for pod", "recognized file extensions"},
		form:  words.Pattern(`^(?:.*(?:rror: |\] |\): ))?(?P<detail>.*)$`),
		means: "the command line of kubectl is incomplete or wrong: {detail}",
		help:  "name an object as TYPE NAME or as TYPE/NAME (kubectl logs POD; kubectl delete deployment/NAME); `kubectl COMMAND --help` has examples",
	}, {
		signs: []string{"apiversion, kind and name was changed"},
		means: "kubectl edit cannot change what an object is or how it is called",
		help:  "write a new file with the new name, kubectl create it, and kubectl delete the old object",
	}, {
		signs: []string{"has been deprecated"},
		form:  words.Pattern(`(?i)flag (?P<flag>--?[\w-]+) has been deprecated`),
		means: "kubectl did what you asked; a later kubectl does not have the flag {flag}",
		help:  "leave out {flag}",
	}, {
		signs: []string{"is deprecated in v"},
		form:  words.Pattern(`(?P<version>[\w./-]+) (?P<kind>\w+) is deprecated in v(?P<since>[\d.]+)`),
		match: (*query).isServed,
		means: "only a cluster of Kubernetes {since} or later says this; {kind} in {version} is right for the {cluster}",
		help:  "`kubectl config current-context` shows which cluster was asked; on a later cluster, follow its advice",
	}, {
		signs: []string{"failed calling webhook", "failed calling admission webhook"},
		means: "a service of the cluster that checks objects did not answer the API server; the manifest is not the cause",
		help:  "wait a few minutes; if it stays, report it to the administrators with the time",
	}, {
		signs: []string{"no providers available to validate pod"},
		means: "the tool has no PodSecurityPolicy on the {cluster}, so it may not create pods yet",
		help:  "ask the administrators to set up the tool's account on the {cluster}",
	}}
}

// addNearChoice adds the choice that a misspelled one probably means.
func (q *query) addNearChoice() bool {
	choices := strings.FieldsFunc(q.values["choice"], func(r rune) bool { return strings.ContainsRune(` ,'"`, r) })
	q.values["choice"] = words.Listed(choices)
	q.values["what"] = words.Article(strings.ToLower(q.values["what"]))
	if near := words.Nearest(q.values["value"], choices); near != "" {
		q.values["near"] = ": did you mean " + near + "?"
	}
	return true
}

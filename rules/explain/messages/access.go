package messages

// accessMessages are what the API server says about who may do what in which namespace.
func accessMessages() []Message {
	return []Message{{
		Signs: []string{"cannot "}, Form: cannotForm,
		Match: "isGarbledCreation",
		Rules: []string{"api-wrong-group"},
		Means: "kubectl sent the object to a wrong address, because of its apiVersion",
		Help:  "correct apiVersion and kind; `tfk8s lint FILE` names them",
	}, {
		Signs: []string{"cannot post path"},
		Rules: []string{"api-wrong-group"},
		Means: "kubectl sent the object to a wrong address, because of its apiVersion",
		Help:  "correct apiVersion and kind; `tfk8s lint FILE` names them",
	}, {
		Signs: []string{"cannot "}, Form: cannotForm,
		Match: "isLegacyCreation",
		Rules: []string{"legacy-namespace"},
		Means: `"{ns}" is the tool's namespace on the {old}; on the {cluster} it is "{own}"`,
		Help:  "write namespace: {own} or remove the line; if the file has no namespace, `kubectl config use-context {context}`", IsFixed: true,
	}, {
		Signs: []string{"cannot "}, Form: cannotForm,
		Match: "isInLegacyNamespace",
		Rules: []string{"legacy-namespace"},
		Means: `"{ns}" is the tool's namespace on the {old}; on the {cluster} it is "{own}"`,
		Help:  "`kubectl config use-context {context}`, and no -n {ns} on the command line",
	}, {
		Signs: []string{"cannot "}, Form: cannotForm,
		Match: "isClusterWide",
		Means: "a tool may not {verb} {resource} of the whole cluster, only those in its own namespace",
		Help:  "leave out --all-namespaces; nodes, namespaces and other objects without a namespace are not for tools",
	}, {
		Signs: []string{"cannot "}, Form: cannotForm,
		Match: "isForbiddenKind",
		Rules: []string{"forbidden-kind"},
		Means: "a tool may not {verb} {resource}{where}",
		Help:  "remove the object; `tfk8s explain forbidden-kind` lists what a tool may create, and the administrators can do the rest",
	}, {
		Signs: []string{"cannot "}, Form: cannotForm,
		Match: "isOwnNamespace",
		Means: `a tool may usually {verb} {resource} in its own namespace "{ns}", but here the tool has no right to`,
		Help:  "check with `whoami` that you became this tool; if so, ask the administrators to set up its account on the {cluster} again",
	}, {
		Signs: []string{"cannot "}, Form: cannotForm,
		Match: "addOwn",
		Rules: []string{"foreign-namespace", "legacy-namespace"},
		Means: `a tool may {verb} {resource} only in its own namespace, "{own}", not in "{ns}"`,
		Help:  "write namespace: {own} or remove the line; check `kubectl config current-context`, and `whoami` for the tool that you became",
	}, {
		Signs: []string{"cannot create resource"},
		Rules: []string{"legacy-namespace", "foreign-namespace", "forbidden-kind"},
		Means: "the tool may not create this here, in most cases because the namespace is that of the {old}",
		Help:  "write namespace: {own} or remove the line", IsFixed: true,
	}, {
		Signs:    []string{"does not allow access to the requested resource"},
		Form:     `requested resource(?: \((?P<verb>\w+) (?P<resource>[\w./-]+))?`,
		Defaults: []Default{{"resource", "this"}},
		Means:    "the {old} does not let the tool access {resource}: another tool's namespace, or a kind that tools may not use there",
		Help:     "on the {old}, use the namespace TOOL and no Ingress, StatefulSet or CronJob; the {cluster} has them: `kubectl config use-context {context}`, and `{alias}`",
	}, {
		Signs: []string{"invalid namespace"},
		Form:  `invalid namespace "?(?P<ns>[^":]*)"?`,
		Rules: []string{"foreign-namespace", "tool-name-invalid"},
		Means: `"{ns}" cannot be the name of a namespace`,
		Help:  "write namespace: {own} or remove the line",
	}, {
		Signs: []string{"namespaces", "namespace"},
		Form:  `namespaces? "?(?P<ns>[^"\s]*_[^"\s]*)"? not found`,
		Rules: []string{"tool-name-invalid"},
		Means: `a name with _ cannot be a namespace, so the {cluster} has no "{ns}"`,
		Help:  "ask the administrators for a tool with another name (a-z, 0-9 and -), and move there",
	}, {
		Signs: []string{"namespaces", "namespace"},
		Form:  `namespaces? "?(?P<ns>[^"\s]+)"? not found`,
		Match: "addNamespace",
		Rules: []string{"legacy-namespace", "foreign-namespace", "tool-name-invalid"},
		Means: `the cluster has no namespace "{ns}"`,
		Help:  "write namespace: {own}, and check the cluster: `kubectl config use-context {context}`",
	}, {
		Signs: []string{"new namespace never made"},
		Rules: []string{"tool-name-invalid"},
		Means: "a tool gets no namespace on the {cluster} if its name has _ or is too long",
		Help:  "ask the administrators for a tool with another name (a-z, 0-9 and -), and move there",
	}}
}

// cannotForm is how the API server says that somebody may not do something, since Kubernetes 1.12 and before.
const cannotForm = `(?:User "?(?P<user>[^"\s]+)"? )?cannot (?P<verb>\w+) +(?:resource "?(?P<resource>[\w/.-]+)"? in API group (?:"(?P<group>[\w.-]*)"|(?P<group2>[\w.-]+?)?)|"?(?P<resource2>[a-z][\w/-]*)(?:\.(?P<group3>[\w.-]+?))?"?) ?(?:at the (?P<cluster2>cluster) scope|in the namespace (?:"(?P<ns>[^"]*)"|(?P<ns2>[^":.\s]*)))`
